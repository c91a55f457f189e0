/** The contract of `src/store/contract.ts` as tests, for every store alike. */
import { describe, it } from "vitest";
import type { Check, Open } from "./check.ts";
import { IMPORT_CHECKS } from "./import-checks.ts";
import { lawChecks } from "./law-checks.ts";
import { READING_CHECKS } from "./reading-checks.ts";
import { SEARCH_CHECKS } from "./search-checks.ts";

/** Runs of each property. */
const RUNS = 50;

export const allChecks = (runs: number): readonly Check[] => [
  ...READING_CHECKS,
  ...IMPORT_CHECKS,
  ...SEARCH_CHECKS,
  ...lawChecks(runs),
];

export function storeContract(name: string, open: Open, runs = RUNS): void {
  describe(`${name} keeps the contract of a store`, () => {
    for (const { name: what, check } of allChecks(runs))
      it(what, { timeout: 120_000 }, () => check(open));
  });
}
