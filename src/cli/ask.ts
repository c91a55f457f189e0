/** Loading the graph to ask of it, and the time bounds that a person writes. */
import { Option } from "commander";
import type { z } from "zod";
import { quotesFrom } from "../ingest/quotes.ts";
import { BASES, DEFAULT_FLOOR } from "../model/basis.ts";
import { HeadwaterError } from "../model/errors.ts";
import type { Interval } from "../model/time.ts";
import type { Loaded, ReadQuote } from "../trace/loaded.ts";
import { loadedFor, loadWhole } from "../trace/part/over-store.ts";
import type { PartQuestion } from "../trace/part/wanted.ts";
import { parseWindow } from "../trace/question.ts";
import { withExistingSite } from "./program.ts";

const MAX_ATTEMPTS = 5;

/**
 * Answers from one version of the store, which it still had at the end of the work: from all of it,
 * or from what the question needs.
 * @throws HeadwaterError `busy` when it keeps changing, `too-long` when it is too large
 */
export async function withLoaded<T>(
  path: string,
  asked: PartQuestion | "all",
  work: (loaded: Loaded, readQuote: ReadQuote) => Promise<T>,
): Promise<T> {
  return withExistingSite(path, async ({ store, folder }) => {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const loaded = await (asked === "all" ? loadWhole(store) : loadedFor(store, asked));
      const answer = await work(loaded, quotesFrom(folder, loaded.evidence));
      if ((await store.version()) === loaded.snapshot.version) return answer;
    }
    throw new HeadwaterError("busy", "the store kept changing while it was asked: ask again", {
      where: path,
    });
  });
}

export const basisOption = () =>
  new Option("--basis <floor>", "weakest basis that counts").choices(BASES).default(DEFAULT_FLOOR);

/**
 * A question as its schema has it.
 * @throws HeadwaterError `usage`, by the name of the option that is wrong
 */
export function parseAsked<T>(schema: z.ZodType<T>, asked: unknown): T {
  const parsed = schema.safeParse(asked);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HeadwaterError("usage", `--${String(issue?.path[0])}: ${issue?.message}`);
}

/** From the start of the first time to the end of the second, in UTC unless they say otherwise. */
export function parseBetween(times: readonly string[]): Interval {
  const [from, to] = times;
  if (from === undefined || to === undefined || times.length !== 2) {
    throw new HeadwaterError(
      "usage",
      "--between takes two times, such as 2017-05-05T18:00 2017-05-06",
    );
  }
  return parseWindow(from, to, ["--between", "--between"]);
}
