/** Order statistics of intervals: what the k-th smallest of several values can be, when each is known within bounds. */
import type { Elapsed } from "../../model/answer.ts";

/** Bounds of values, in two columns. */
interface Bounds {
  low: readonly number[];
  high: readonly number[];
}

interface Quartiles {
  lower: Elapsed;
  median: Elapsed;
  upper: Elapsed;
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

/**
 * The quartiles by nearest rank (k = ceil(n/4), ceil(n/2), ceil(3n/4)), each from the least to the
 * greatest that it can be. The k-th smallest value is monotone in every value, so it lies between
 * the k-th smallest lower bound and the k-th smallest upper bound; both are attained wherever all
 * values can be at their lower bounds in one world, and all at their upper bounds in one.
 */
export function quartilesOf({ low, high }: Bounds): Quartiles {
  const least = Float64Array.from(low).sort();
  const most = Float64Array.from(high).sort();
  const at = (quarter: number): Elapsed => {
    const k = Math.max(1, Math.ceil((least.length * quarter) / 4)) - 1;
    return { least: finite(least[k]), most: finite(most[k]) };
  };
  return { lower: at(1), median: at(2), upper: at(3) };
}
