/** The one way to the API: every answer is read with its schema, every problem as RFC 9457 tells it. */
import { useEffect, useState } from "react";
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

type Outcome<T> =
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
  kept: Map<string, { answer: T; text: string }>;
}

export const endpoint = <T>(path: string, schema: z.ZodType<T>): Endpoint<T> => ({
  ...{ path, schema, kept: new Map() },
});

/** Answers kept, so that back and forward show them at once. They are asked for again all the same. */
const MOST_KEPT = 20;

function keep<T>({ kept }: Endpoint<T>, url: string, answered: { answer: T; text: string }): void {
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

/** The answer of one address of the API. A reader without a token goes to the login page. */
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
    return refused("unreachable", "The server does not answer.");
  }
  if (response.status === 401) {
    location.assign(address("/login", [["next", location.pathname + location.search]]));
  }
  if (!response.ok) return refusalIn(response.status, text);
  const before = kept.get(url);
  if (before?.text === text) return { state: "answered", ...before };
  const answer = schema.safeParse(parsed(text));
  return answer.success
    ? { state: "answered", answer: answer.data, text }
    : refused("unreadable", "The answer is not of the form that this page knows: reload the page.");
}

/** Asks again whenever the question is another; null asks nothing. */
export function useAnswer<T>(to: Endpoint<T>, fields: Fields | null): Asked<T> {
  const url = fields === null ? null : address(to.path, fields);
  const [settled, setSettled] = useState<{ url: string; outcome: Outcome<T> } | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address stands for the fields, and an attempt is one more
  useEffect(() => {
    if (url === null || fields === null) return;
    const stop = new AbortController();
    void ask(to, fields, stop.signal).then((outcome) => {
      if (stop.signal.aborted) return;
      if (outcome.state === "answered") keep(to, url, outcome);
      setSettled({ url, outcome });
    });
    return () => stop.abort();
  }, [to, url, attempt]);
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
  return kept ? { state: "answered", answer: kept.answer } : { state: "asking" };
}
