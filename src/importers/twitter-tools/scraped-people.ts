/** Accounts as snscrape and twscrape write them, and how both write texts and ids. */
import type { Fact } from "../../model/claim.ts";
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import { type Fields, findFields, listOf, scalarText } from "../reading/records.ts";
import { type Said, textAt } from "../reading/said.ts";
import { MAX_IDS } from "../twitter/tweet-ids.ts";
import { type OwnId, unroundedBeside } from "../twitter/tweet-own-id.ts";
import { accountOf, remark, type SaidAccount } from "../twitter/tweet-said.ts";

/** An id in `<name>_str`, `<name>Str` or `<name>.str`, else the number in `<name>`, beside a tweet's own if it is. */
export function saidId(fields: Fields, name: string, at: string, own?: OwnId): Said | undefined {
  for (const twin of [`${name}_str`, `${name}Str`, `${name}.str`]) {
    const said = textAt(fields, twin, at);
    if (said) return said;
  }
  const value = fields[name];
  const digits = typeof value === "number" || typeof value === "string" ? `${value}` : "";
  if (digits === "") return undefined;
  const said = { value: digits, at: `${at}/${name}` };
  return own ? unroundedBeside(own, name, said) : said;
}

export function person(value: unknown, at: string, own?: OwnId): SaidAccount | undefined {
  const user = findFields(value);
  if (user === undefined) return undefined;
  const said = {
    id: saidId(user, "id", at, own),
    handle: textAt(user, "username", at),
    name: textAt(user, "displayname", at),
  };
  const account = accountOf(said, at);
  if (account === undefined) return undefined;
  return { ...account, facts: [...account.facts, ...profileRemarks(user, account.account, at)] };
}

/** twscrape writes the beginning of 1970 where it does not know when an account was made. */
const NOT_KNOWN = "1970-01-01";

function profileRemarks(user: Fields, account: Key, at: string): Fact[] {
  const facts: Fact[] = [];
  const created = textAt(user, "created", at);
  if (created !== undefined && !created.value.startsWith(NOT_KNOWN)) {
    const { value, at: createdAt } = created;
    facts.push(remark(account, "attribute", "account created", { value }, createdAt));
  }
  const links = listOf(user["descriptionLinks"]).map((link, index): [unknown, string] => [
    link,
    `${at}/descriptionLinks/${index}`,
  ]);
  for (const [link, linkAt] of [...links, [user["link"], `${at}/link`] as const]) {
    const url = textAt(findFields(link) ?? {}, "url", linkAt);
    const object = url && keyOfUrl(url.value);
    if (object) facts.push(remark(account, "attribute", "profile link", { object }, url.at));
  }
  const pinned = listOf(user["pinnedIds"]).slice(0, MAX_IDS);
  pinned.forEach((id, index) => {
    const object = findKey(`twitter:status/${scalarText(id)}`);
    const pinnedAt = `${at}/pinnedIds/${index}`;
    if (object) facts.push(remark(account, "attribute", "pinned", { object }, pinnedAt));
  });
  return facts;
}

/** What a record of an account says; nothing where it names none. */
export const profileFacts = (user: Fields): readonly Fact[] => person(user, "")?.facts ?? [];
