/** What can be unpacked of a gzip file that is broken: each of its members that is whole, and of the others what comes before they break. */
import { crc32, createInflateRaw } from "node:zlib";
import { createFrame } from "./frame.ts";
import { GZ_FIXED, GZ_FLAG, startOfName } from "./gz-header.ts";
import { LOST_RECORD } from "./warc-scan.ts";

/** Stands, as a record of a WARC file, in the unpacked bytes for what is lost. */
const LOST = new TextEncoder().encode(LOST_RECORD);

const MAX_HEADER = 1 << 16;
const TRAILER = 8;

/** Bytes that come one chunk after the other, of which the next are held. */
function createInput(bytes: AsyncIterable<Uint8Array>) {
  const iterator = bytes[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  let isOver = false;
  return {
    held: () => held,
    drop(size: number): void {
      held = held.subarray(size);
    },
    /** Puts what is held to that many bytes or more; false where the input ends before. */
    async fill(size: number): Promise<boolean> {
      const parts = [held];
      let have = held.length;
      while (have < size && !isOver) {
        const next = await iterator.next();
        if (next.done) isOver = true;
        else {
          parts.push(Buffer.from(next.value));
          have += next.value.length;
        }
      }
      if (parts.length > 1) held = Buffer.concat(parts);
      return held.length >= size;
    },
    close: async () => iterator.return?.(),
  };
}

type Input = ReturnType<typeof createInput>;

/** Size of the header of a gzip member that the bytes begin with; undefined where none does, or it does not end in them. */
function headerSize(bytes: Uint8Array): number | undefined {
  const flags = bytes[3] ?? 0xff;
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8 || (flags & 0xe0) !== 0) {
    return undefined;
  }
  let size = startOfName(bytes);
  for (const flag of [GZ_FLAG.name, GZ_FLAG.comment]) {
    if ((flags & flag) === 0) continue;
    const end = bytes.indexOf(0, size);
    if (end === -1) return undefined;
    size = end + 1;
  }
  if ((flags & GZ_FLAG.headerCrc) !== 0) size += 2;
  return size <= bytes.length ? size : undefined;
}

/** To where a member may begin; false at the end of the input. */
async function findMember(input: Input): Promise<boolean> {
  for (;;) {
    if (!(await input.fill(GZ_FIXED))) return false;
    const at = input.held().indexOf(Buffer.from([0x1f, 0x8b, 8]));
    if (at !== -1) {
      input.drop(at);
      return true;
    }
    input.drop(input.held().length - 2);
    if (!(await input.fill(3))) return false;
  }
}

/** What one member holds, up to where it breaks; gives whether it was whole. */
async function* oneMember(input: Input): AsyncGenerator<Uint8Array, boolean> {
  await input.fill(MAX_HEADER);
  const size = headerSize(input.held());
  if (size === undefined) {
    input.drop(1);
    return false;
  }
  input.drop(size);
  const frame = createFrame(createInflateRaw());
  let sum = 0;
  let isThrough = false;
  try {
    while (!isThrough && (await input.fill(1))) {
      const chunk = input.held();
      for await (const part of frame.feed(chunk)) {
        sum = crc32(part, sum);
        yield part;
      }
      // What fails is searched again for the next member.
      isThrough = frame.left() > 0;
      input.drop(chunk.length - frame.left());
    }
  } catch (error) {
    if (error instanceof Error && "code" in error) return false;
    throw error;
  } finally {
    frame.close();
  }
  if (!isThrough || !(await input.fill(TRAILER))) return false;
  const isWhole = input.held().readUInt32LE(0) === sum;
  input.drop(TRAILER);
  return isWhole;
}

export async function* salvaged(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = createInput(bytes);
  let isLost = false;
  try {
    while (await input.fill(1)) {
      const [first, second] = input.held();
      isLost ||= first !== 0x1f || (second ?? 0x8b) !== 0x8b;
      if (!(await findMember(input))) {
        isLost = true;
        break;
      }
      const member = oneMember(input);
      for (let next = await member.next(); ; next = await member.next()) {
        if (next.done) {
          isLost ||= !next.value;
          break;
        }
        if (isLost) yield LOST;
        isLost = false;
        yield next.value;
      }
    }
    if (isLost) yield LOST;
  } finally {
    await input.close();
  }
}
