/** What is loaded of the graph: the neighbourhood of where one begins, then of whatever is expanded. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { Hop } from "../../model/answer.ts";
import type { Key } from "../../model/key.ts";
import type { NeighbourhoodAnswer } from "../../model/neighbourhood-answer.ts";
import type { Fields } from "../site/address.ts";
import { ask, useAnswer } from "../site/api.ts";
import { NEIGHBOURHOOD } from "../site/endpoints.ts";
import { windowFields } from "../site/window.ts";
import { type Net, netOf } from "./net.ts";
import { onTerms, type Terms } from "./terms.ts";

/** Edges told of the beginning, of one thing, and of one thing asked about again. */
const AT_FIRST = 200;
const AT_ONCE = 100;
const AT_MOST = 1000;
/** Keys that one question can be about. */
const MAX_KEYS = 200;

const fieldsOf = (keys: readonly Key[], limit: number, { between }: Terms): Fields => [
  ...keys.slice(0, MAX_KEYS).map((key) => ["key", key] as const),
  ...windowFields(between),
  ["limit", String(limit)],
];

type Expansion =
  | { state: "asking" }
  | { state: "refused"; says: string }
  | { state: "told"; answer: NeighbourhoodAnswer };

export interface Loaded {
  net: Net;
  /** Null while nothing is there yet. */
  first: NeighbourhoodAnswer | null;
  refused: string | null;
  /** Edges, and things, that the terms of the question leave off. */
  tooWeak: number;
  struck: number;
  expansions: ReadonlyMap<Key, Expansion>;
  /** Asks for what is beside a thing; for more of it where some was left off. */
  expand: (key: Key) => void;
}

function useExpansions(terms: Terms) {
  const [expansions, setExpansions] = useState<ReadonlyMap<Key, Expansion>>(new Map());
  const stop = useRef(new AbortController());
  useEffect(() => {
    stop.current = new AbortController();
    return () => stop.current.abort();
  }, []);
  const put = (key: Key, expansion: Expansion) =>
    setExpansions((before) => new Map(before).set(key, expansion));
  const expand = async (key: Key) => {
    const before = expansions.get(key);
    if (before?.state === "asking") return;
    const more = before?.state === "told" && before.answer.edgesOmitted > 0;
    if (before?.state === "told" && (!more || before.answer.question.limit === AT_MOST)) return;
    const { signal } = stop.current;
    if (!more) put(key, { state: "asking" });
    const outcome = await ask(
      NEIGHBOURHOOD,
      fieldsOf([key], more ? AT_MOST : AT_ONCE, terms),
      signal,
    );
    if (signal.aborted) return;
    if (outcome.state === "answered") put(key, { state: "told", answer: outcome.answer });
    else put(key, { state: "refused", says: outcome.refusal.says });
  };
  return { expansions, expand };
}

export function useNet(
  paths: readonly (readonly Hop[])[],
  start: readonly Key[],
  terms: Terms,
): Loaded {
  const asked = useAnswer(NEIGHBOURHOOD, fieldsOf(start, AT_FIRST, terms));
  const first = asked.state === "answered" ? asked.answer : null;
  const { expansions, expand } = useExpansions(terms);
  const made = useMemo(() => {
    const told = [...expansions].flatMap(([key, one]) =>
      one.state === "told" ? [{ key, answer: one.answer }] : [],
    );
    const answers = [...(first === null ? [] : [first]), ...told.map(({ answer }) => answer)];
    // What was asked for at first is whole if nothing was left off.
    const whole = first?.edgesOmitted === 0 ? start : [];
    const { answers: kept, ...off } = onTerms(answers, terms, new Set(start));
    return { net: netOf(paths, kept, new Set([...whole, ...told.map(({ key }) => key)])), ...off };
  }, [paths, start, terms, first, expansions]);
  return {
    ...{ ...made, first, expansions },
    refused: asked.state === "refused" ? asked.refusal.says : null,
    expand: (key) => void expand(key),
  };
}
