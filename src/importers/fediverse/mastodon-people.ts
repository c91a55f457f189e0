/** Whose a status is, and of which server: who posted it, and whom it names. */
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import type { Zone } from "../../model/time.ts";
import { accountNamed, addAuthor, type CollectedPost } from "../reading/collected-post.ts";
import { isoTimeAt } from "../reading/iso-time.ts";
import type { Fields } from "../reading/records.ts";
import { elementsOf, fieldsAt, type Said, scalarAt, textAt } from "../reading/said.ts";
import { actorId, addressOf, fullHandle, hostOf } from "./fediverse-people.ts";
import { FEDIVERSE } from "./fediverse-post.ts";

export type Site = "truthsocial" | "gab" | typeof FEDIVERSE;

/** By the address of the post or of its author's profile. */
export function siteOf(status: Fields, at: string): Site {
  const account = fieldsAt(status, "account", at);
  const hosts = [status, account?.value ?? {}].map((one) => hostOf(textAt(one, "url", at)?.value));
  if (hosts.includes("truthsocial.com")) return "truthsocial";
  return hosts.includes("gab.com") ? "gab" : FEDIVERSE;
}

export function keyOf(status: Fields, site: Site, at: string) {
  const id = scalarAt(status, "id", at);
  if (site !== FEDIVERSE) {
    const key = id && findKey(`${site}:${id.value}`);
    return id && key ? { value: key, at: id.at } : undefined;
  }
  return addressOf(textAt(status, "url", at), textAt(status, "uri", at));
}

/** What is the same for all of a file. */
export interface Around {
  zone: Zone;
  /** Accounts of which it is said when they were made. */
  told: Set<Key>;
}

/** What is known of the server that answers, by a post of its own. */
export interface Home {
  site: Site;
  /** Of a post of this server. */
  host: string | undefined;
  /** Whether the server's addresses are made of its names and numbers, as Mastodon's are. */
  isNumbered: boolean;
}

export function homeOf(status: Fields, site: Site, at: string): Home {
  const account = fieldsAt(status, "account", at);
  const acct = account && textAt(account.value, "acct", account.at)?.value;
  const isOwn = site !== FEDIVERSE || (acct !== undefined && !acct.includes("@"));
  const url = textAt(status, "url", at)?.value ?? textAt(status, "uri", at)?.value;
  const host = isOwn ? hostOf(url) : undefined;
  const id = scalarAt(status, "id", at)?.value;
  const isNumbered =
    host !== undefined && keyOfUrl(`https://${host}/@${acct}/${id}`) === keyOfUrl(url ?? "");
  return { site, host, isNumbered };
}

/** Accounts that are remembered; beyond that the same may be told again. */
const MAX_ACCOUNTS = 10_000;

/** When an account was made, once in a file. */
function addCreated(post: CollectedPost, account: Said<Fields>, key: Key, { told }: Around): void {
  if (told.has(key)) return;
  const created = isoTimeAt(account.value, "created_at", account.at, { reason: "unknown" });
  if (created === undefined) return;
  if (told.size >= MAX_ACCOUNTS) told.clear();
  told.add(key);
  const remark = { fact: "remark", kind: "attribute", subject: key } as const;
  const said = { relation: "account created", time: created.value, at: created.at };
  post.facts.push({ ...remark, ...said });
}

export function addAccount(
  post: CollectedPost,
  status: Fields,
  at: string,
  home: Home,
  around: Around,
) {
  const { site } = home;
  const account = fieldsAt(status, "account", at);
  if (account === undefined) {
    post.warnings.push(["no-author", "the record names no account that posted it", `${at}/id`]);
    return;
  }
  const { value, at: place } = account;
  const [id, username] = [scalarAt(value, "id", place), textAt(value, "username", place)];
  const name = textAt(value, "display_name", place);
  const url = textAt(value, "url", place);
  const host = hostOf(url?.value) ?? hostOf(textAt(status, "url", at)?.value);
  const named =
    site === FEDIVERSE
      ? {
          id: actorId(textAt(value, "uri", place)),
          idPrefix: "",
          handle: fullHandle(textAt(value, "acct", place) ?? username, host),
          name,
        }
      : { id, handle: username, name };
  addAuthor(post, site, named);
  const key = accountNamed(site, named)?.account;
  if (key !== undefined) addCreated(post, account, key, around);
}

export function addMentions(
  post: CollectedPost,
  status: Fields,
  at: string,
  { site, host }: Home,
): void {
  for (const { fields, at: place } of elementsOf(status["mentions"], `${at}/mentions`)) {
    const [id, username] = [scalarAt(fields, "id", place), textAt(fields, "username", place)];
    const own = host ?? hostOf(textAt(fields, "url", place)?.value);
    const handle = fullHandle(textAt(fields, "acct", place) ?? username, own);
    const named =
      site === FEDIVERSE
        ? accountNamed(site, { handle })
        : accountNamed(site, { id, handle: username });
    if (named) post.add("MENTIONS", named.account, named.at);
  }
}
