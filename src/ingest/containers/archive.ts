/**
 * A file and what it holds, layer by layer: gzip and Zstandard hold one file, zip and tar many, and
 * each may hold the next. Names lead to the same bytes always.
 */
import { openHar } from "./har.ts";
import { type ContainerKind, containerKindOf, KIND_BYTES, nameInGz } from "./kinds.ts";
import { createLayers } from "./layers.ts";
import { createBudget, type Limits, UnpackError } from "./limits.ts";
import type { Flaw, Layer, Member, Refusal } from "./members.ts";
import { salvaged } from "./salvage.ts";
import { unpackedTo } from "./spool.ts";
import { openTar } from "./tar.ts";
import { unwrapped } from "./unwrap.ts";
import { packageCheck } from "./wacz.ts";
import { openWarc } from "./warc.ts";
import type { Received } from "./web-member.ts";
import { openZip } from "./zip.ts";

/** A file: the outermost, or one in a container. */
export interface Node {
  /** Names, outermost first; empty for the file itself. */
  path: readonly string[];
  /** What it contains others by; undefined for an ordinary file, and for what lies too deep. */
  kind: ContainerKind | undefined;
  /** A container that lies too deep. */
  isTooDeep: boolean;
  /** Its first bytes, and whether they are all. */
  sample: Uint8Array;
  whole: boolean;
  open: () => AsyncIterable<Uint8Array>;
  /** What can be unpacked of it where some of it cannot. */
  salvage: (() => AsyncIterable<Uint8Array>) | undefined;
  /** Where it is on disk as it is. */
  file: string | undefined;
}

export interface Child {
  name: string;
  refused: Refusal | undefined;
  received: Received | undefined;
  flaws: readonly Flaw[];
  /** @throws UnpackError when its bytes cannot be unpacked */
  look: () => Promise<Node>;
}

export interface Archive {
  root: Node;
  /** What a container holds; one child for gzip and Zstandard. @throws UnpackError when it is broken */
  childrenOf: (node: Node) => Promise<readonly Child[]>;
  /** What else there is to say of a container: records that are no children, by the reason, and what it says of itself. */
  saidOf: (node: Node) => Promise<Pick<Layer, "left" | "check">>;
  close: () => Promise<void>;
}

export interface ArchiveOptions {
  /** Where the file is, and all its bytes from there. */
  file: string;
  open: () => AsyncIterable<Uint8Array>;
  size: number;
  limits: Limits;
  /** Where containers within containers are unpacked to until they are open. */
  folder: string;
  /** How many first bytes of each file to look at. */
  sampleBytes: number;
}

async function startOf(
  bytes: AsyncIterable<Uint8Array>,
  most: number,
): Promise<{ sample: Uint8Array; whole: boolean }> {
  const parts: Uint8Array[] = [];
  let size = 0;
  let whole = true;
  for await (const chunk of bytes) {
    const part = chunk.subarray(0, most - size);
    parts.push(part);
    size += part.length;
    whole = part.length === chunk.length;
    if (!whole) break;
  }
  return { sample: new Uint8Array(Buffer.concat(parts)), whole };
}

type Many = Exclude<ContainerKind, "gz" | "zst">;

export const holdsMany = (node: Node): node is Node & { kind: Many } =>
  node.kind !== undefined && node.kind !== "gz" && node.kind !== "zst";

/** How to read a file, and what is known of it. */
interface Opening {
  open: Node["open"];
  salvage?: Node["salvage"];
  isPlain?: true | undefined;
  at?: string;
}

const OPENERS = { zip: openZip, tar: openTar, warc: openWarc, har: openHar } satisfies Record<
  Many,
  unknown
>;

/** No name in it has a control character. */
const nameOf = ({ path }: Node): string => path.join("\0");

const PACKED_NAME = /^(.+?)(?:\.(?:gz|zst|zstd)|\.(t)(?:gz|zst))$/i;

/** What a packed file is called once it is unpacked. */
function unpackedName(node: Node): string {
  const [, stem, tar] = PACKED_NAME.exec(node.path.at(-1) ?? "") ?? [];
  if (stem !== undefined) return tar === undefined ? stem : `${stem}.tar`;
  const inside = node.kind === "gz" ? nameInGz(node.sample) : undefined;
  const isName = inside !== undefined && inside.length <= 255 && !/\p{Cc}|\//u.test(inside);
  return isName ? inside : "content";
}

export async function openArchive({
  file,
  open: openFile,
  size,
  limits,
  folder,
  sampleBytes,
}: ArchiveOptions): Promise<Archive> {
  const budget = createBudget(size, limits);
  const layers = createLayers();
  /** Of containers of many, by their paths. */
  const listed = new Map<string, readonly Child[]>();

  async function look(
    path: readonly string[],
    { open, salvage, isPlain, at }: Opening,
  ): Promise<Node> {
    const most = Math.max(sampleBytes, KIND_BYTES);
    const { sample, whole } = await startOf(open(), most).catch(async (error: unknown) => {
      const start = salvage && (await startOf(salvage(), most));
      if (start === undefined || containerKindOf(start.sample) !== "warc") throw error;
      return start;
    });
    const found = isPlain ? undefined : containerKindOf(sample);
    const isTooDeep = found !== undefined && path.length >= limits.depth;
    const kind = isTooDeep ? undefined : found;
    return { path, kind, isTooDeep, sample, whole, open, salvage, file: at };
  }

  async function spooled(node: Node, openFrom: (path: string) => Promise<Layer>): Promise<Layer> {
    if (node.file !== undefined) return openFrom(node.file);
    try {
      return await unpackedTo(folder, node.open(), openFrom);
    } catch (error) {
      const isBroken = error instanceof UnpackError && error.reason === "broken-compression";
      if (node.kind !== "warc" || node.salvage === undefined || !isBroken) throw error;
      return unpackedTo(folder, node.salvage(), openFrom);
    }
  }

  function layerOf(
    node: Node & { kind: Many },
    onMember: () => void = () => undefined,
  ): Promise<Layer> {
    const openFrom = (path: string) => OPENERS[node.kind](path, limits, onMember);
    return layers.open(nameOf(node), () => spooled(node, openFrom));
  }

  async function* bytesIn(node: Node & { kind: Many }, index: number): AsyncGenerator<Uint8Array> {
    const member = (await layerOf(node)).members[index];
    if (member) yield* member.open();
  }

  function childOf(node: Node & { kind: Many }, member: Member, index: number): Child {
    const { name, refused, received, flaws = [], isPlain } = member;
    const open = budget.metered(() => bytesIn(node, index));
    return {
      name,
      refused,
      received,
      flaws,
      look: () => look([...node.path, name], { open, isPlain }),
    };
  }

  async function listMany(node: Node & { kind: Many }): Promise<readonly Child[]> {
    const known = listed.get(nameOf(node));
    if (known) return known;
    const { members } = await layerOf(node, budget.member);
    const children = members.map((member, index) => childOf(node, member, index));
    listed.set(nameOf(node), children);
    return children;
  }

  function unwrap(node: Node, kind: "gz" | "zst"): Child {
    const name = unpackedName(node);
    const open = budget.metered(() => unwrapped(kind, node.open()));
    const salvage = kind === "gz" ? budget.metered(() => salvaged(node.open())) : undefined;
    return {
      name,
      refused: undefined,
      received: undefined,
      flaws: [],
      look: () => look([...node.path, name], { open, salvage }),
    };
  }

  return {
    root: await look([], { open: openFile, at: file }),
    async childrenOf(node) {
      if (holdsMany(node)) return listMany(node);
      const { kind } = node;
      return kind === "gz" || kind === "zst" ? [unwrap(node, kind)] : [];
    },
    async saidOf(node) {
      if (!holdsMany(node)) return {};
      if (node.kind !== "zip") return layerOf(node);
      const check = packageCheck(await listMany(node));
      return check === undefined ? {} : { check };
    },
    close: layers.close,
  };
}

/** The node that the names lead to, undefined when there is none. */
export async function findNode(
  archive: Archive,
  path: readonly string[],
): Promise<Node | undefined> {
  let node: Node = archive.root;
  for (const name of path) {
    const children = await archive.childrenOf(node);
    const child = children.find((one) => one.name === name && one.refused === undefined);
    if (!child) return undefined;
    node = await child.look();
  }
  return node;
}
