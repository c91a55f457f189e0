/**
 * Dumps of archives that Asagi filled, such as those of 4plebs: CSV without a header as MySQL writes it,
 * 28 columns (eksopl/asagi; 4CAT, helper-scripts/import_4plebs.py). The board is not in the file. Times
 * are New York's clock written as if it were UTC, which the names of pictures show, file by file; see
 * board-clock.ts. `deleted` also marks replies that a full sticky thread pushed out. Ghost posts
 * (`subnum` above 0) were made on the archive.
 */
import { instant, type Time } from "../../model/time.ts";
import { type Board, boardOfFile } from "../imageboards/board.ts";
import { type BoardClock, clockOf, readClock, uploadMs } from "../imageboards/board-clock.ts";
import { boardText } from "../imageboards/board-post.ts";
import type { ImportContext, Importer } from "../importer.ts";
import { peekBytes } from "../reading/bytes.ts";
import { CsvRecordError } from "../reading/csv.ts";
import {
  parseEscapedRecord,
  readEscapedSlices,
  sampleEscapedSlices,
} from "../reading/escaped-csv.ts";
import { createColumnWatch, fieldTable } from "../reading/fields.ts";
import { collectedBy, findText, RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { MAX_SECONDS } from "../reading/seconds.ts";
import { type Reading, readingResult, type Skip, type Warning } from "../reading/told.ts";
import {
  type Archive,
  archivedBoard,
  archivedFlag,
  archiveOf,
  readArchivedPost,
} from "./archived-post.ts";

const COLUMNS =
  "num subnum thread_num op timestamp timestamp_expired preview_orig preview_w preview_h media_filename media_w media_h media_size media_hash media_orig spoiler deleted capcode email name trip title comment sticky locked poster_hash poster_country exif".split(
    " ",
  );

const FIELDS = fieldTable(
  `num subnum thread_num op timestamp timestamp_expired media_orig deleted capcode name trip title
   comment poster_hash poster_country exif`,
  {
    "preview_orig preview_w preview_h media_filename media_w media_h media_size media_hash spoiler":
      "the picture, which is evidence of its own if it was saved",
    email: "a command to the board such as sage, or an address, which is nobody's to keep",
    "sticky locked": "state of the thread when it was archived",
  },
);

type Find = (column: string) => Said | undefined;

const findIn =
  (cells: readonly string[]): Find =>
  (column) => {
    const index = COLUMNS.indexOf(column);
    const value = findText(cells[index]);
    return value === undefined ? undefined : { value, at: String(index) };
  };

/** As if its clock were UTC's. */
function secondsOf(said: Said | undefined): Time | undefined {
  if (said === undefined || said.value === "0") return undefined;
  const seconds = /^\d{1,12}$/.test(said.value) ? Number(said.value) : MAX_SECONDS;
  if (seconds < MAX_SECONDS) return instant(seconds * 1000, "second", said.value);
  const shown = said.value.slice(0, 80);
  throw new RecordError("bad-time", `"${shown}" is no time in seconds`, said.at);
}

interface Dump {
  board: Board;
  archive: Archive | undefined;
  clocks: Set<BoardClock>;
  zone: ImportContext["zone"];
}

function readTime(find: Find, column: string, dump: Dump, warnings: Warning[]) {
  const said = find(column);
  const time = secondsOf(said);
  if (time === undefined || said === undefined) return undefined;
  const upload = column === "timestamp" ? uploadMs(find("media_orig")?.value) : undefined;
  const read = readClock(time, upload, dump, said.at);
  if (read.warning && column === "timestamp") warnings.push(read.warning);
  return { value: read.time, at: said.at };
}

function needed(find: Find, column: string): Said {
  const said = find(column);
  if (said !== undefined) return said;
  throw new RecordError("no-number", `the row has no ${column}`);
}

function readRow(find: Find, dump: Dump): Reading | Skip {
  const warnings: Warning[] = [];
  const [comment, capcode, deleted] = [find("comment"), find("capcode"), find("deleted")];
  return readArchivedPost({
    board: dump.board,
    archive: dump.archive,
    no: needed(find, "num"),
    subnum: find("subnum"),
    opening: needed(find, "thread_num"),
    time: readTime(find, "timestamp", dump, warnings),
    expired: readTime(find, "timestamp_expired", dump, warnings),
    deleted: deleted?.value === "1" ? deleted : undefined,
    title: find("title"),
    words: comment && boardText(comment),
    name: find("name"),
    trip: find("trip"),
    poster: find("poster_hash"),
    flag: archivedFlag({ picked: undefined, exif: find("exif"), land: find("poster_country") }),
    capcode: capcode?.value === "N" ? undefined : capcode,
    whole: true,
    warnings,
  });
}

function cellsOf(slice: Uint8Array): string[] {
  try {
    return parseEscapedRecord(slice);
  } catch (cause) {
    if (!(cause instanceof CsvRecordError)) throw cause;
    throw new RecordError("bad-row", `the row cannot be read: ${cause.message}`);
  }
}

function rowCells(slice: Uint8Array): string[] {
  const cells = cellsOf(slice);
  if (cells.length === COLUMNS.length) return cells;
  const message = `the row has ${cells.length} cells instead of ${COLUMNS.length}`;
  throw new RecordError("bad-row", message);
}

const findCells = (slice: Uint8Array): string[] | undefined => {
  try {
    return rowCells(slice);
  } catch (error) {
    if (error instanceof RecordError) return undefined;
    throw error;
  }
};

const DIGITS = ["num", "subnum", "thread_num", "op", "timestamp", "timestamp_expired", "deleted"];

function looksLikeRow(cells: readonly string[]): boolean {
  const find = findIn(cells);
  return (
    DIGITS.every((column) => /^\d{1,20}$/.test(find(column)?.value ?? "")) &&
    /^[A-Z]$/.test(find("capcode")?.value ?? "")
  );
}

const LOOKED_AT = 1024 * 1024;

/** What pictures at the beginning show of the clock. */
function clocksIn(start: Uint8Array): Set<BoardClock> {
  const clocks = new Set<BoardClock>();
  for (const { slice } of sampleEscapedSlices(start, false)) {
    const cells = findCells(slice);
    if (cells === undefined || !looksLikeRow(cells)) continue;
    const find = findIn(cells);
    const seconds = Number(find("timestamp")?.value);
    if (seconds >= MAX_SECONDS) continue;
    const time = instant(seconds * 1000, "second");
    const clock = clockOf(time, uploadMs(find("media_orig")?.value));
    if (clock !== undefined) clocks.add(clock);
  }
  return clocks;
}

function dumpOf(start: Uint8Array, { manifest, zone }: ImportContext): Dump {
  const board = boardOfFile(archivedBoard(manifest));
  return { board, archive: archiveOf(manifest), clocks: clocksIn(start), zone };
}

export const asagiCsv: Importer = {
  id: "asagi-csv",
  version: 1,
  label: "Dump of an archive of 4chan (Asagi's CSV: 4plebs)",
  reads:
    "The CSV dumps of 4plebs and other archives that Asagi filled; the manifest says the board, and for ghost posts the archive.",
  example: '"900001","0","900001","1","1493994900","0",\\N,"0","0",… (28 columns, no header)',
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const [first] = sampleEscapedSlices(sample, whole);
    const cells = first && findCells(first.slice);
    return cells !== undefined && looksLikeRow(cells);
  },

  async *parse(bytes, context) {
    const { start, all } = await peekBytes(bytes, LOOKED_AT);
    const dump = dumpOf(start.subarray(0, LOOKED_AT), context);
    const shownBy = collectedBy(context.manifest);
    const watch = createColumnWatch(FIELDS);
    let record = 0;
    for await (const slices of readEscapedSlices(all)) {
      yield slices.map((slice) => {
        record += 1;
        const place = {
          bytes: slice.bytes,
          record,
          as: "csv",
          delimiter: ",",
          escape: "\\",
        } as const;
        const cells = findCells(slice.slice);
        const notes = cells === undefined ? [] : watch(COLUMNS, cells);
        return readingResult({ place, shownBy }, notes, () =>
          readRow(findIn(cells ?? rowCells(slice.slice)), dump),
        );
      });
    }
  },
};
