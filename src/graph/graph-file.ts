/**
 * A graph in a file, so that it opens again without being built: a line of JSON with shape, clock and
 * CRC-32, then the columns as they are in memory. Whoever opens it names what it was built of; a file
 * of something else, of another layout or with changed bytes is told apart, and is to be built again.
 * No question is answered from such a file: it has no claims, and answers cite claims.
 */
import { randomUUID } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { z } from "zod";
import type { Clock } from "./clock.ts";
import { type FlowGraph, graphOver, sizeOf } from "./flow-graph.ts";

/** Raised when the layout of columns or the meaning of a code changes. */
const LAYOUT_VERSION = 1;
const NAME = "headwater graph";
/** Bytes of the first line, which blanks fill. */
const HEAD = 512;
/** Bytes read or written at a time. */
const CHUNK = 1 << 24;

const headSchema = z.object({
  file: z.literal(NAME),
  layout: z.literal(LAYOUT_VERSION),
  littleEndian: z.boolean(),
  /** What it was built of. */
  of: z.string(),
  nodeCount: z.int().nonnegative(),
  edgeCount: z.int().nonnegative(),
  exact: z.boolean(),
  knotCount: z.int().nonnegative(),
  clock: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("steps"), start: z.number(), unit: z.number(), codes: z.int() }),
    z.object({ kind: z.literal("table"), codes: z.int() }),
  ]),
  crc: z.int(),
});
type Head = z.infer<typeof headSchema>;

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

/** The checksum begins with the head itself. */
const begun = (head: Head): number => crc32(JSON.stringify({ ...head, crc: 0 }));

const checksum = (head: Head, parts: readonly Uint8Array[]): number => {
  let crc = begun(head);
  for (const part of parts) for (const chunk of chunksOf(part)) crc = crc32(chunk, crc);
  return crc;
};

const tableBytes = (clock: Clock): Uint8Array =>
  clock.kind === "table"
    ? new Uint8Array(clock.table.buffer, clock.table.byteOffset, clock.table.byteLength)
    : new Uint8Array(0);

async function write(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  let position = at;
  for (const chunk of chunksOf(bytes)) {
    for (let done = 0; done < chunk.length; ) {
      const { bytesWritten } = await file.write(chunk, done, chunk.length - done, position);
      done += bytesWritten;
      position += bytesWritten;
    }
  }
}

/** Fills a chunk from a place of the file; whether all of it was there. */
async function fill(file: FileHandle, chunk: Uint8Array, at: number): Promise<boolean> {
  for (let done = 0; done < chunk.length; ) {
    const { bytesRead } = await file.read(chunk, done, chunk.length - done, at + done);
    if (bytesRead === 0) return false;
    done += bytesRead;
  }
  return true;
}

/** The checksum of what was read, one chunk being read while the one before is summed up; undefined if some is missing. */
async function read(
  file: FileHandle,
  head: Head,
  parts: readonly Uint8Array[],
): Promise<number | undefined> {
  let position = HEAD;
  let crc = begun(head);
  let before: Uint8Array | undefined;
  for (const chunk of parts.flatMap((part) => [...chunksOf(part)])) {
    const filling = fill(file, chunk, position);
    if (before) crc = crc32(before, crc);
    if (!(await filling)) return undefined;
    position += chunk.length;
    before = chunk;
  }
  return before ? crc32(before, crc) : crc;
}

/** Writes a graph beside the path, then puts it there in one step. `of` names what it was built of. */
export async function writeGraph(path: string, graph: FlowGraph, of: string): Promise<void> {
  const { nodeCount, edgeCount, exact, knotCount, clock } = graph;
  const parts = [tableBytes(clock), new Uint8Array(graph.memory)];
  const head: Head = {
    file: NAME,
    layout: LAYOUT_VERSION,
    littleEndian: isLittleEndian,
    of,
    nodeCount,
    edgeCount,
    exact,
    knotCount,
    clock: clock.kind === "table" ? { kind: "table", codes: clock.codes } : clock,
    crc: 0,
  };
  head.crc = checksum(head, parts);
  const line = JSON.stringify(head);
  if (Buffer.byteLength(line) >= HEAD) throw new RangeError(`"${of}" is too long a name`);
  const partial = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(partial, "w");
    try {
      let at = 0;
      for (const part of [
        Buffer.from(`${line}${" ".repeat(HEAD - Buffer.byteLength(line) - 1)}\n`),
        ...parts,
      ]) {
        await write(file, part, at);
        at += part.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

export type OpenedGraph =
  | { state: "open"; graph: FlowGraph }
  /** Not there; built of something else or laid out otherwise; bytes are missing or changed. */
  | { state: "absent" | "stale" | "corrupt" };

async function readColumns(file: FileHandle, head: Head): Promise<OpenedGraph> {
  const memory = new SharedArrayBuffer(sizeOf(head));
  const table = new Float64Array(head.clock.kind === "table" ? head.clock.codes : 0);
  const columns = new Uint8Array(memory);
  const tabled = new Uint8Array(table.buffer);
  if ((await read(file, head, [tabled, columns])) !== head.crc) return { state: "corrupt" };
  const clock: Clock =
    head.clock.kind === "table" ? { kind: "table", table, codes: head.clock.codes } : head.clock;
  return { state: "open", graph: graphOver(memory, head, clock) };
}

function headOf(bytes: Uint8Array): Head | "stale" | "corrupt" {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return "corrupt";
  }
  const named = z.object({ file: z.literal(NAME) }).safeParse(json);
  const head = headSchema.safeParse(json);
  if (head.success && head.data.littleEndian === isLittleEndian) return head.data;
  return named.success ? "stale" : "corrupt";
}

/** Opens the graph that was built of `of`. A file that is not it is left as it is. */
export async function openGraph(path: string, of: string): Promise<OpenedGraph> {
  let file: FileHandle;
  try {
    file = await open(path, "r");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return { state: "absent" };
    }
    throw error;
  }
  try {
    const bytes = new Uint8Array(HEAD);
    if (!(await fill(file, bytes, 0))) return { state: "corrupt" };
    const head = headOf(bytes);
    if (typeof head === "string") return { state: head };
    if (head.of !== of) return { state: "stale" };
    const size = HEAD + sizeOf(head) + (head.clock.kind === "table" ? head.clock.codes * 8 : 0);
    if ((await file.stat()).size !== size) return { state: "corrupt" };
    return await readColumns(file, head);
  } finally {
    await file.close();
  }
}
