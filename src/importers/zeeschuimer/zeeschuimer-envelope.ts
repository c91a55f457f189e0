/** What stands around a post in a line of Zeeschuimer: who collected it where and when. */
import { type FieldTable, fieldTable, placeTable } from "../reading/fields.ts";
import { type Fields, findFields, findText } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Warning } from "../reading/told.ts";

export interface Envelope {
  platform: string;
  /** As 4CAT saves it, with the post's fields at the top. */
  isFlat: boolean;
  post: Fields | undefined;
  postAt: string;
  /** When the browser saw it, in UTC milliseconds. */
  seen: number | undefined;
  /** Where that stands. */
  at: string;
  /** The page on which it was seen. */
  page: Said | undefined;
  warnings: Warning[];
}

export interface EnvelopeTables {
  nested: FieldTable;
  flat: FieldTable;
}

const META_READ = "timestamp_collected last_updated source_platform source_platform_url";
const META_LEFT = {
  source_url: "the request behind the page, which can hold a session's tokens",
  "nav_index id user_agent": "of the collector's browser",
  item_id: "the post's id as the collector kept it, rounded in replies",
} as const;

/** The fields of a line whose post has those fields; undefined for posts that are not read. */
export function envelopeTables(post: FieldTable | undefined): EnvelopeTables {
  const left = { data: "a post of a platform that is not read" };
  const nested = fieldTable(META_READ, post === undefined ? { ...META_LEFT, ...left } : META_LEFT);
  if (post !== undefined) placeTable(nested, "data", post);
  const flat = fieldTable("", post === undefined ? { "*": left.data } : {});
  for (const [name, node] of post?.root.below ?? []) flat.root.below.set(name, node);
  placeTable(flat, "__import_meta", fieldTable(META_READ, META_LEFT));
  return { nested, flat };
}

/** Of this century: what is not so is no count of milliseconds. */
const FIRST = Date.UTC(2001, 0, 1);
const LAST = Date.UTC(2100, 0, 1);

function seenIn(meta: Fields, base: string): Pick<Envelope, "seen" | "at" | "warnings"> {
  const name = typeof meta["last_updated"] === "number" ? "last_updated" : "timestamp_collected";
  const at = `${base}/${name}`;
  const written = meta[name];
  const ms = typeof written === "number" ? Math.ceil(written) : undefined;
  if (ms !== undefined && ms >= FIRST && ms < LAST) return { seen: ms, at, warnings: [] };
  const message = "the line does not say when it was collected, in milliseconds";
  return { seen: undefined, at, warnings: [["no-collected-time", message, at]] };
}

/** Undefined for a line that names no platform. */
export function envelopeOf(line: Fields): Envelope | undefined {
  const flat = findFields(line["__import_meta"]);
  const meta = flat ?? line;
  const base = flat === undefined ? "" : "/__import_meta";
  const platform = findText(meta["source_platform"]);
  if (platform === undefined) return undefined;
  const written = findText(meta["source_platform_url"]);
  const page = /^https?:\/\//i.test(written ?? "") ? written : undefined;
  return {
    platform: platform.toLowerCase().replace(/^www\./, ""),
    isFlat: flat !== undefined,
    post: flat === undefined ? findFields(line["data"]) : line,
    postAt: flat === undefined ? "/data" : "",
    page: page === undefined ? undefined : { value: page, at: `${base}/source_platform_url` },
    ...seenIn(meta, base),
  };
}
