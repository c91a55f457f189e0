/**
 * The sheet that Bellingcat's Auto Archiver works on (gsheet_feeder_db), saved as CSV, with its default
 * headers in any case in the first row. `archive date` and `upload timestamp` end in +00:00, but are
 * only relabelled so (auto_archiver/utils/misc.py): the one is the clock of the archiver's machine, whose
 * zone may be granted; the other that of the site, so that its zone stays unknown. The archiver fills
 * empty cells only, so that words may be of a later run than the archive date, which bounds only that the
 * post was there. `hash` is that of the report at the archive location, not of the page.
 */
import type { Fact } from "../../model/claim.ts";
import { publishedByKey } from "../../model/id-time.ts";
import { type Key, keyOfUrl, kindOfKey, originalOfCopy } from "../../model/key.ts";
import {
  highOf,
  lowOf,
  parseTime,
  type Time,
  TimeFormatError,
  type Zone,
} from "../../model/time.ts";
import type { Importer } from "../importer.ts";
import { fieldTableOf } from "../reading/fields.ts";
import { collectedBy, quoted, RecordError } from "../reading/records.ts";
import { findColumns, type Row, readTable } from "../reading/table.ts";
import type { Reading, Skip, Told, Warning } from "../reading/told.ts";
import { wordFacts } from "./archiver-item.ts";

const READ = [
  "link",
  "archive status",
  "archive location",
  "archive date",
  "thumbnail",
  "upload timestamp",
  "upload title",
  "text content",
  "screenshot",
  "hash",
  "perceptual hashes",
  "wacz",
] as const;
type Column = (typeof READ)[number];
const IGNORED = [
  ["destination folder", "where the archiver keeps its files"],
  ["replaywebpage", "leads to a viewer of what the columns wacz and link name"],
] as const;

const plain = (name: string): string => name.trim().toLowerCase();

/** The cells by their default names, whatever their case. */
interface Cells {
  find: (column: Column) => string | undefined;
  at: (column: Column) => string;
}

function cellsOf(row: Row): Cells {
  const names = new Map(row.columns.map((name) => [plain(name), name]));
  return {
    find: (column) => row.find(names.get(column) ?? "")?.trim() || undefined,
    at: (column) => row.at(names.get(column) ?? ""),
  };
}

/** Without the offset, which is not the clock's. @throws TimeFormatError */
function clockOf(written: string, zone: Zone): Time {
  const clock = written.replace(/(?:\+00:?00|Z)$/, "");
  return { ...parseTime(clock, zone), asWritten: written };
}

function findClock(cells: Cells, column: Column, zone: Zone, warnings: Warning[]) {
  const written = cells.find(column);
  if (written === undefined) return undefined;
  try {
    return clockOf(written, zone);
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    warnings.push(["bad-time", error.message.slice(0, 200).toWellFormed(), cells.at(column)]);
    return undefined;
  }
}

const UNKNOWN: Zone = {
  reason: "unknown",
  note: "the archiver writes +00:00 behind the site's clock, whatever that is",
};

function publishedFacts(key: Key, cells: Cells, warnings: Warning[]): Fact[] {
  const time = findClock(cells, "upload timestamp", UNKNOWN, warnings);
  if (time === undefined) return [];
  const at = cells.at("upload timestamp");
  const byId = publishedByKey(key);
  if (byId !== undefined && (byId < lowOf(time) || byId > highOf(time))) {
    warnings.push(["times-differ", "the upload timestamp is not the time of the id", at]);
  }
  return [{ fact: "time", item: key, kind: "published", ...time, at }];
}

const linesOf = (cell: string | undefined): string[] =>
  (cell ?? "").split(/\s+/).filter((line) => line !== "");

/** `=IMAGE("https://…")`, as the archiver writes it into the sheet. */
const imageOf = (cell: string): string => /^=IMAGE\("([^"]+)"\)$/i.exec(cell)?.[1] ?? cell;

const REMARKS: Readonly<Partial<Record<Column, string>>> = {
  "archive status": "archive status",
  "archive location": "archive kept at",
  thumbnail: "thumbnail kept at",
  screenshot: "screenshot kept at",
  hash: "hash of the archiver's report",
  "perceptual hashes": "perceptual hashes",
  wacz: "web archive kept at",
};

function remarkFacts(subject: Key, cells: Cells): Fact[] {
  return READ.flatMap((column): Fact[] => {
    const [relation, cell] = [REMARKS[column], cells.find(column)];
    if (relation === undefined || cell === undefined || cell === "not-calculated") return [];
    const value = imageOf(cell);
    return [{ fact: "remark", kind: "attribute", subject, relation, value, at: cells.at(column) }];
  });
}

/** What the archiver made of the page: its reports, of which an address alone makes an item. */
function copiesIn(key: Key, cells: Cells, about: Pick<Told, "basis" | "source">): Told[] {
  const at = cells.find("archive location") === undefined ? "" : cells.at("archive location");
  return linesOf(cells.find("archive location")).flatMap((address): Told[] => {
    const copy = keyOfUrl(address);
    if (copy === undefined || copy === key || kindOfKey(copy) !== "item") return [];
    const facts: Fact[] = [{ fact: "item", item: copy, at }];
    if ((originalOfCopy(copy) ?? key) === key) {
      facts.push({ fact: "edge", relation: "COPY_OF", subject: copy, object: key, at });
    }
    return [{ subject: copy, ...about, quoteAt: at, facts }];
  });
}

function findWords(cells: Cells, column: Column) {
  const value = cells.find(column);
  return value === undefined ? undefined : { value, at: cells.at(column) };
}

/** Of these the archive location is a report without a copy. */
const NOTHING = /^(?:nothing archived|no archiver|archive (?:failed|in progress))/i;

const CACHED = "an earlier archive was taken again: it was made by the archive date, not then";

function readRow(row: Row, zone: Zone): Reading | Skip {
  const cells = cellsOf(row);
  const link = cells.find("link");
  // Of several addresses in a cell, line ends would make one.
  const key = link === undefined || /\s/.test(link) ? undefined : keyOfUrl(link);
  if (link === undefined) return { skip: "no-link", why: "the row has no link" };
  if (key === undefined) {
    throw new RecordError("no-address", `${quoted(link)} is no address`, cells.at("link"));
  }
  const status = cells.find("archive status");
  const location = cells.find("archive location");
  if (location === undefined && !status?.includes("success")) {
    return {
      skip: "not-archived",
      why: `nothing was archived of it: ${status === undefined ? "no status" : quoted(status)}`,
    };
  }
  const warnings: Warning[] = [];
  const archived = findClock(cells, "archive date", zone, warnings);
  const source = { name: `Auto Archiver (${status?.slice(0, 100) ?? "no status"})`.toWellFormed() };
  const about = { basis: "reported", source } as const;
  const isCached = status?.startsWith("[cached]") === true;
  if (isCached) {
    warnings.push(["cached", CACHED, cells.at("archive status")]);
  }
  const at = cells.at("link");
  if (kindOfKey(key) === "account") {
    warnings.push(["account", "the link is of an account: what was found there is not told", at]);
    const facts: Fact[] = [{ fact: "account", account: key, at }, ...remarkFacts(key, cells)];
    return { told: [{ ...about, quoteAt: at, facts }], warnings };
  }
  const said = {
    title: findWords(cells, "upload title"),
    words: findWords(cells, "text content"),
  };
  const facts: Fact[] = [{ fact: "item", item: key, at }, ...wordFacts(key, said, warnings)];
  facts.push(...publishedFacts(key, cells, warnings));
  if (archived !== undefined) {
    const captured = { kind: "captured", ...archived, at: cells.at("archive date") } as const;
    facts.push({ fact: "time", item: key, ...captured, ...(isCached ? { earliest: null } : {}) });
  }
  facts.push(...remarkFacts(key, cells));
  const isKept = status !== undefined && !NOTHING.test(status);
  const copies = isKept ? copiesIn(key, cells, about) : [];
  return { told: [{ subject: key, ...about, quoteAt: at, facts }, ...copies], warnings };
}

export const autoArchiverSheet: Importer = {
  id: "auto-archiver-sheet",
  version: 2,
  label: "Auto Archiver sheet (CSV)",
  reads: "The sheet of Bellingcat's Auto Archiver, saved as CSV, with its default headers.",
  example: "link,archive status,destination folder,archive location,archive date,…",
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const columns = new Set(findColumns(sample, whole).map(plain));
    return columns.has("link") && columns.has("archive status");
  },

  parse(bytes, { manifest, zone }) {
    return readTable(bytes, {
      delimiter: ",",
      fields: (columns) => {
        const written = new Map(columns.map((name) => [plain(name), name]));
        const named = (name: string) => written.get(name) ?? name;
        return fieldTableOf(
          READ.map(named),
          IGNORED.map(([name, reason]) => [named(name), reason] as const),
        );
      },
      read: (row) => readRow(row, zone),
      shownBy: collectedBy(manifest),
    });
  },
};
