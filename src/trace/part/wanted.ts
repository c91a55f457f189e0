/** Which part of a store each question needs. */
import { BASES, type Basis, basisRank } from "../../model/basis.ts";
import { HeadwaterError } from "../../model/errors.ts";
import { kindOfKey } from "../../model/key.ts";
import { type Interval, OPEN } from "../../model/time.ts";
import type {
  AdoptionQuestion,
  CrossingsQuestion,
  FirstQuestion,
  LatencyQuestion,
  ReachQuestion,
  TimelineQuestion,
  TraceQuestion,
  WhatIfQuestion,
} from "../question.ts";
import { parseSelector } from "../selector.ts";

export type PartQuestion =
  | { kind: "trace"; question: TraceQuestion }
  | { kind: "what-if"; question: WhatIfQuestion }
  | { kind: "reach"; question: ReachQuestion }
  | { kind: "crossings"; question: CrossingsQuestion }
  | { kind: "adoption"; question: AdoptionQuestion }
  | { kind: "first"; question: FirstQuestion }
  | { kind: "latency"; question: LatencyQuestion }
  | { kind: "timeline"; question: TimelineQuestion };

/**
 * *Between*: what can lie on a way from one end to the other. *Onward*: what the ends may have
 * reached. *Beside*: the ends, what gives to them, and what takes from them.
 */
export type Spread = "between" | "onward" | "beside";

export interface Wanted {
  spread: Spread;
  from: readonly string[];
  /** Of *between* only. */
  to: readonly string[];
  /** What the question takes out. */
  without: readonly string[];
  between: Interval;
  /** The floors at which it may have to be solved. */
  floors: readonly Basis[];
  /** It also asks what is otherwise without an account, whichever has a hand in it. */
  triesAccounts: boolean;
}

const floorsOf = ({ basis, by }: TraceQuestion): readonly Basis[] =>
  by === "best-basis" ? BASES.slice(0, basisRank(basis) + 1) : [basis];

const written = (text: string | undefined): string[] => (text === undefined ? [] : [text]);

const OF_ALL =
  "delays between all platforms need all of the store, which is too large to be read whole: name where they begin or end (--from, --to)";

const LINE_OF_ALL =
  "a timeline of all items needs all of the store, which is too large to be read whole: name what it is to be about";

function isTag(text: string): boolean {
  const selector = parseSelector(text);
  return selector.kind === "key" && kindOfKey(selector.key) === "tag";
}

const leadingTo = (to: string | undefined): Pick<Wanted, "spread" | "to"> =>
  to === undefined ? { spread: "onward", to: [] } : { spread: "between", to: [to] };

/** @throws HeadwaterError `bad-selector`; `too-long` where the question is about all of the store */
export function wantedFor(asked: PartQuestion): Wanted {
  const { kind, question } = asked;
  const plain = { to: [], without: [], between: OPEN, floors: [question.basis] };
  switch (kind) {
    case "trace": {
      const { from, to, without, between } = question;
      const floors = floorsOf(question);
      const ends = { from: [from], ...leadingTo(to) };
      return { ...ends, without, between, floors, triesAccounts: false };
    }
    case "what-if":
    case "reach": {
      const { from, to, between } = question;
      const ends = { from: [from], ...leadingTo(to) };
      const without = [...question.without, ...(kind === "what-if" ? question.struckOut : [])];
      return { ...plain, ...ends, without, between, triesAccounts: true };
    }
    case "crossings": {
      const { from, to, between } = question;
      return { ...plain, from: [from], ...leadingTo(to), between, triesAccounts: false };
    }
    case "adoption": {
      const { of, between } = question;
      if (isTag(of)) return { ...plain, spread: "beside", from: [of], triesAccounts: false };
      return { ...plain, spread: "onward", from: [of], between, triesAccounts: false };
    }
    case "first":
      return { ...plain, spread: "beside", from: question.of, triesAccounts: false };
    case "latency": {
      const from = [...written(question.from), ...written(question.to)];
      if (from.length === 0) throw new HeadwaterError("too-long", OF_ALL);
      return { ...plain, spread: "beside", from, triesAccounts: false };
    }
    case "timeline": {
      const { about } = question;
      if (about.length === 0) throw new HeadwaterError("too-long", LINE_OF_ALL);
      return { ...plain, spread: "beside", from: about, triesAccounts: false };
    }
  }
}
