/** Digests as WARC and WACZ write them: `sha1:` in base32, `sha256:` in hex. */
import { createHash } from "node:crypto";

export interface Digest {
  /** As node:crypto names it. */
  algorithm: string;
  hex: string;
}

const BYTES: Readonly<Record<string, number>> = {
  md5: 16,
  sha1: 20,
  sha256: 32,
  sha384: 48,
  sha512: 64,
};
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function hexOfBase32(text: string): string | undefined {
  let bits = "";
  for (const letter of text.replace(/=+$/, "").toUpperCase()) {
    const value = BASE32.indexOf(letter);
    if (value === -1) return undefined;
    bits += value.toString(2).padStart(5, "0");
  }
  const bytes = bits.slice(0, bits.length - (bits.length % 8)).match(/.{8}/g) ?? [];
  return bytes.map((byte) => Number.parseInt(byte, 2).toString(16).padStart(2, "0")).join("");
}

/** Undefined for a digest of an algorithm that is not known, and for what is none. */
export function findDigest(written: string | undefined): Digest | undefined {
  const [, label = "", value = ""] = /^([\w-]+):(\S{1,200})$/.exec(written?.trim() ?? "") ?? [];
  const algorithm = label.toLowerCase().replace("-", "");
  const size = BYTES[algorithm];
  if (size === undefined) return undefined;
  const isHex = value.length === size * 2 && /^[0-9a-f]+$/i.test(value);
  const hex = isHex ? value.toLowerCase() : hexOfBase32(value);
  return hex?.length === size * 2 ? { algorithm, hex } : undefined;
}

export async function isDigestOf(
  { algorithm, hex }: Digest,
  bytes: AsyncIterable<Uint8Array>,
): Promise<boolean> {
  const hash = createHash(algorithm);
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest("hex") === hex;
}
