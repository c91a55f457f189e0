import { z } from "zod";

/**
 * How a thing is known, best first: *recorded* by a platform and not editable by the author,
 * *reported* by somebody, *inferred* by Headwater or by a person who says so.
 */
export const BASES = ["recorded", "reported", "inferred"] as const;
export const basisSchema = z.enum(BASES);
export type Basis = z.infer<typeof basisSchema>;

export const DEFAULT_FLOOR: Basis = "reported";

/** 0 recorded, 1 reported, 2 inferred. */
export const basisRank = (basis: Basis): number => BASES.indexOf(basis);

export const basisOfRank = (rank: number): Basis => BASES[rank] ?? "inferred";

export const weakest = (a: Basis, b: Basis): Basis => (basisRank(a) >= basisRank(b) ? a : b);

/** Whether a basis is admitted by a floor: `recorded` is admitted by every floor. */
export const admits = (floor: Basis, basis: Basis): boolean => basisRank(basis) <= basisRank(floor);
