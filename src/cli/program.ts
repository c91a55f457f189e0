/** What all commands share: where they write, the store they open, and how they end. */
import { existsSync, readFileSync } from "node:fs";
import { styleText } from "node:util";
import { Option } from "commander";
import { z } from "zod";
import { DEFAULT_STORE, EVIDENCE_FOLDER, NEO4J_PASSWORD, NEO4J_USER, noColor } from "../config.ts";
import type { ImportSite } from "../ingest/import-file.ts";
import { withSite as openSite, type SiteAddress } from "../ingest/site.ts";
import { HeadwaterError } from "../model/errors.ts";

/** Answered; a question answered none; wrong usage or bad input; our own fault. */
export const EXIT = { answered: 0, none: 1, badInput: 2, internal: 3 } as const;

const packageSchema = z.object({ version: z.string() });
const packageUrl = new URL("../../package.json", import.meta.url);

/** `headwater <version>`, as answers carry it. */
export const SOFTWARE = `headwater ${packageSchema.parse(JSON.parse(readFileSync(packageUrl, "utf8"))).version}`;

export const storeOption = () =>
  new Option("--store <store>", "a SQLite file, or neo4j://host:7687").default(DEFAULT_STORE);
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

export const namesNeo4j = (store: string): boolean => /^(neo4j|bolt)(\+s|\+ssc)?:\/\//.test(store);

/**
 * Where the store that a person names is, with its evidence folder.
 * @throws HeadwaterError `usage` for a Neo4j without a folder, which all its users must share
 */
export function siteAddress(store: string): SiteAddress {
  if (!namesNeo4j(store)) {
    return {
      store: { kind: "sqlite", path: store },
      evidence: EVIDENCE_FOLDER ?? `${store}.evidence`,
    };
  }
  if (EVIDENCE_FOLDER === undefined) {
    throw new HeadwaterError(
      "usage",
      "set HEADWATER_EVIDENCE to the folder of the evidence bytes, which all users of this Neo4j share",
      { where: store },
    );
  }
  return {
    store: { kind: "neo4j", uri: store, user: NEO4J_USER, password: NEO4J_PASSWORD },
    evidence: EVIDENCE_FOLDER,
  };
}

/** Opens a store with its evidence folder for as long as the work takes, and makes it if need be. */
export const withSite = <T>(store: string, work: (site: ImportSite) => Promise<T>): Promise<T> =>
  openSite(siteAddress(store), work);

/**
 * As `withSite`, of a store that is there.
 * @throws HeadwaterError `bad-store` when there is none, which a slip in its name would otherwise hide
 */
export async function withExistingSite<T>(
  store: string,
  work: (site: ImportSite) => Promise<T>,
): Promise<T> {
  const address = siteAddress(store);
  if (address.store.kind === "neo4j" || existsSync(address.store.path)) {
    return openSite(address, work);
  }
  throw new HeadwaterError("bad-store", "there is no such store: import evidence into it first", {
    where: store,
  });
}
