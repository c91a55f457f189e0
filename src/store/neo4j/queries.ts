/** The named queries of `cypher/queries/`, read once each. */
import { readFileSync } from "node:fs";

const FOLDER = new URL("../../../cypher/queries/", import.meta.url);
const known = new Map<string, string>();

/** `area/verb-noun` */
export function queryNamed(name: string): string {
  const read = known.get(name) ?? readFileSync(new URL(`${name}.cypher`, FOLDER), "utf8");
  known.set(name, read);
  return read;
}
