/** Statements that are written down here, as an evidence file of their own. */
import { contextFrom } from "../importers/importer.ts";
import { type StatementRow, writeStatements } from "../importers/statements/statements.ts";
import { HeadwaterError } from "../model/errors.ts";
import type { Manifest } from "../model/evidence.ts";
import type { FileOutcome } from "../model/report.ts";
import { type ImportSite, importBytes } from "./import-file.ts";
import { importerById } from "./recognise.ts";

const STATEMENTS = "statements";

async function* once(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/**
 * The file of these rows.
 * @throws HeadwaterError `usage` when one of them would be refused
 */
export async function writeNote(
  rows: readonly StatementRow[],
  manifest: Manifest,
): Promise<string> {
  const text = writeStatements(rows);
  for await (const results of importerById(STATEMENTS).parse(once(text), contextFrom(manifest))) {
    const failed = results.find(({ outcome }) => outcome !== "imported");
    if (!failed) continue;
    const said = failed.diagnostics.map(({ message }) => message).join("; ");
    throw new HeadwaterError("usage", `no such statement can be made: ${said}`, {
      where: `statement ${failed.record}`,
    });
  }
  return text;
}

const MAX_NAME = 60;

/** What a note is called, by the first of what it says: `note-same-as-twitter-wikileaks.csv`. */
export function noteName(rows: readonly StatementRow[]): string {
  const [first] = rows;
  const said = [first?.kind, first?.subject, first?.relation, first?.object].join(" ");
  const plain = said
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  const short = `note-${plain.replace(/^-+/, "")}`.slice(0, MAX_NAME).replace(/-+$/, "");
  return `${short}.csv`;
}

export const importNote = (
  site: ImportSite,
  name: string,
  text: string,
  manifest: Manifest,
): Promise<FileOutcome> => importBytes(site, name, once(text), { as: STATEMENTS, manifest });
