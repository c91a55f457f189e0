/** What a person gives with a file on loading it, beside its manifest or in place of one. */
import { HeadwaterError } from "../model/errors.ts";
import type { EvidenceRecord, Given, Manifest } from "../model/evidence.ts";
import { type Mapping, mappingSchema } from "../model/mapping.ts";
import { parseTime, TimeFormatError, type Zone } from "../model/time.ts";
import { readText } from "./files.ts";

/** @throws HeadwaterError `usage` for what is no zone */
export function grantedZone(name: string): Zone {
  const zone: Zone = { name, reason: "granted" };
  try {
    parseTime("2000-01-01", zone);
  } catch (cause) {
    if (!(cause instanceof TimeFormatError)) throw cause;
    throw new HeadwaterError("usage", cause.message, { where: name, cause });
  }
  return zone;
}

/** @throws HeadwaterError `usage` naming the field */
export function parseMapping(text: string, where: string): Mapping {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new HeadwaterError("usage", `the mapping is not JSON: ${String(cause)}`, {
      where,
      cause,
    });
  }
  const parsed = mappingSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: "not understood" };
  throw new HeadwaterError(
    "usage",
    `the mapping is none${path.length === 0 ? "" : `, at ${path.join(".")}`}: ${message}`,
    { where, cause: parsed.error },
  );
}

export const readMapping = async (path: string): Promise<Mapping> =>
  parseMapping(await readText(path), path);

/** What holds now: what is given anew, else what was given before. */
export const givenNow = (known: EvidenceRecord | undefined, given: Given): Given => ({
  ...known?.given,
  ...given,
});

export const isSameGiven = (a: Given, b: Given): boolean =>
  JSON.stringify([a.zone, a.mapping, a.as]) === JSON.stringify([b.zone, b.mapping, b.as]);

/** @throws HeadwaterError `usage` when the manifest grants another zone */
export function checkGiven({ zone }: Given, manifest: Manifest | null, where: string): void {
  const other = manifest?.zone?.name;
  if (zone?.name === undefined || other === undefined || other === zone.name) return;
  throw new HeadwaterError(
    "usage",
    `its manifest says that its zone is ${other}, --zone that it is ${zone.name}: leave one of them out (what --zone said before holds until another is given, or the evidence is retracted)`,
    { where },
  );
}
