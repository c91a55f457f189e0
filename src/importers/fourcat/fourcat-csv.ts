/**
 * Data sets of 4CAT as CSV: one row for each post, with the columns of the source that it comes
 * from (4CAT, datasources/*, `map_item` and `get_items`), and `missing_fields` behind them, which
 * names the values that 4CAT put in for want of one. Which source it is, the columns say; which board
 * site, only the metadata in its zip or the manifest. The same columns between semicolons, with
 * "undefined" and "null" for what is empty, are Zeeschuimer's. Authors that were pseudonymised or
 * removed give no account. Other sources (Reddit, LinkedIn, Douyin, ...) are not read.
 */
import type { CsvDelimiter } from "../../model/claim.ts";
import { ImportError } from "../../model/errors.ts";
import type { BoardClock } from "../imageboards/board-clock.ts";
import type { ImportContext, Importer, RecordResult } from "../importer.ts";
import { peekBytes } from "../reading/bytes.ts";
import { CsvRecordError, createCsvSplitter, parseCsvRecord } from "../reading/csv.ts";
import { findColumns, type Row, readTable } from "../reading/table.ts";
import { CHAN, clockShown } from "./fourcat-chan.ts";
import {
  CROWDTANGLE_FACEBOOK,
  CROWDTANGLE_INSTAGRAM,
  FACEBOOK,
  INSTAGRAM,
  THREADS,
} from "./fourcat-meta.ts";
import { BLUESKY, GAB, TRUTH } from "./fourcat-microblogs.ts";
import { DOUBAN, YOUTUBE_VIDEOS } from "./fourcat-others.ts";
import { metadataBeside, originOfSet } from "./fourcat-set.ts";
import type { Find, FourcatSet, FourcatSource } from "./fourcat-source.ts";
import { TELEGRAM } from "./fourcat-telegram.ts";
import { TIKTOK, TIKTOK_COMMENTS } from "./fourcat-tiktok.ts";
import { TWITTER_IMPORT, TWITTER_V2 } from "./fourcat-twitter.ts";
import { VK } from "./fourcat-vk.ts";

const SOURCES: readonly FourcatSource[] = [
  BLUESKY,
  CHAN,
  CROWDTANGLE_FACEBOOK,
  CROWDTANGLE_INSTAGRAM,
  DOUBAN,
  FACEBOOK,
  GAB,
  INSTAGRAM,
  TELEGRAM,
  THREADS,
  TIKTOK,
  TIKTOK_COMMENTS,
  TRUTH,
  TWITTER_IMPORT,
  TWITTER_V2,
  VK,
  YOUTUBE_VIDEOS,
];

/** How far into a file its pictures are asked which clock its posts have. */
const HEAD_BYTES = 1024 * 1024;

interface Form {
  source: FourcatSource;
  delimiter: CsvDelimiter;
  columns: readonly string[];
}

/** The one source whose columns these are. */
function findForm(head: Uint8Array, whole: boolean): Form | undefined {
  for (const delimiter of [",", ";"] as const) {
    const columns = findColumns(head, whole, delimiter);
    const has = (column: string) => columns.includes(column);
    const [source, ...others] = SOURCES.filter(
      (one) => one.columns.every(has) && !one.without?.some(has),
    );
    if (source !== undefined && others.length === 0) return { source, delimiter, columns };
  }
  return undefined;
}

/** What stands for nothing: anywhere in tables of Zeeschuimer, in those of 4CAT for a time only. */
const FILLERS = new Set(["undefined", "null"]);
const TIMES = new Set(["timestamp", "unix_timestamp"]);
const NONE: ReadonlySet<string> = new Set();

function missingIn(row: Row, { filledIn = [] }: FourcatSource): ReadonlySet<string> {
  const names = row.find("missing_fields");
  if (names === undefined) return NONE;
  const missing = new Set(names.split(",").map((name) => name.trim()));
  for (const column of filledIn) missing.delete(column);
  return missing;
}

function findIn(row: Row, { source, delimiter }: Form): Find {
  const missing = missingIn(row, source);
  return (column) => {
    const value = row.find(column);
    if (value === undefined || missing.has(column) || value.trim() === "") return undefined;
    if ((delimiter === ";" || TIMES.has(column)) && FILLERS.has(value)) return undefined;
    return { value, at: row.at(column) };
  };
}

/** What the pictures of the first posts show of their clocks. */
function clocksOf(head: Uint8Array, whole: boolean, { columns, delimiter }: Form): Set<BoardClock> {
  const splitter = createCsvSplitter(delimiter);
  const clocks = new Set<BoardClock>();
  try {
    for (const { slice } of [...splitter.push(head), ...(whole ? splitter.end() : [])]) {
      const cells = cellsOf(slice, delimiter);
      const find: Find = (column) => {
        const value = cells[columns.indexOf(column)];
        return value === undefined || value === "" ? undefined : { value, at: "" };
      };
      const clock = clockShown(find);
      if (clock !== undefined) clocks.add(clock);
    }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
  }
  return clocks;
}

function cellsOf(slice: Uint8Array, delimiter: CsvDelimiter): readonly string[] {
  try {
    return parseCsvRecord(slice, delimiter);
  } catch (error) {
    if (error instanceof CsvRecordError) return [];
    throw error;
  }
}

const NO_SOURCE =
  "the columns are of no source of 4CAT that is known: write a mapping into its manifest";
const NO_SITE =
  'the file does not say which site its boards are of, or its metadata and manifest disagree: write {"origin": "<where it is from>", "platform": "4chan"} (or "8kun", "8chan") into <file>.manifest.json beside it, or import the zip with its metadata that 4CAT exports';

function setOf(head: Uint8Array, whole: boolean, form: Form, context: ImportContext) {
  const origin = originOfSet(context);
  if (form.source.isBoard && origin.site === undefined) {
    throw new ImportError("bad-structure", NO_SITE, { where: "manifest" });
  }
  const clocks = form.source.isBoard ? clocksOf(head, whole, form) : new Set<BoardClock>();
  const shownBy = form.source.isImported ? origin.importedBy : origin.collectedBy;
  const set: FourcatSet = { zone: context.zone, site: origin.site, clocks };
  return { set, shownBy };
}

const withMissing = (form: Form) => {
  const { root } = form.source.fields;
  const below = new Map(root.below);
  below.set("missing_fields", { below: new Map() });
  return { root: { ...root, below } };
};

async function* parseSet(
  bytes: AsyncIterable<Uint8Array>,
  context: ImportContext,
): AsyncIterable<RecordResult[]> {
  const { start, all } = await peekBytes(bytes, HEAD_BYTES + 1);
  const [head, whole] = [start.subarray(0, HEAD_BYTES), start.length <= HEAD_BYTES];
  const form = findForm(head, whole);
  if (form === undefined) throw new ImportError("bad-structure", NO_SOURCE, { where: "row 0" });
  const { set, shownBy } = setOf(head, whole, form, context);
  yield* readTable(all, {
    delimiter: form.delimiter,
    fields: withMissing(form),
    read: (row) => form.source.read(findIn(row, form), set),
    shownBy,
  });
}

export const fourcatCsv: Importer = {
  id: "4cat-csv",
  version: 2,
  label: "4CAT data set (CSV)",
  reads:
    "Posts in the CSV of 4CAT: 4chan, 8kun, 8chan, Twitter, TikTok, Telegram, Instagram, Threads, Facebook, VK, Gab, Truth Social, Bluesky, Douban, and lists of CrowdTangle and YouTube Data Tools that went through it.",
  example:
    "thread_id,id,timestamp,board,body,subject,author,… (the columns tell of which source it is)",
  checkedAgainst: "documentation only",
  detects: (sample, whole) => findForm(sample, whole) !== undefined,
  companionsOf: metadataBeside,
  parse: parseSet,
};
