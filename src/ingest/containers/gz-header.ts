/** The header of a member of a gzip file (RFC 1952, 2.3). */

export const GZ_FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16 };
/** Bytes that every header has. */
export const GZ_FIXED = 10;

/** Where the name begins, if there is one: behind what is fixed and what is extra. */
export function startOfName(header: Uint8Array): number {
  if (((header[3] ?? 0) & GZ_FLAG.extra) === 0) return GZ_FIXED;
  return GZ_FIXED + 2 + (header[GZ_FIXED] ?? 0) + 256 * (header[GZ_FIXED + 1] ?? 0);
}
