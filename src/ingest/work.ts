/** What an import is to do with a file: found out before anything is changed, and read. */
import { basename } from "node:path";
import type { Claim } from "../model/claim.ts";
import { EMPTY_FILE, HeadwaterError, ImportError } from "../model/errors.ts";
import type { EvidenceRecord, Given, Hash, Manifest } from "../model/evidence.ts";
import type { FileOutcome } from "../model/report.ts";
import type { Store } from "../store/contract.ts";
import { manifestBeside } from "./files.ts";
import { checkGiven, givenNow, isSameGiven } from "./given.ts";
import { reportWithoutWords, withoutWords } from "./hash-only.ts";
import { type Content, openContent, readContent, type Step } from "./read-file.ts";
import type { Received } from "./received.ts";

export interface ImportChoices {
  /** Id of the importer to use, or `file`. */
  as?: string;
  /** Evidence that these bytes take the place of. */
  replaces?: Hash;
  /** In place of the manifest beside the file; null: none, whatever stands beside it. */
  manifest?: Manifest | null;
  /** Of times that write none, and which fields are what. */
  given?: Given;
  /** Neither bytes nor words are kept. */
  hashOnly?: true;
}

/** Where a dry run looks: perhaps a store, which it leaves as it is. */
export interface DrySite {
  store: Pick<Store, "evidenceOf"> | undefined;
  /** Told the bytes read of the file so far. */
  onProgress?: (bytes: number) => void;
  /** Ends the import with its reason; nothing of it stays. */
  signal?: AbortSignal;
}

export const sameManifest = (a: Manifest | null, b: Manifest | null): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

type Turn = "unchanged" | "amend" | "replace" | "import";

/** What is to be read, under what, and what that comes to. */
export interface Work {
  known: EvidenceRecord | undefined;
  manifest: Manifest | null;
  given: Given;
  hashOnly: boolean;
  content: Content;
  turn: Turn;
}

interface Asked {
  known: EvidenceRecord;
  said: Manifest | null;
  given: Given;
  hashOnly: boolean;
  importer: Content["importer"];
  file: string;
}

/** What an import of bytes that are evidence already comes to. */
function againstKnown({ known, said, given, hashOnly, importer, file }: Asked): Turn {
  if (said && known.manifest && !sameManifest(said, known.manifest)) {
    const how = known.hashOnly
      ? `its bytes are not kept, so retract ${known.hash} and import the file anew`
      : `use \`headwater evidence amend ${known.hash} --manifest <file>\``;
    throw new HeadwaterError(
      "manifest-differs",
      `these bytes are evidence already, with another manifest: ${how}`,
      { where: file },
    );
  }
  if (known.hashOnly && !hashOnly) return "replace";
  if ((said && !known.manifest) || !isSameGiven(given, known.given ?? {})) return "amend";
  if (known.importer?.id !== importer?.id || known.importer?.version !== importer?.version) {
    return "replace";
  }
  return "unchanged";
}

/** @throws HeadwaterError naming the file and saying what to do */
export async function withWork<T>(
  site: DrySite,
  file: string,
  { received, folder }: { received: Received; folder: string | undefined },
  choices: ImportChoices,
  use: (work: Work) => Promise<T>,
): Promise<T> {
  if (received.size === 0) {
    throw new ImportError("bad-structure", EMPTY_FILE, { where: file });
  }
  const known = await site.store?.evidenceOf(received.hash);
  const said = choices.manifest === undefined ? await manifestBeside(file) : choices.manifest;
  const manifest = said ?? known?.manifest ?? null;
  const given = givenNow(known, choices.given ?? {});
  checkGiven(given, manifest, file);
  const content = await openContent(site, {
    file,
    received,
    folder,
    manifest,
    given,
    as: choices.as,
    known,
  });
  try {
    // What is kept in full stays so.
    const hashOnly = choices.hashOnly === true && (!known || known.hashOnly === true);
    const asked = { said, given: content.given, hashOnly, importer: content.importer, file };
    const turn = known ? againstKnown({ known, ...asked }) : "import";
    return await use({ known, manifest, given: content.given, hashOnly, content, turn });
  } finally {
    await content.close();
  }
}

/** Reads it to the record of its evidence, which nobody is shown yet. */
export async function readWork(
  work: Work,
  { name, received }: { name: string; received: Received },
  append: Step["append"],
  site: DrySite,
): Promise<EvidenceRecord> {
  const { manifest, given, hashOnly, content } = work;
  const bare = async (claims: readonly Claim[]) => append(claims.map(withoutWords));
  const read = await readContent(content, { ...site, append: hashOnly ? bare : append });
  await received.check();
  const { hash, size } = received;
  return {
    hash,
    name: basename(name),
    size,
    manifest,
    importer: read.importer,
    reconstruction: read.reconstruction,
    ...(Object.keys(given).length === 0 ? {} : { given }),
    ...(hashOnly ? { hashOnly } : {}),
    report: hashOnly ? reportWithoutWords(read.report) : read.report,
  };
}

export function outcome(
  file: string,
  status: FileOutcome["status"],
  { hash, importer, report, reconstruction, manifest }: EvidenceRecord,
  message: string | null,
): FileOutcome {
  return {
    file,
    status,
    hash,
    importer: importer?.id ?? null,
    report,
    message,
    reconstruction,
    provenance: manifest ? "known" : "unknown",
  };
}

/** Other evidence that the bytes take the place of. */
export async function formerOf(
  { store }: DrySite,
  { replaces }: ImportChoices,
  { hash }: Received,
  file: string,
): Promise<Hash | undefined> {
  if (replaces === undefined || replaces === hash) return undefined;
  if (!(await store?.evidenceOf(replaces))) {
    throw new HeadwaterError("not-evidence", `${replaces} is not evidence here`, { where: file });
  }
  return replaces;
}
