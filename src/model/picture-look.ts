/** What a picture looks like, in 64 bits, as a remark tells it: `phash-1:` and sixteen hexadecimal digits. */
import type { RemarkFact } from "./claim.ts";
import type { Key } from "./key.ts";

export const LOOK = "perceptual-hash";
export const SIZE = "dimensions";

/** Bits of such a hash. */
export const LOOK_BITS = 64;

/** Changes with whatever changes hashes, so that only those made alike are compared. */
const MADE_BY = "phash-1:";
const WRITTEN = new RegExp(`^${MADE_BY}[0-9a-f]{${LOOK_BITS / 4}}$`);

/** @param bits as noughts and ones */
export const formatLook = (bits: string): string =>
  `${MADE_BY}${BigInt(`0b${bits}`)
    .toString(16)
    .padStart(LOOK_BITS / 4, "0")}`;

type Said = Pick<RemarkFact, "kind" | "relation" | "value">;

/** The hash that a remark tells of a picture; undefined where it tells none that is compared. */
export const findLook = ({ kind, relation, value }: Said): string | undefined =>
  kind === "attribute" && relation === LOOK && value !== undefined && WRITTEN.test(value)
    ? value
    : undefined;

/** The sixteen digits behind what a hash was made by. */
export const digitsOf = (look: string): string => look.slice(MADE_BY.length);

export interface PictureSize {
  width: number;
  height: number;
}

export const formatSize = ({ width, height }: PictureSize): string => `${width} x ${height}`;

export function findSize({ relation, value = "" }: Said): PictureSize | undefined {
  const [, width, height] = /^(\d{1,9}) x (\d{1,9})$/.exec(relation === SIZE ? value : "") ?? [];
  return width === undefined ? undefined : { width: Number(width), height: Number(height) };
}

/** Remarks of what a picture looks like, each with its place in the picture. */
export const remarksOfLook = (
  subject: Key,
  look: string,
  size: PictureSize,
): (RemarkFact & { at: string })[] => {
  const remark = { fact: "remark", kind: "attribute", subject } as const;
  return [
    { ...remark, relation: LOOK, value: look, at: LOOK },
    { ...remark, relation: SIZE, value: formatSize(size), at: SIZE },
  ];
};
