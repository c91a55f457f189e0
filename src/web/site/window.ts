/** A window of time as the fields of an address: what can be written of it is. */
import type { Interval } from "../../model/time.ts";
import type { Fields } from "./address.ts";

function written(name: string, ms: number | null): Fields {
  if (ms === null) return [];
  const text = new Date(ms).toISOString();
  // Years that take a sign cannot be asked for.
  return /^\d/.test(text) ? [[name, text]] : [];
}

export const windowFields = ({ earliest, latest }: Interval): Fields => [
  ...written("earliest", earliest),
  ...written("latest", latest),
];
