/**
 * Messages that a bridge brought from another platform. The bridge posts them all, so that the post is
 * the bridge's and whom it names is its word: a remark, never an account. Written as matterbridge does
 * by default (its wiki, "Settings": RemoteNickFormat `[{PROTOCOL}] <{NICK}> `, QuoteFormat
 * `{MESSAGE} (re @{QUOTENICK}: {QUOTEMESSAGE})`; forwards of Telegram begin `Forwarded from <name>: `).
 */
import type { Fact } from "../../model/claim.ts";
import type { Key } from "../../model/key.ts";

const BROUGHT = /^\[([a-z][\w.-]{1,30})\] <([^<>\n]{1,100})> ?/i;
const FORWARDED = /^Forwarded from ([^:\n]{1,100}): /;
const ANSWERED = /\(re @([^:\n]{1,100}): /;

interface Bridged {
  protocol: string;
  author: string;
  forwardedFrom: string | undefined;
  answered: string | undefined;
  /** Length of the words up to what they quote of the message that they answer. */
  ownLength: number;
}

/** What the words of a program say of where they are from; undefined for words of its own. */
export function findBridged(words: string): Bridged | undefined {
  const [head, protocol, author] = BROUGHT.exec(words) ?? [];
  if (head === undefined || protocol === undefined || author === undefined) return undefined;
  const answer = words.trimEnd().endsWith(")") ? ANSWERED.exec(words) : null;
  return {
    protocol,
    author,
    forwardedFrom: FORWARDED.exec(words.slice(head.length))?.[1],
    answered: answer?.[1],
    ownLength: answer?.index ?? words.length,
  };
}

export function bridgeFacts(subject: Key, words: string, at: string): Fact[] {
  const bridged = findBridged(words);
  if (bridged === undefined) return [];
  const remarks = [
    ["bridged from", bridged.protocol],
    ["author, as the bridge writes", bridged.author],
    ["forwarded from, as the bridge writes", bridged.forwardedFrom],
    ["answers, as the bridge writes", bridged.answered],
  ] as const;
  return remarks.flatMap(([relation, value]): Fact[] =>
    value === undefined
      ? []
      : [{ fact: "remark", kind: "attribute", subject, relation, value, at }],
  );
}
