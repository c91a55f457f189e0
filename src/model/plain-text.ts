/** Words from evidence made harmless for a terminal, and the pieces that answers are told with. */
import type { ItemRef } from "./answer.ts";
import type { Relation } from "./edge.ts";
import { withoutPersonal } from "./personal.ts";

/** C0 and C1 controls, bidirectional and zero-width marks, line separators, lone surrogates. */
const UNSAFE =
  /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

/** One line of text in which nothing can move the cursor, colour the screen or turn the writing round. */
export const plain = (text: string): string =>
  text
    .replaceAll(/\s+/g, (space) => (/[\r\n\t]/.test(space) ? " " : space))
    .replaceAll(
      UNSAFE,
      (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}}`,
    );

/** Words of evidence for a text that is handed on: what would lead to a private person is left out. */
export const redacted = (text: string): string => withoutPersonal(plain(text));

export function shorten(text: string, length: number): string {
  const characters = [...redacted(text)];
  return characters.length <= length
    ? characters.join("")
    : `${characters.slice(0, length - 1).join("")}…`;
}

/** Which path is best, as a trace is told. */
export const BY: Readonly<Record<string, string>> = {
  earliest: "the earliest way",
  "fewest-hops": "the way of fewest hops",
  "best-basis": "the way of the best basis",
  fastest: "the fastest way",
  departure: "the way that leaves last",
};

type AccountRef = NonNullable<ItemRef["account"]>;

export function spokenAccount({ key, handle, name }: AccountRef): string {
  const named = name === null || name.toLowerCase() === handle ? "" : `${shorten(name, 40)}, `;
  const at = handle === null || key.endsWith(`@${handle}`) ? "" : `@${plain(handle)}, `;
  return `${named}${at}${plain(key)}`;
}

/** Beside an account's key, what it is called: ` (@wikileaks)`; nothing where the key says it. */
export function spokenBeside(key: string, called: readonly AccountRef[]): string {
  const { handle = null, name = null } = called.find((one) => one.key === key) ?? {};
  if (handle === null) return name === null ? "" : ` (${shorten(name, 40)})`;
  return key.endsWith(`@${handle}`) ? "" : ` (@${plain(handle)})`;
}

/** `the post by @wikileaks (twitter:status/…)`. */
export function spokenItem(item: ItemRef): string {
  const title = item.title === null ? "" : ` “${shorten(item.title, 60)}”`;
  const by = item.account === null ? "" : ` by ${spokenAccount(item.account)},`;
  const on = item.platform === null ? "" : ` on ${plain(item.platform)}`;
  return `the ${item.type ?? "item"}${title}${by}${on} (${plain(item.key)})`;
}

/** Where in its record it is said: columns of a table are counted from 1 by those who look them up. */
export const spokenAt = (at: string): string =>
  /^\d+$/.test(at) ? `column ${Number(at) + 1}` : at;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Columns padded to the widest cell; the last column is not padded. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, [...cell].length);
    });
  }
  return rows
    .map((row) =>
      row
        .map((cell, i) =>
          i === row.length - 1 ? cell : cell + " ".repeat((widths[i] ?? 0) - [...cell].length),
        )
        .join("  "),
    )
    .join("\n");
}

/** Of a set that holds nothing here: how something is said to be in it. */
export function howToFill(
  asked: string,
): { set: string; says: string; command: string } | undefined {
  const set = /^(?:tier|group):[\w.-]+$/.exec(asked.trim())?.[0];
  if (set === undefined) return undefined;
  return {
    set,
    says: "Nothing loaded is in it; to say that a platform is",
    command: `headwater note --kind group --subject ${set} --relation member --object <platform> --source <who says so>`,
  };
}

/** That a selector names nothing here, and what to do; a bare word may have been meant as a search. */
export function spokenAbsence(asked: string): string {
  const hint = /[:/."“]/.test(asked) ? "" : ` (to look for words, quote them: '"${plain(asked)}"')`;
  const fill = howToFill(asked);
  const next = fill === undefined ? "" : ` ${fill.says}: ${fill.command}`;
  return `${plain(asked)} is not in evidence${hint}.${next}`;
}

/** A number, or a band of numbers, of things: `several` where that is not `one` with an s. */
export const many = (count: number | string, one: string, several = `${one}s`): string =>
  `${count} ${String(count) === "1" ? one : several}`;

/** `2 more paths`, `At least 50 more paths`. */
export const spokenMore = ({ count, atLeast }: { count: number; atLeast: boolean }): string =>
  capital(many(atLeast ? `at least ${count}` : count, "more path"));

/** A number of things with its thousands apart. */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  many(count.toLocaleString("en"), one, several);

/** How one key stands to another that is the same thing. */
export const WRITTEN_JOIN = { "same-as": "is the same as", "leads-to": "leads to" } as const;

/** Each relation as it is written, from subject to object. */
export const WRITTEN_EDGE: Readonly<Record<Relation, string>> = {
  LINKS_TO: "links to",
  RESHARED_BY: "is reshared by",
  QUOTES: "quotes",
  REPLIES_TO: "replies to",
  COPY_OF: "is a copy of",
  PART_OF: "is part of",
  MATCHES: "is matched by",
  POSTED_BY: "was posted by",
  TAGGED: "is tagged",
  MENTIONS: "mentions",
};

export interface DisputeFound {
  disputed: boolean;
  disputesNotTried: number;
}
export interface Verdict extends DisputeFound {
  order: string;
  basis: string | null;
}

/** How it stands with the disputes of an answer. */
export function spokenDispute(answer: DisputeFound): string {
  if (answer.disputed) return "disputed";
  return answer.disputesNotTried > 0
    ? `no dispute found, ${many(answer.disputesNotTried, "contradiction")} not tried`
    : "no dispute found";
}

/** Order, basis and dispute, which are always told together. */
export const spokenVerdict = (answer: Verdict): string =>
  `Order ${answer.order}${answer.basis === null ? "" : `, basis ${answer.basis}`}, ${spokenDispute(answer)}.`;
