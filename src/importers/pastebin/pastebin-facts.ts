/** What a paste says, as facts, from whatever it was read. */
import type { Fact } from "../../model/claim.ts";
import { findKey, type Key, keyOfUrl, kindOfKey } from "../../model/key.ts";
import { relationOfLink } from "../reading/records.ts";
import { placed } from "../reading/said.ts";
import { linksInText } from "../reading/text-links.ts";

/** Words, and where in the record they stand; without `at` they are all of it. */
export interface Part {
  value: string;
  at?: string;
}

export interface Paste {
  key: Key;
  /** Where its id stands. */
  keyAt: { at?: string };
  title: Part | undefined;
  text: Part | undefined;
  /** The words may break off in the middle of a link. */
  isCut?: boolean;
  /** The account's name, or `guest` for one who had none; undefined when the record does not say. */
  author: Part | { guest: true; at?: string } | undefined;
  remarks: (Part & { kind: "count" | "attribute"; relation: string })[];
}

function authorFacts(item: Key, author: NonNullable<Paste["author"]>): Fact[] {
  const at = placed(author.at);
  if ("guest" in author) return [{ fact: "item", item, guest: true, ...at }];
  const account = findKey(`pastebin:@${author.value}`);
  if (account === undefined) {
    const remark = { kind: "attribute", relation: "author", value: author.value } as const;
    return [{ fact: "remark", subject: item, ...remark, ...at }];
  }
  return [
    { fact: "account", account, platform: "pastebin", name: author.value, ...at },
    { fact: "edge", relation: "POSTED_BY", subject: item, object: account, ...at },
  ];
}

function withoutLastWord(text: string): string {
  let end = text.length;
  while (end > 0 && /\S/.test(text[end - 1] ?? "")) end -= 1;
  return text.slice(0, end);
}

function linkFacts(subject: Key, text: Part, isCut: boolean): Fact[] {
  const facts = new Map<Key, Fact>();
  for (const url of linksInText(isCut ? withoutLastWord(text.value) : text.value)) {
    const object = keyOfUrl(url);
    if (object === undefined || object === subject || facts.has(object)) continue;
    const relation = relationOfLink(object);
    facts.set(object, { fact: "edge", relation, subject, object, ...placed(text.at) });
  }
  return [...facts.values()];
}

/** The paste of a pastebin.com address, raw or not; undefined for other addresses. */
export function pasteOfUrl(url: string): Key | undefined {
  const key = keyOfUrl(url);
  return key?.startsWith("pastebin:") && kindOfKey(key) === "item" ? key : undefined;
}

export function pasteFacts(paste: Paste): Fact[] {
  const { key: item, title, text, author } = paste;
  const facts: Fact[] = [
    { fact: "item", item, type: "paste", platform: "pastebin", ...paste.keyAt },
  ];
  if (title) facts.push({ fact: "item", item, title: title.value, ...placed(title.at) });
  if (text) facts.push({ fact: "item", item, text: text.value, ...placed(text.at) });
  if (author) facts.push(...authorFacts(item, author));
  for (const { kind, relation, value, ...place } of paste.remarks) {
    facts.push({ fact: "remark", kind, subject: item, relation, value, ...placed(place.at) });
  }
  return text ? [...facts, ...linkFacts(item, text, paste.isCut === true)] : facts;
}
