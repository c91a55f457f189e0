/** Small cases drawn as claims, and questions put to them. Times are minutes of one day. */

import type { Basis } from "../../src/model/basis.ts";
import type { Claim, Fact, StoredClaim } from "../../src/model/claim.ts";
import type { Relation } from "../../src/model/edge.ts";
import { EMPTY_REPORT, type EvidenceRecord, type Hash } from "../../src/model/evidence.ts";
import type { FirstAnswer } from "../../src/model/first-answer.ts";
import { firstAnswerSchema } from "../../src/model/first-answer.ts";
import { parseKey } from "../../src/model/key.ts";
import { type Interval, OPEN } from "../../src/model/time.ts";
import type { TraceAnswer } from "../../src/model/trace-answer.ts";
import { traceAnswerSchema } from "../../src/model/trace-answer.ts";
import { first } from "../../src/trace/first.ts";
import { Loaded, type ReadQuote } from "../../src/trace/loaded.ts";
import {
  firstQuestionSchema,
  type TraceQuestion,
  traceQuestionSchema,
} from "../../src/trace/question.ts";
import { trace } from "../../src/trace/trace.ts";
import { ClaimsReader, store } from "./claims-reader.ts";

export const HASH: Hash = `sha256:${"a".repeat(64)}`;

/** Milliseconds of a minute. */
export const minute = (of: number): number => of * 60_000;
/** An exact minute, or two between which it was; null is open. */
export type When = number | readonly [number | null, number | null];

function when(at: When): Interval {
  const [earliest, latest] = typeof at === "number" ? [at, at] : at;
  return {
    earliest: earliest === null ? null : minute(earliest),
    latest: latest === null ? null : minute(latest),
  };
}

interface Said {
  basis?: Basis;
  source?: string;
  via?: string;
  dispute?: string;
}

function says(
  subject: string | undefined,
  facts: readonly Fact[],
  said: Said,
  basis: Basis,
): Claim {
  return {
    ...(subject === undefined ? {} : { subject: parseKey(subject) }),
    place: { bytes: [0, 1], record: 1, as: "json" },
    basis: said.basis ?? basis,
    ...(said.source === undefined
      ? {}
      : { source: { name: said.source, ...(said.via === undefined ? {} : { via: said.via }) } }),
    ...(said.dispute === undefined ? {} : { dispute: said.dispute }),
    facts: [...facts],
  };
}

/** A record of a thing: that it is there, when it was published, and by which account. */
export function thing(
  key: string,
  at: When = [null, null],
  { by, platform, ...said }: Said & { by?: string; platform?: string } = {},
): Claim {
  const item = parseKey(key);
  const facts: Fact[] = [{ fact: "item", item, ...(platform === undefined ? {} : { platform }) }];
  const bounds = when(at);
  if (bounds.earliest !== null || bounds.latest !== null) {
    facts.push({ fact: "time", item, kind: "published", ...bounds });
  }
  if (by !== undefined) {
    facts.push({ fact: "edge", relation: "POSTED_BY", subject: item, object: parseKey(by) });
  }
  return says(key, facts, said, "recorded");
}

/** A statement of a relation, with bounds on when the receiver took the thing. */
export function edge(
  subject: string,
  relation: Relation,
  object: string,
  { at, ...said }: Said & { at?: When } = {},
): Claim {
  const fact: Fact = {
    fact: "edge",
    relation,
    subject: parseKey(subject),
    object: parseKey(object),
    ...(at === undefined ? {} : { time: when(at) }),
  };
  return says(undefined, [fact], said, "reported");
}

export const published = (key: string, at: When, said: Said = {}): Claim =>
  says(
    undefined,
    [{ fact: "time", item: parseKey(key), kind: "published", ...when(at) }],
    said,
    "reported",
  );

export const member = (set: string, of: string, said: Said = {}): Claim =>
  says(undefined, [{ fact: "member", set: parseKey(set), member: of }], said, "reported");

const record: EvidenceRecord = {
  hash: HASH,
  name: "drawn.json",
  size: 1,
  manifest: null,
  importer: null,
  reconstruction: false,
  report: EMPTY_REPORT,
};

export const loadStored = (claims: readonly StoredClaim[]): Promise<Loaded> =>
  Loaded.from(new ClaimsReader(claims, [record]));
export const load = (claims: readonly Claim[]): Promise<Loaded> => loadStored(store(HASH, claims));

export const readQuote: ReadQuote = async () => ({ text: "words", state: "read" });

interface Asked {
  from: string;
  to: string;
  without?: string[];
  between?: When;
  basis?: Basis;
  by?: TraceQuestion["by"];
  paths?: number;
}

/** Asks a question; the answer is what the schema promises. */
export async function ask(loaded: Loaded, { between, ...asked }: Asked): Promise<TraceAnswer> {
  const question = traceQuestionSchema.parse({
    ...asked,
    between: between === undefined ? OPEN : when(between),
  });
  return traceAnswerSchema.parse(await trace(loaded, question, readQuote, "test"));
}

export async function askFirst(
  loaded: Loaded,
  of: string[],
  basis: Basis = "reported",
): Promise<FirstAnswer> {
  const question = firstQuestionSchema.parse({ of, basis });
  return firstAnswerSchema.parse(await first(loaded, question, readQuote, "test"));
}

/** Keys along each path of an answer, source first. */
export const pathsOf = ({ paths }: TraceAnswer): string[][] =>
  paths.map(({ hops }) => [
    ...hops.slice(0, 1).map((hop) => hop.from.key),
    ...hops.map((hop) => hop.to.key),
  ]);
