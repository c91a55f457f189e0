/**
 * What is known of a 4CAT data set from outside its rows: the `*_metadata.json` beside it in a zip
 * (common/lib/dataset.py, `get_metadata`: the row of 4CAT's own table), and the manifest. The
 * metadata's `timestamp` is when the set was *made*, before anything was collected for it; it bounds
 * only what was collected before and uploaded. `timestamp_finished` bounds everything.
 */
import { z } from "zod";
import type { ImportContext } from "../importer.ts";
import { findUtf8 } from "../reading/bytes.ts";
import { collectedBy } from "../reading/records.ts";

const METADATA = /_metadata\.json$/;
/** 4CAT's own are a few kilobytes. */
const MAX_METADATA_BYTES = 4 * 1024 * 1024;

const seconds = z.number().positive().max(253_402_300_799);
const metadataSchema = z.object({
  key: z.string(),
  type: z.string(),
  parameters: z.unknown().optional(),
  timestamp: seconds.optional().catch(undefined),
  timestamp_finished: seconds.nullish().catch(undefined),
});
const parametersSchema = z.object({ datasource: z.string().optional() });

interface Metadata {
  type: string;
  datasource: string | undefined;
  /** Ends of the seconds, in UTC milliseconds. */
  madeBy: number | undefined;
  finishedBy: number | undefined;
}

export interface SetOrigin {
  /** Of a board: `4chan`, `8kun` or `8chan`; undefined where nothing says which. */
  site: string | undefined;
  /** By when what the rows show was there, of sets that were collected beforehand and of others. */
  importedBy: number | undefined;
  collectedBy: number | undefined;
}

/** How 4CAT names what a set is exported in: words of the query and the set's key. */
const KEYED = /(?:^|[/-])([0-9a-f]{32})\.\w{1,10}$/;

/** Metadata in the file's own folder: of an export with analyses, by the key in the file's name. */
export function metadataBeside(name: string, names: readonly string[]): string[] {
  const folder = name.slice(0, name.lastIndexOf("/") + 1);
  const key = KEYED.exec(name)?.[1];
  if (key !== undefined) return names.filter((other) => other === `${folder}${key}_metadata.json`);
  const isBeside = (other: string) =>
    other.startsWith(folder) && !other.slice(folder.length).includes("/") && METADATA.test(other);
  return names.filter(isBeside);
}

function jsonOf(text: unknown): unknown {
  if (typeof text !== "string") return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

const endOf = (second: number | null | undefined): number | undefined =>
  second === null || second === undefined ? undefined : Math.floor(second) * 1000 + 999;

function readMetadata(bytes: Uint8Array): Metadata | undefined {
  if (bytes.length > MAX_METADATA_BYTES) return undefined;
  const read = metadataSchema.safeParse(jsonOf(findUtf8(bytes)));
  if (!read.success) return undefined;
  const { type, parameters, timestamp, timestamp_finished: finished } = read.data;
  return {
    type,
    datasource: parametersSchema.safeParse(jsonOf(parameters)).data?.datasource,
    madeBy: endOf(timestamp),
    finishedBy: endOf(finished),
  };
}

const SITES: ReadonlyMap<string, string> = new Map([
  ["4chan", "4chan"],
  ["fourchan", "4chan"],
  ["8kun", "8kun"],
  ["eightkun", "8kun"],
  ["8chan", "8chan"],
  ["eightchan", "8chan"],
]);
const HOSTS = [
  [/^https?:\/\/(?:[\w-]+\.)*(?:4chan|4channel|4cdn)\.org\//, "4chan"],
  [/^https?:\/\/(?:[\w-]+\.)*8kun\.\w+\//, "8kun"],
  [/^https?:\/\/(?:[\w-]+\.)*8ch(?:an)?\.\w+\//, "8chan"],
] as const;

/** Nothing where the set's metadata and its manifest disagree. */
function siteOf(metadata: Metadata | undefined, { manifest }: ImportContext): string | undefined {
  const [first, ...others] = [metadata?.datasource, metadata?.type, manifest?.platform].flatMap(
    (name) => SITES.get((name ?? "").replace(/(?:-search|\/.*)$/, "")) ?? [],
  );
  if (first !== undefined) return others.every((other) => other === first) ? first : undefined;
  return HOSTS.find(([host]) => host.test(manifest?.origin ?? ""))?.[1];
}

const earlier = (...times: (number | undefined)[]): number | undefined => {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

/** Of several metadata files beside one set nothing is taken: they may be of others. */
export function originOfSet(context: ImportContext): SetOrigin {
  const beside = [...context.companions].filter(([name]) => METADATA.test(name));
  const [only] = beside;
  const metadata = only !== undefined && beside.length === 1 ? readMetadata(only[1]) : undefined;
  const known = earlier(collectedBy(context.manifest), metadata?.finishedBy);
  return {
    site: siteOf(metadata, context),
    collectedBy: known,
    importedBy: earlier(known, metadata?.madeBy),
  };
}
