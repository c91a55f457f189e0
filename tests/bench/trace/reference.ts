/** Reach and sums of arrivals that two independent algorithms agree on, from the datasets' folder. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const referenceSchema = z.record(
  z.string(),
  z.object({
    edges: z.int(),
    rows: z.array(
      z.object({
        source: z.int(),
        nonstrict: z.object({ reach: z.int(), sum_arrival: z.int() }),
      }),
    ),
  }),
);

export interface Expected {
  source: number;
  /** Nodes reached, the source too. */
  reach: number;
  /** Sum of the earliest arrivals in seconds, the source's the time of the set's first edge. */
  sum: string;
}

/** @throws Error for a set that the reference does not have */
export function readReference(datasets: string, set: string): { edges: number; rows: Expected[] } {
  const path = join(datasets, "reference/earliest-arrival.json");
  const found = referenceSchema.parse(JSON.parse(readFileSync(path, "utf8")))[set];
  if (found === undefined) throw new Error(`${path} has no ${set}`);
  const rows = found.rows.map(({ source, nonstrict }) => ({
    ...{ source, reach: nonstrict.reach, sum: String(nonstrict.sum_arrival) },
  }));
  return { edges: found.edges, rows };
}
