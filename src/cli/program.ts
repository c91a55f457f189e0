/** What all commands share: where they write, the store they open, and how they end. */
import { existsSync, readFileSync } from "node:fs";
import { styleText } from "node:util";
import { Option } from "commander";
import { z } from "zod";
import { DEFAULT_STORE, noColor } from "../config.ts";
import { EvidenceFolder } from "../ingest/evidence-folder.ts";
import type { ImportSite } from "../ingest/import-file.ts";
import { HeadwaterError } from "../model/errors.ts";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";

/** Answered; a question answered none; wrong usage or bad input; our own fault. */
export const EXIT = { answered: 0, none: 1, badInput: 2, internal: 3 } as const;

const packageSchema = z.object({ version: z.string() });
const packageUrl = new URL("../../package.json", import.meta.url);

/** `headwater <version>`, as answers carry it. */
export const SOFTWARE = `headwater ${packageSchema.parse(JSON.parse(readFileSync(packageUrl, "utf8"))).version}`;

export const storeOption = () =>
  new Option("--store <path>", "the store: a SQLite file").default(DEFAULT_STORE);
export const jsonOption = () => new Option("--json", "print the answer as JSON");

export const write = (text: string): void => {
  process.stdout.write(text);
};
export const writeJson = (value: unknown): void => write(`${JSON.stringify(value, null, 2)}\n`);
export const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Bold on a terminal that wants colour, else as it is. */
const bold = (text: string): string =>
  process.stdout.isTTY && !noColor ? styleText("bold", text) : text;

/** The first line, which names the question, stands out on a terminal. */
export function writeTold(text: string): void {
  const end = text.indexOf("\n");
  write(bold(text.slice(0, end)) + text.slice(end));
}

/** Opens a store with its evidence folder for as long as the work takes, and makes it if need be. */
export async function withSite<T>(
  path: string,
  work: (site: ImportSite) => Promise<T>,
): Promise<T> {
  if (/^(neo4j|bolt)(\+\w+)?:/.test(path)) {
    throw new HeadwaterError(
      "usage",
      "this version keeps its store in a SQLite file: give a path",
      {
        where: path,
      },
    );
  }
  const store = openSqliteStore(path);
  try {
    return await work({
      store,
      folder: new EvidenceFolder(`${path}.evidence`),
      now: () => Date.now(),
    });
  } finally {
    await store.close();
  }
}

/**
 * As `withSite`, of a store that is there.
 * @throws HeadwaterError `bad-store` when there is none, which a slip in its name would otherwise hide
 */
export async function withExistingSite<T>(
  path: string,
  work: (site: ImportSite) => Promise<T>,
): Promise<T> {
  if (existsSync(path)) return withSite(path, work);
  throw new HeadwaterError("bad-store", "there is no such store: import evidence into it first", {
    where: path,
  });
}
