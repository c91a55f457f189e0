/** What is in a file, found out by its first bytes and what is known of it, and read to a report. */
import { tmpdir } from "node:os";
import { SAMPLE_BYTES } from "../importers/importer.ts";
import type { Claim } from "../model/claim.ts";
import { HeadwaterError, ImportError } from "../model/errors.ts";
import type { EvidenceRecord, Given, ImportReport, Manifest } from "../model/evidence.ts";
import { type Archive, holdsMany, type Node, openArchive } from "./containers/archive.ts";
import { LIMITS } from "./containers/limits.ts";
import { bytesOf } from "./evidence-folder.ts";
import { honoured } from "./honour.ts";
import {
  CONTAINER,
  containerImporter,
  findContent,
  type Plan,
  planFile,
  planMembers,
} from "./plan.ts";
import {
  listMembers,
  type ReadOptions,
  readFileAsPlanned,
  readMembersAsPlanned,
} from "./read-plan.ts";
import type { Received } from "./received.ts";
import { AS_FILE, chooseImporter, importerById, isKnownByOrigin, MAPPED } from "./recognise.ts";
import { createTally } from "./tally.ts";
import { foreseen } from "./unforeseen.ts";

type ImporterOf = EvidenceRecord["importer"];

export interface ContentOptions {
  file: string;
  received: Received;
  /** Where containers within containers are unpacked to for now; without one the system's. */
  folder: string | undefined;
  manifest: Manifest | null;
  given: Given;
  /** Importer asked for. */
  as: string | undefined;
  known: EvidenceRecord | undefined;
}

/** A file that is open to be read; what it is read by is known. */
export interface Content {
  importer: ImporterOf;
  given: Given;
  node: Node;
  archive: Archive;
  options: ContentOptions;
  close: () => Promise<void>;
}

interface Progress {
  /** Told the bytes read of the file so far. */
  onProgress?: (bytes: number) => void;
  signal?: AbortSignal;
}

export interface Step extends Progress {
  /** Takes the claims in order. */
  append: (claims: readonly Claim[]) => Promise<void>;
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  { onProgress, signal }: Progress,
): AsyncIterable<Uint8Array> {
  let read = 0;
  for await (const chunk of bytes) {
    signal?.throwIfAborted();
    read += chunk.length;
    onProgress?.(read);
    yield chunk;
  }
}

/** The importer that a person asked for, now or with the file's former import. */
function askedFor({ as, given, manifest, known, file }: ContentOptions): string | undefined {
  const mapped = given.mapping !== undefined || manifest?.mapping !== undefined;
  if (as !== undefined) {
    if (!mapped || as === MAPPED || as === AS_FILE) return as;
    throw new HeadwaterError("usage", `a mapping goes with the importer "${MAPPED}", not "${as}"`, {
      where: file,
    });
  }
  if (mapped) return MAPPED;
  return known?.importer === null ? AS_FILE : given.as;
}

/** Evidence stays with the importer it was read by, at its present version, or without one. */
function importerOf(node: Node, asked: string | undefined, options: ContentOptions): ImporterOf {
  if (asked === AS_FILE) return null;
  if (holdsMany(node)) {
    if (asked !== undefined) importerById(asked);
    return containerImporter();
  }
  const { known, manifest, file } = options;
  const before = known?.importer?.id;
  const same = before === CONTAINER ? undefined : before;
  const chosen = chooseImporter(node, asked ?? same, manifest, file);
  return chosen && { id: chosen.id, version: chosen.version };
}

/** An origin that decides what a file is goes before the looks of a zip or tar. */
async function contentOf(
  archive: Archive,
  asked: string | undefined,
  { manifest, file }: ContentOptions,
): Promise<Node> {
  const { root } = archive;
  if (asked === AS_FILE) return root;
  if (holdsMany(root) && isKnownByOrigin(manifest)) return { ...root, kind: undefined };
  try {
    return await findContent(archive);
  } catch (cause) {
    if (!(cause instanceof ImportError)) throw cause;
    throw new ImportError("bad-structure", cause.message, { where: file, cause });
  }
}

/** @throws ImportError when it is read by nothing that there is */
export async function openContent(progress: Progress, options: ContentOptions): Promise<Content> {
  const { received, folder, given } = options;
  const asked = askedFor(options);
  const archive = await foreseen(progress.signal, () =>
    openArchive({
      file: received.path(),
      open: () => counted(bytesOf(received.path(), received.size), progress),
      size: received.size,
      limits: LIMITS,
      folder: folder ?? tmpdir(),
      sampleBytes: SAMPLE_BYTES,
    }),
  );
  try {
    const node = await foreseen(progress.signal, () => contentOf(archive, asked, options));
    const importer = importerOf(node, asked, options);
    const { as: _, ...rest } = given;
    const isForAll = importer?.id === CONTAINER && asked !== undefined && asked !== MAPPED;
    return {
      importer,
      given: isForAll ? { ...rest, as: asked } : rest,
      node,
      archive,
      options,
      close: archive.close,
    };
  } catch (error) {
    await archive.close();
    throw error;
  }
}

/** What the report says of a file that is kept without being read. */
export interface ReadBack {
  importer: ImporterOf;
  reconstruction: boolean;
  report: ImportReport;
}

const MAX_NAMED = 3;

function nothingToRead({ members, left, checks }: Plan, file: string): ImportError {
  const untrue = checks
    .filter(({ state }) => state === "differs")
    .map(({ what, message }) => `; ${what}: ${message}`);
  const records = [
    ...[...left].map(([reason, count]) => `; ${count} ${reason}`),
    ...untrue.slice(0, MAX_NAMED),
  ].join("");
  if (members.length === 0) {
    return new ImportError(
      "unknown-format",
      `the container holds no file that could be read${records}`,
      {
        where: file,
      },
    );
  }
  const lost = members.filter((one) => one.importer === null && one.isLoss);
  const why = lost
    .slice(0, MAX_NAMED)
    .map((one) => `; ${one.path.join(" > ")}: ${"message" in one ? one.message : ""}`);
  return new ImportError(
    lost.length > 0 ? "bad-structure" : "unknown-format",
    `no importer reads any of the ${members.length} files in the container${why.join("")}${lost.length > MAX_NAMED ? `; and ${lost.length - MAX_NAMED} more` : ""}${records}: see \`headwater importers\`, or keep it as it is with --as file or a manifest beside it`,
    { where: file },
  );
}

async function readMany(content: Content, options: ReadOptions): Promise<ReadBack> {
  const { archive, node, importer, given } = content;
  const { file, received, manifest } = content.options;
  const as = given.as ?? (given.mapping || manifest?.mapping ? MAPPED : undefined);
  const { hash } = received;
  const { tally, signal } = options;
  const plan = await foreseen(signal, () =>
    planMembers(archive, node, { hash, manifest, as, signal }),
  );
  if (plan.members.every((one) => one.importer === null)) {
    if (!manifest) throw nothingToRead(plan, file);
    listMembers(plan, tally);
    return { importer: null, reconstruction: false, report: tally.report() };
  }
  await readMembersAsPlanned(plan, options);
  const reconstruction = plan.members.some((one) => one.importer !== null && one.reconstruction);
  return { importer, reconstruction, report: tally.report() };
}

/** @throws ImportError when the file as a whole cannot be read */
export async function readContent(content: Content, step: Step): Promise<ReadBack> {
  const { importer, node, given, options } = content;
  const { manifest, received } = options;
  const tally = createTally();
  const { append, signal, onProgress } = step;
  const onShare = (share: number) => onProgress?.(Math.floor(received.size * share));
  const reading = { given, tally, append, signal, onShare };
  if (importer?.id === CONTAINER) return readMany(content, reading);
  const planned = { hash: received.hash, manifest, as: undefined, signal: step.signal };
  if (importer === null) {
    const is = honoured(received.hash, manifest, node.sample, false);
    for (const warning of is.warnings) tally.note(warning);
    return {
      importer,
      reconstruction: is.reconstruction !== undefined,
      report: tally.report(),
    };
  }
  const plan = planFile(node, importerById(importer.id), planned);
  await readFileAsPlanned(plan, reading);
  return { importer, reconstruction: plan.reconstruction !== undefined, report: tally.report() };
}
