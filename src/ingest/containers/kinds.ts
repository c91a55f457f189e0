/** Containers, recognised by their first bytes: zip (APPNOTE 4.3), gzip (RFC 1952), Zstandard (RFC 8878), tar (POSIX ustar, GNU and old), WARC (ISO 28500), HAR 1.2. */

import { GZ_FLAG, startOfName } from "./gz-header.ts";
import { beginsAsHar } from "./har.ts";
import { beginsAsWarc } from "./warc-scan.ts";

export type ContainerKind = "zip" | "gz" | "zst" | "tar" | "warc" | "har";

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, i) => bytes[i] === byte);

/** A zip begins with a member, or with its end when it has none. */
const isZip = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0x50, 0x4b, 5, 6);

/** A frame, or one to be skipped that a frame follows. */
const isZst = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0x28, 0xb5, 0x2f, 0xfd) ||
  (((bytes[0] ?? 0) & 0xf0) === 0x50 && startsWith(bytes.subarray(1), 0x2a, 0x4d, 0x18));

const TAR_BLOCK = 512;
const CHECKSUM = { from: 148, to: 156 };

/** Whether the first block is a header whose checksum is right, which no text's is by chance. */
function isTar(bytes: Uint8Array): boolean {
  if (bytes.length < TAR_BLOCK || bytes[0] === 0) return false;
  const digits = new TextDecoder("latin1").decode(bytes.subarray(CHECKSUM.from, CHECKSUM.to));
  const written = /^ *([0-7]{1,7})[ \0]/.exec(digits)?.[1];
  if (written === undefined) return false;
  let sum = 0;
  for (let i = 0; i < TAR_BLOCK; i += 1) {
    sum += i >= CHECKSUM.from && i < CHECKSUM.to ? 0x20 : (bytes[i] ?? 0);
  }
  return sum === Number.parseInt(written, 8);
}

/** Enough bytes to tell. */
export const KIND_BYTES = TAR_BLOCK;

export function containerKindOf(start: Uint8Array): ContainerKind | undefined {
  if (isZip(start)) return "zip";
  if (startsWith(start, 0x1f, 0x8b, 8)) return "gz";
  if (isZst(start)) return "zst";
  if (beginsAsWarc(start)) return "warc";
  if (beginsAsHar(start)) return "har";
  return isTar(start) ? "tar" : undefined;
}

/** The name that a gzip file gives what it holds. */
export function nameInGz(start: Uint8Array): string | undefined {
  if (((start[3] ?? 0) & GZ_FLAG.name) === 0) return undefined;
  const from = startOfName(start);
  const end = start.indexOf(0, from);
  if (end <= from) return undefined;
  const bytes = start.subarray(from, end);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}
