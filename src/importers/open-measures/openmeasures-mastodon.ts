/**
 * Posts of Mastodon and its kin (Gab, Truth Social, the Fediverse) in Open Measures' index: the
 * fields of Mastodon's API, entity Status. Ids hold on their own server only, so that in the
 * Fediverse posts are known by their addresses.
 */
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import {
  addAuthor,
  addLink,
  addMention,
  addRemark,
  addTag,
  type CollectedPost,
} from "../reading/collected-post.ts";
import { findFields, listOf } from "../reading/records.ts";
import { type Said, scalarAt } from "../reading/said.ts";
import { find, findFirst, type Hit, timeOf, valueAt } from "./openmeasures-hit.ts";

const isOneServer = ({ platform }: CollectedPost): boolean =>
  platform === "truthsocial" || platform === "gab";

/** The server's name stands behind the handle, but on that server itself: there it is in the address. */
export function addFediverseAuthor(post: CollectedPost, hit: Hit): void {
  const [acct, name, url] = ["account.acct", "account.display_name", "account.url"].map((path) =>
    find(hit, path),
  );
  const host = URL.canParse(url?.value ?? "") ? new URL(url?.value ?? "").hostname : undefined;
  const full = acct?.value.includes("@") ? acct.value : host && acct && `${acct.value}@${host}`;
  const handle = acct && full ? { value: full, at: acct.at } : undefined;
  addAuthor(post, "fediverse", { id: handle, idPrefix: "@", name });
}

/** A post by its id where ids hold for all of the site, else by its address. */
function other(post: CollectedPost, id: Said | undefined, url: Said | undefined) {
  const byId = isOneServer(post) && id ? findKey(`${post.platform}:${id.value}`) : undefined;
  const key: Key | undefined = byId ?? (url && keyOfUrl(url.value));
  return { key, at: (byId === undefined ? url?.at : id?.at) ?? "" };
}

function addPeople(post: CollectedPost, hit: Hit): void {
  const { value, at } = valueAt(hit, "mentions");
  listOf(value).forEach((entry, index) => {
    const person = findFields(entry);
    const place = `${at}/${index}`;
    const [acct, username, url] = ["acct", "username", "url"].map((name) =>
      scalarAt(person, name, place),
    );
    const handle = acct ?? username;
    if (!isOneServer(post)) {
      if (acct?.value.includes("@")) {
        post.add("MENTIONS", findKey(`fediverse:@${acct.value}`), acct.at);
      } else if (url) addRemark(post, "mentions", url);
    } else if (handle) addMention(post, post.platform, handle);
  });
}

/** Of a reshare cards, people and tags are the original's. */
export function addMastodon(post: CollectedPost, hit: Hit): void {
  const reshared = other(
    post,
    find(hit, "reblog.id"),
    findFirst(hit, ["reblog.url", "reblog.uri"]),
  );
  if (reshared.key !== undefined && reshared.key !== post.key) {
    const edge = { fact: "edge", relation: "RESHARED_BY", object: post.key } as const;
    post.facts.push({ ...edge, subject: reshared.key, at: reshared.at });
  }
  const unnamed = findFirst(hit, ["reblog.id", "reblog.url", "reblog.uri"]);
  if (reshared.key === undefined && unnamed) addRemark(post, "reshared post", unnamed);
  const quoted = other(post, find(hit, "quote_id"), find(hit, "quote.url"));
  post.add("QUOTES", quoted.key, quoted.at);
  const answered = find(hit, "in_reply_to_id");
  if (answered) {
    const { key } = other(post, answered, undefined);
    if (key === undefined) addRemark(post, "answered post", answered);
    else post.add("REPLIES_TO", key, answered.at);
  }
  const [warning, edited] = [find(hit, "spoiler_text"), find(hit, "edited_at")];
  const time = timeOf(edited, { reason: "unknown" });
  if (time && edited) {
    post.facts.push({ fact: "time", item: post.key, kind: "edited", ...time, at: edited.at });
  }
  if (unnamed) return;
  if (warning) addRemark(post, "words before the post", warning);
  const card = find(hit, "card.url");
  if (card) addLink(post, card.value, card.at);
  addPeople(post, hit);
  const { value, at } = valueAt(hit, "tags");
  listOf(value).forEach((entry, index) => {
    const name = scalarAt(findFields(entry), "name", `${at}/${index}`);
    if (name) addTag(post, name);
  });
}
