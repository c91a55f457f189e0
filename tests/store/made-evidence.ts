/** Evidence written by hand, for checks of one thing each. */
import type { Claim, Fact } from "../../src/model/claim.ts";
import type { Relation } from "../../src/model/edge.ts";
import { type Key, parseKey } from "../../src/model/key.ts";
import { type EvidenceFile, hashOf } from "./generated-evidence.ts";

export const key = parseKey;

export const says = (facts: readonly Fact[], rest: Partial<Omit<Claim, "facts">> = {}): Claim => ({
  place: { bytes: [0, 9], record: 1, as: "json" },
  basis: "recorded",
  ...rest,
  facts: [...facts],
});

export const item = (name: string, rest: object = {}): Fact => ({
  fact: "item",
  item: key(name),
  ...rest,
});
export const account = (name: string, rest: object = {}): Fact => ({
  fact: "account",
  account: key(name),
  ...rest,
});
export const edge = (
  relation: Relation,
  subject: string,
  object: string,
  time?: { earliest: number | null; latest: number | null },
): Fact => ({
  fact: "edge",
  relation,
  subject: key(subject),
  object: key(object),
  ...(time ? { time } : {}),
});
export const published = (
  name: string,
  earliest: number | null,
  latest: number | null = earliest,
): Fact => ({ fact: "time", item: key(name), kind: "published", earliest, latest });
export const edited = (name: string): Fact => ({
  fact: "time",
  item: key(name),
  kind: "edited",
  earliest: null,
  latest: null,
});

export const file = (number: number, ...claims: readonly Claim[]): EvidenceFile => ({
  hash: hashOf(number),
  claims: [...claims],
});

export const PAGE = "web:https://example.org/page";
export const PASTE = "pastebin:gLpwpU2U";
export const COPY = `wayback:20170505183500/https://example.org/page`;
export const THREAD = "4chan:pol/thread/123";
export const POST = "4chan:pol/124";
export const tweet = (number: number): string => `twitter:status/${number}`;
export const keysOf = (nodes: readonly { key: Key }[]): Key[] => nodes.map((node) => node.key);
