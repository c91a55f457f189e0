/** How often each emoji was put to a message by the day of the export, and by whom, as remarks. */
import type { Fact } from "../model/claim.ts";
import type { Key } from "../model/key.ts";
import { findDigits, findPerson } from "./discord-people.ts";
import { type Fields, findFields, findText, listOf } from "./records.ts";

const emojiOf = (reaction: Fields): string | undefined =>
  findText(findFields(reaction["emoji"])?.["name"]);

function countFacts(subject: Key, reaction: Fields, at: string): Fact[] {
  const value = findDigits(reaction["count"]);
  if (value === undefined) return [];
  const emoji = emojiOf(reaction);
  const remark = { fact: "remark", kind: "count", subject, relation: "reactions" } as const;
  return [
    { ...remark, ...(emoji === undefined ? {} : { object: emoji }), value, at: `${at}/count` },
  ];
}

function peopleFacts(subject: Key, reaction: Fields, at: string): Fact[] {
  const emoji = emojiOf(reaction);
  return listOf(reaction["users"]).flatMap((entry, index): Fact[] => {
    const place = `${at}/users/${index}`;
    const user = findFields(entry);
    const person = user && findPerson(user, place);
    if (person?.kind !== "user") return [];
    const remark = { fact: "remark", kind: "attribute", subject } as const;
    const named = emoji === undefined ? {} : { value: emoji };
    const by = { relation: "reaction of", object: person.account, ...named };
    return [...person.facts, { ...remark, ...by, at: `${place}/id` }];
  });
}

export function reactionFacts(subject: Key, message: Fields): Fact[] {
  return listOf(message["reactions"]).flatMap((entry, index) => {
    const reaction = findFields(entry);
    const at = `/reactions/${index}`;
    return reaction === undefined
      ? []
      : [...countFacts(subject, reaction, at), ...peopleFacts(subject, reaction, at)];
  });
}
