/** The one way to the API: every answer is read with its schema, every problem as RFC 9457 tells it. */
import { useEffect, useState, useSyncExternalStore } from "react";
import type { z } from "zod";
import { problemSchema } from "../../model/problem.ts";
import { address, type Fields } from "./address.ts";

export interface Refusal {
  /** The server's code, or `unreachable` and `unreadable` for what did not come from it. */
  code: string;
  says: string;
  /** The field, selector or thing that it is about. */
  where: string | null;
}

export type Outcome<T> =
  | { state: "answered"; answer: T; text: string }
  | { state: "refused"; refusal: Refusal };

export type Asked<T> =
  | { state: "idle" }
  | { state: "asking" }
  | { state: "answered"; answer: T }
  | { state: "refused"; refusal: Refusal; again: () => void };

/** An address of the API, how its answers are read, and the last of them. */
export interface Endpoint<T> {
  path: string;
  schema: z.ZodType<T>;
  kept: Map<string, Kept<T>>;
}

interface Kept<T> {
  answer: T;
  text: string;
  /** How often what is loaded had changed when it was asked for. */
  changes: number;
}

export const endpoint = <T>(path: string, schema: z.ZodType<T>): Endpoint<T> => ({
  ...{ path, schema, kept: new Map() },
});

/**
 * Answers kept, so that back and forward show them at once. They are asked for again all the same,
 * and after a change of what is loaded not shown before: what was purged is not seen once more.
 */
const MOST_KEPT = 20;

function keep<T>({ kept }: Endpoint<T>, url: string, answered: Kept<T>): void {
  kept.delete(url);
  kept.set(url, answered);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}

const refused = (code: string, says: string, where: string | null = null) =>
  ({ state: "refused", refusal: { code, says, where } }) as const;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalIn(status: number, text: string) {
  const problem = problemSchema.safeParse(parsed(text));
  if (!problem.success) return refused("unreadable", `The server answered with status ${status}.`);
  const { code, detail, where } = problem.data;
  return refused(code, detail, where ?? null);
}

/** What was sent back, read; a reader without a token goes to the login page. */
export function outcomeOf<T>(schema: z.ZodType<T>, status: number, text: string): Outcome<T> {
  if (status === 401) {
    location.assign(address("/login", [["next", location.pathname + location.search]]));
  }
  if (status < 200 || status > 299) return refusalIn(status, text);
  const answer = schema.safeParse(parsed(text));
  return answer.success
    ? { state: "answered", answer: answer.data, text }
    : refused("unreadable", "The answer is not of the form that this page knows: reload the page.");
}

export const UNREACHABLE = refused("unreachable", "The server does not answer.");

/** The answer of one address of the API. */
export async function ask<T>(
  { path, schema, kept }: Endpoint<T>,
  fields: Fields,
  signal: AbortSignal,
): Promise<Outcome<T>> {
  const url = address(path, fields);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { headers: { Accept: "application/json" }, signal });
    text = await response.text();
  } catch {
    return UNREACHABLE;
  }
  const before = response.ok ? kept.get(url) : undefined;
  if (before?.text === text) return { state: "answered", answer: before.answer, text };
  return outcomeOf(schema, response.status, text);
}

const watchers = new Set<() => void>();
let changes = 0;

function watchChanges(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}

/** What is loaded has changed: whatever is shown is asked for again, and stays until its answer is here. */
export function askAllAgain(): void {
  changes += 1;
  for (const onChange of watchers) onChange();
}

/** Asks again whenever the question is another; null asks nothing. */
export function useAnswer<T>(to: Endpoint<T>, fields: Fields | null): Asked<T> {
  const url = fields === null ? null : address(to.path, fields);
  const [settled, setSettled] = useState<{ url: string; outcome: Outcome<T> } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const changed = useSyncExternalStore(watchChanges, () => changes);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address stands for the fields, and an attempt or a change is one more
  useEffect(() => {
    if (url === null || fields === null) return;
    const stop = new AbortController();
    void ask(to, fields, stop.signal).then((outcome) => {
      if (stop.signal.aborted) return;
      if (outcome.state === "answered") {
        const { answer, text } = outcome;
        keep(to, url, { answer, text, changes: changed });
      }
      setSettled({ url, outcome });
    });
    return () => stop.abort();
  }, [to, url, attempt, changed]);
  if (url === null) return { state: "idle" };
  if (settled?.url === url) {
    const { outcome } = settled;
    if (outcome.state === "answered") return outcome;
    const again = () => {
      setSettled(null);
      setAttempt(attempt + 1);
    };
    return { ...outcome, again };
  }
  const kept = to.kept.get(url);
  return kept?.changes === changed
    ? { state: "answered", answer: kept.answer }
    : { state: "asking" };
}
