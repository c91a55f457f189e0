/** What is read of a file, and by which importer: the file itself, the one that it packs, or the members of a container. */
import type { ImportContext, Importer } from "../importers/importer.ts";
import { IMPORTERS } from "../importers/registry.ts";
import { ImportError } from "../model/errors.ts";
import type { Hash, Manifest } from "../model/evidence.ts";
import { type Archive, type Child, holdsMany, type Node } from "./containers/archive.ts";
import { UnpackError } from "./containers/limits.ts";
import type { Check } from "./containers/members.ts";
import type { Received } from "./containers/web-member.ts";
import { MANIFEST_SUFFIX } from "./files.ts";
import { type Honoured, honoured } from "./honour.ts";
import { archiveTelling, asReceived } from "./received-file.ts";
import {
  beginsAsArc,
  importerById,
  memberImporters,
  whyAmbiguous,
  whyMemberUnknown,
} from "./recognise.ts";
import { asFailure } from "./unforeseen.ts";

export const CONTAINER = "container";
/** Raised whenever the same containers would give other claims. */
const CONTAINER_VERSION = 3;
/** What reads containers: higher whenever an importer's version is, or one is added, so that members are read again. */
export const containerImporter = () => ({
  id: CONTAINER,
  version: IMPORTERS.reduce((sum, { version }) => sum + version, CONTAINER_VERSION),
});

/** Of one file beside a member. */
const MAX_COMPANION_BYTES = 4 * 2 ** 20;
const MAX_COMPANIONS = 16;
/** In a folder of more files none is searched for companions, which would take too long. */
const MAX_SIBLINGS = 5_000;

/** Bytes that an importer reads. */
export interface Reading extends Honoured {
  /** Names in containers, outermost first; empty for the file itself. */
  path: readonly string[];
  importer: Importer;
  open: () => AsyncIterable<Uint8Array>;
  companions: () => Promise<ImportContext["companions"]>;
  /** What is known of these bytes: of the file, or of what a web archive received. */
  manifest: Manifest | null;
  /** The web archive that alone says where they are from, where what they tell goes by that. */
  archive?: string;
  /** How a server sent it, as far as an archive says. */
  sent: Pick<ImportContext, "charset" | "isSent">;
}

export interface Unread {
  path: readonly string[];
  importer: null;
  reason: string;
  message: string;
  /** It may hold evidence, and counts as failed. */
  isLoss: boolean;
  /** A record of a web archive: it is counted, if it is not lost, as skipped. */
  isRecord: boolean;
}

/** What is read of a container, and what it says of itself. */
export interface Plan {
  members: (Reading | Unread)[];
  /** How many records of web archives are no files, by the reason. */
  left: Map<string, number>;
  /** Of containers, by their path: their own words on what they hold, and whether they are true. */
  checks: (Check & { path: readonly string[] })[];
}

/** What a zip or tar file packs, by the folder in it: pictures that an archive holds by the thousand have theirs. */
type Beside = ReadonlyMap<string, readonly Child[]>;

const folderOf = (name: string): string => name.slice(0, name.lastIndexOf("/") + 1);

/** The file, or what it packs by gzip or Zstandard, be it a container of many. @throws UnpackError */
export async function findContent(archive: Archive): Promise<Node> {
  let node = archive.root;
  while (node.kind === "gz" || node.kind === "zst") {
    const [child] = await archive.childrenOf(node);
    if (!child) break;
    node = await child.look();
  }
  if (!node.isTooDeep) return node;
  throw new UnpackError("too-deep", "it is packed too many times over: unpack it yourself");
}

async function shortBytes(node: Node): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of node.open()) {
    size += chunk.length;
    if (size > MAX_COMPANION_BYTES) return undefined;
    parts.push(chunk);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** The names of files beside it that are read with it. */
function wantedBy(importer: Importer, name: string, siblings: readonly Child[]): string[] {
  if (importer.companionsOf === undefined || siblings.length > MAX_SIBLINGS) return [];
  const names = siblings.map((one) => one.name);
  return importer.companionsOf(name, names).slice(0, MAX_COMPANIONS);
}

async function companionsOf(
  importer: Importer,
  name: string,
  beside: Beside,
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const siblings = beside.get(folderOf(name)) ?? [];
  for (const one of wantedBy(importer, name, siblings)) {
    const child = siblings.find((other) => other.name === one && other.refused === undefined);
    try {
      const bytes = child && (await shortBytes(await child.look()));
      if (bytes) found.set(one, bytes);
    } catch (error) {
      // It is told where it is read itself.
      if (!(error instanceof UnpackError)) throw error;
    }
  }
  return found;
}

export interface PlanOptions {
  hash: Hash;
  manifest: Manifest | null;
  /** Id of the importer that reads all members. */
  as: string | undefined;
  signal: AbortSignal | undefined;
}

const none = async (): Promise<ImportContext["companions"]> => new Map();

export function planFile(node: Node, importer: Importer, options: PlanOptions): Reading {
  const { path, sample, open } = node;
  const { hash, manifest } = options;
  const is = honoured(hash, manifest, sample, importer.authored === true);
  return { path, importer, open, companions: none, manifest, sent: {}, ...is };
}

function sentAs({ charset, isSent }: Partial<Received> = {}): Reading["sent"] {
  return { ...(charset === undefined ? {} : { charset }), ...(isSent && { isSent }) };
}

const unread = (
  path: readonly string[],
  [reason, message]: readonly [string, string],
  isLoss: boolean,
  isRecord = false,
): Unread => ({ path, importer: null, reason, message, isLoss, isRecord });

const failure = (path: readonly string[], error: unknown): Unread => {
  if (!(error instanceof ImportError)) throw error;
  const reason = error instanceof UnpackError ? error.reason : error.code;
  return unread(path, [reason, error.message], true);
};

function planMember(
  node: Node,
  { received, flaws }: Child,
  beside: Beside,
  options: PlanOptions,
): Reading | Unread {
  const { path, sample } = node;
  const isRecord = received !== undefined;
  if (node.isTooDeep) {
    return unread(path, ["too-deep", "a container within too many others: not read"], true);
  }
  if (sample.length === 0) return unread(path, ["empty", "it is empty"], false, isRecord);
  const matching =
    options.as === undefined ? memberImporters(node, received) : [importerById(options.as)];
  const [importer] = matching;
  if (matching.length > 1) {
    return unread(path, ["ambiguous-format", whyAmbiguous(matching)], true);
  }
  if (!importer) {
    const why = isRecord ? "no importer reads this format" : whyMemberUnknown(node);
    return unread(path, ["unknown-format", why], beginsAsArc(sample), isRecord);
  }
  const reading = planFile(node, importer, options);
  const { manifest, warnings } = asReceived(options.manifest, received, flaws);
  const archive = isRecord ? archiveTelling(importer, options) : undefined;
  const name = path.at(-1) ?? "";
  return {
    ...reading,
    manifest,
    ...(archive === undefined ? {} : { archive }),
    sent: sentAs(received),
    warnings: [...reading.warnings, ...warnings],
    companions: () => companionsOf(importer, name, beside),
  };
}

const NOT_READ = [
  "manifest-inside",
  "a manifest inside the container is its sender's word: not read; yours stands beside the container, as <its name>.manifest.json",
] as const;

/** What stands beside what a web archive received was received for itself. */
const ALONE: Beside = new Map();

function besideOf(node: Node, children: readonly Child[]): Beside {
  if (node.kind === "warc" || node.kind === "har") return ALONE;
  return Map.groupBy(children, ({ name }) => folderOf(name));
}

/** What no importer reads may be asked for by another file of the same container. */
function tellCompanions(members: Plan["members"], beside: Beside): void {
  const readWith = new Map<string, string>();
  for (const { importer, path } of members) {
    const name = path.at(-1) ?? "";
    if (importer === null) continue;
    const siblings = beside.get(folderOf(name)) ?? [];
    for (const one of wantedBy(importer, name, siblings)) readWith.set(one, name);
  }
  for (const member of members) {
    const name = readWith.get(member.path.at(-1) ?? "");
    if (member.importer !== null || member.reason !== "unknown-format" || name === undefined) {
      continue;
    }
    member.message = `no importer reads it by itself: it is looked at with ${name}, unless it is over ${MAX_COMPANION_BYTES / 2 ** 20} MB`;
  }
}

/** All files in a container, those of containers in it too, in its order. @throws UnpackError when it is broken */
export async function planMembers(
  archive: Archive,
  container: Node,
  options: PlanOptions,
): Promise<Plan> {
  const plan: Plan = { members: [], left: new Map(), checks: [] };
  const { members, left, checks } = plan;

  async function visit(node: Node, before: Beside | undefined): Promise<void> {
    const children = await archive.childrenOf(node);
    const beside = holdsMany(node) || before === undefined ? besideOf(node, children) : before;
    const said = await archive.saidOf(node);
    for (const [reason, count] of said.left ?? [])
      left.set(reason, (left.get(reason) ?? 0) + count);
    for (const check of (await said.check?.(options.signal)) ?? []) {
      checks.push({ ...check, path: node.path });
    }
    const first = members.length;
    for (const child of children) {
      options.signal?.throwIfAborted();
      const path = [...node.path, child.name];
      if (child.refused) {
        const { reason, message, isLoss } = child.refused;
        members.push(unread(path, [reason, message], isLoss));
      } else if (child.received === undefined && child.name.endsWith(MANIFEST_SUFFIX)) {
        members.push(unread(path, NOT_READ, false));
      } else {
        await visitChild(child, path, beside);
      }
    }
    const direct = members.slice(first).filter((one) => one.path.length === node.path.length + 1);
    tellCompanions(direct, beside);
  }

  async function visitChild(child: Child, path: readonly string[], beside: Beside): Promise<void> {
    try {
      const node = await child.look();
      if (node.kind === undefined) members.push(planMember(node, child, beside, options));
      else await visit(node, beside);
    } catch (error) {
      members.push(failure(path, asFailure(error, options.signal)));
    }
  }

  await visit(container, undefined);
  return plan;
}
