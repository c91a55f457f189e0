/** Containers made in memory, honest ones and others. */
import { crc32, deflateRawSync, gzipSync, zstdCompressSync } from "node:zlib";
import { pack } from "tar-stream";
import { utf8 } from "../importers/chunks.ts";

export interface Packed {
  name: string;
  text: string | Uint8Array;
  /** What a dishonest zip says of it. */
  says?: { crc?: number; method?: number; flags?: number; mode?: number };
}

export const bytesOfText = (text: string | Uint8Array): Uint8Array =>
  typeof text === "string" ? utf8(text) : text;

function numbers(...fields: readonly [bytes: 2 | 4, value: number][]): Uint8Array {
  const out = new DataView(new ArrayBuffer(fields.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) out.setUint16(at, value, true);
    else out.setUint32(at, value >>> 0, true);
    at += size;
  }
  return new Uint8Array(out.buffer);
}

/** Bit 11: the name is UTF-8. */
const UTF8_NAME = 1 << 11;
const MADE_ON_UNIX = (3 << 8) | 20;

export function zip(files: readonly Packed[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, text, says = {} } of files) {
    const [raw, title] = [bytesOfText(text), utf8(name)];
    const data = new Uint8Array(deflateRawSync(raw));
    const { crc = crc32(raw), method = 8, flags = 0, mode = 0o100644 } = says;
    const common = [
      [2, 20],
      [2, UTF8_NAME | flags],
      [2, method],
      [2, 0],
      [2, 0x21],
      [4, crc],
      [4, data.length],
      [4, raw.length],
      [2, title.length],
      [2, 0],
    ] as const satisfies readonly [2 | 4, number][];
    const local = [numbers([4, 0x04034b50], ...common), title, data];
    directory.push(
      numbers(
        [4, 0x02014b50],
        [2, MADE_ON_UNIX],
        ...common,
        [2, 0],
        [2, 0],
        [2, 0],
        [4, mode * 65_536],
        [4, offset],
      ),
      title,
    );
    parts.push(...local);
    offset += local.reduce((sum, part) => sum + part.length, 0);
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = numbers(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, size],
    [4, offset],
    [2, 0],
  );
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]));
}

export async function tar(files: readonly Packed[]): Promise<Uint8Array> {
  const stream = pack();
  for (const { name, text } of files) stream.entry({ name }, Buffer.from(bytesOfText(text)));
  stream.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

export const gz = (bytes: string | Uint8Array): Uint8Array =>
  new Uint8Array(gzipSync(bytesOfText(bytes)));
export const zst = (bytes: string | Uint8Array): Uint8Array =>
  new Uint8Array(zstdCompressSync(bytesOfText(bytes)));
