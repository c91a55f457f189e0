/** How often each emoji was put to a message by the day of the export, as remarks. */
import type { Fact } from "../../model/claim.ts";
import type { Key } from "../../model/key.ts";
import { type Fields, findDigits, findFields, findText, listOf } from "../reading/records.ts";

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

export function reactionFacts(subject: Key, message: Fields): Fact[] {
  return listOf(message["reactions"]).flatMap((entry, index) => {
    const reaction = findFields(entry);
    const at = `/reactions/${index}`;
    return reaction === undefined ? [] : countFacts(subject, reaction, at);
  });
}
