/**
 * Indexes of captures in lines: CDX, whose header ` CDX N b a m s k r M S V g` says by letters what stands
 * in the columns (Internet Archive, "CDX and DAT Legend"), the lines of 7, 9 or 11 columns without a header
 * as servers give them, and CDXJ (`urlkey timestamp {json}`, pywb and WACZ). A list of other columns without
 * a header is read where the manifest's `origin` is the address of the question, whose `fl=` names them.
 */
import { ImportError } from "../../model/errors.ts";
import type { Importer } from "../importer.ts";
import type { Placed } from "../pages/page-copy.ts";
import { createColumnWatch, createFieldWatch } from "../reading/fields.ts";
import { type Line, readLines, sampleLines } from "../reading/lines.ts";
import {
  collectedBy,
  type Fields,
  findFields,
  findScalar,
  RecordError,
} from "../reading/records.ts";
import type { Skip } from "../reading/told.ts";
import { CAPTURE_FIELDS, type FindColumn, readCapture } from "./capture.ts";
import { captureIndexOf } from "./capture-index.ts";
import { type CaptureRow, tellCaptures } from "./capture-list.ts";

/** What the letters of a header name, as servers name it; others stand for themselves and are reported. */
const LETTERS: Readonly<Record<string, string>> = {
  N: "urlkey",
  A: "urlkey",
  b: "timestamp",
  a: "original",
  m: "mimetype",
  s: "statuscode",
  k: "digest",
  c: "checksum",
  r: "redirect",
  M: "robotflags",
  S: "length",
  n: "length",
  V: "offset",
  v: "uncompressed",
  D: "compressed",
  d: "uncompressed",
  g: "filename",
  e: "ip",
  o: "port",
  h: "host",
  p: "path",
  t: "title",
  f: "frame",
  Q: "language",
};

const SEVEN = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"];
const BARE: ReadonlyMap<number, readonly string[]> = new Map([
  [SEVEN.length, SEVEN],
  [9, [...SEVEN.slice(0, 6), "redirect", "offset", "filename"]],
  [11, [...SEVEN.slice(0, 6), "redirect", "robotflags", "length", "offset", "filename"]],
]);

const HEADER = /^([^A-Za-z]?)CDX(?:([^\w#])[A-Za-z#])+\s*$/;
const CDXJ_LINE = /^(\S+) (\d{14}|\d{17}) (\{.*\})\s*$/;
const META = /^!\w+ /;

const STAMP = /^\d{14}$/;
const ARC_NAME = /\.w?arc(?:\.gz)?/;

/** Blocks of a ZipNum cluster may end without a newline, so that two lines stand in one. */
function unglued(text: string): string[] {
  const cells = text.split(" ");
  const lines: string[] = [];
  let from = 0;
  cells.forEach((cell, index) => {
    if (index <= from || !STAMP.test(cells[index + 1] ?? "")) return;
    const name = ARC_NAME.exec(cell);
    const end = name === null ? cell.length : name.index + name[0].length;
    if (!cell.slice(end).includes(")")) return;
    lines.push([...cells.slice(from, index), cell.slice(0, end)].join(" "));
    cells[index] = cell.slice(end);
    from = index;
  });
  return [...lines, cells.slice(from).join(" ")];
}

function piecesOf(line: Line): Line[] {
  const texts = unglued(line.text ?? "");
  if (texts.length < 2) return [line];
  let [at] = line.bytes;
  return texts.map((text) => {
    const from = at;
    at += new TextEncoder().encode(text).length;
    return { text, bytes: [from, at] };
  });
}

interface Columns {
  delimiter: string;
  names: readonly string[];
}

function columnsOfHeader(line: string): Columns | undefined {
  const found = HEADER.exec(line);
  if (found === null) return undefined;
  const delimiter = found[1] || found[2] || " ";
  const letters = line
    .trim()
    .split(delimiter)
    .filter((part) => part !== "" && part !== "CDX");
  return { delimiter, names: letters.map((letter) => LETTERS[letter] ?? letter) };
}

/** A question to a server of the Wayback Machine's kind. */
const QUESTION = /^https?:\/\/[^/]+\/(?:[\w/-]*\/)?cdx(?:\/search(?:\/cdx)?)?\/?\?/i;

/** By the address of the question. */
function columnsAsked(origin: string | undefined): Columns | undefined {
  const url = QUESTION.test(origin ?? "") ? URL.parse(origin ?? "") : null;
  if (url === null || url.searchParams.get("output")) return undefined;
  const names = (url.searchParams.get("fl") ?? "").split(",").filter((name) => name !== "");
  return names.includes("timestamp") && names.some((name) => name === "original" || name === "url")
    ? { delimiter: " ", names }
    : undefined;
}

const hold = (value: string | undefined): Placed<string> | undefined =>
  value === undefined || value === "" || value === "-" ? undefined : { value };

function byColumns(cells: readonly string[], { names }: Columns): FindColumn {
  return (...wanted) =>
    wanted
      .flatMap((name) => {
        const index = names.indexOf(name);
        return index === -1 ? [] : [hold(cells[index]?.toWellFormed())];
      })
      .find((found) => found !== undefined);
}

function jsonOf(text: string): Fields {
  try {
    const fields = findFields(JSON.parse(text));
    if (fields !== undefined) return fields;
  } catch {
    // Told below.
  }
  throw new RecordError("not-json", "what stands behind the time is no JSON object");
}

function byNames(urlkey: string, timestamp: string, fields: Fields): FindColumn {
  const own: Fields = { urlkey, timestamp };
  return (...wanted) =>
    wanted
      .map((name) => hold(findScalar(own[name] ?? fields[name])))
      .find((found) => found !== undefined);
}

const RESUME: Skip = {
  skip: "resume-key",
  why: "the list goes on where this line says (resumeKey), and was not saved further",
};

type Read = Omit<CaptureRow, "place">;

/** Reads lines in the order of the file: a header counts for those below it. */
function createLineReader(asked: Columns | undefined) {
  const watchFields = createFieldWatch(CAPTURE_FIELDS);
  let watchColumns = createColumnWatch(CAPTURE_FIELDS);
  let header: Columns | undefined;

  function ofCells(text: string): Read {
    const delimiter = (header ?? asked)?.delimiter ?? " ";
    const cells = text.trimEnd().split(delimiter);
    const columns = header ?? asked ?? bareColumns(cells.length);
    if (cells.length === 1 && columns?.names.length !== 1)
      return { notes: [], capture: () => RESUME };
    if (columns === undefined || columns.names.length !== cells.length) {
      const expected = columns === undefined ? "7, 9 or 11" : columns.names.length;
      const message = `the line has ${cells.length} columns instead of ${expected}`;
      return failing(new RecordError("bad-row", message));
    }
    const notes = watchColumns(
      columns.names,
      cells.map((cell) => (cell === "-" ? "" : cell)),
    );
    return { notes, capture: () => readCapture(byColumns(cells, columns)) };
  }

  return ({ text }: Line): Read | undefined => {
    if (text === undefined)
      return failing(new RecordError("not-utf8", "the line is not valid UTF-8"));
    const found = columnsOfHeader(text);
    if (found !== undefined) {
      header = found;
      watchColumns = createColumnWatch(CAPTURE_FIELDS);
      return undefined;
    }
    if (META.test(text)) return undefined;
    const [, urlkey, stamp, json] = CDXJ_LINE.exec(text) ?? [];
    if (urlkey === undefined || stamp === undefined || json === undefined) return ofCells(text);
    try {
      const fields = jsonOf(json);
      return {
        notes: watchFields(fields),
        capture: () => readCapture(byNames(urlkey.toWellFormed(), stamp, fields)),
      };
    } catch (error) {
      return failing(error);
    }
  };
}

const bareColumns = (count: number): Columns | undefined => {
  const names = BARE.get(count);
  return names && { delimiter: " ", names };
};

const failing = (error: unknown): Read => ({
  notes: [],
  capture: () => {
    throw error;
  },
});

/** Of 7, 9 or 11 columns, the first a key such as `org,example)/`. */
function isBare(line: string): boolean {
  const cells = line.split(" ");
  const [urlkey = "", stamp = "", , , status = ""] = cells;
  const isFilled = BARE.has(cells.length) && cells.every((cell) => cell !== "");
  return isFilled && urlkey.includes(")") && STAMP.test(stamp) && /^(?:\d{3}|-)$/.test(status);
}

const LOOKED_AT = 20;

function isIndex(lines: readonly string[]): boolean {
  const [first = "", ...rest] = lines.filter((line) => line.trim() !== "").slice(0, LOOKED_AT);
  if (columnsOfHeader(first) !== undefined) return true;
  if (first.startsWith("!meta {")) return rest.every((line) => CDXJ_LINE.test(line));
  // Of a list that goes on, the last line is a key alone.
  const captures = rest.length > 0 && !/\s/.test(rest.at(-1) ?? "") ? rest.slice(0, -1) : rest;
  const all = [first, ...captures];
  if (all.every(isBare)) return true;
  const isKeyed = (line: string) => /^[^\s()]+(?::\d+)?[,)]/.test(line);
  return all.every((line) => CDXJ_LINE.test(line)) && all.some(isKeyed);
}

export const cdx: Importer = {
  id: "cdx",
  version: 2,
  label: "Index of captures (CDX, CDXJ)",
  reads:
    "What a web archive captured and when, line by line: CDX with its header or as servers give it, CDXJ.",
  example:
    '“ CDX N b a m s k r M S V g”, or “org,example)/ 20170505183502 {"url": …}”; https://web.archive.org/cdx/… as origin in the manifest where it is the Wayback Machine\'s',
  checkedAgainst: "real files",

  recordedByOrigin: true,
  detects: (sample, whole) => isIndex(sampleLines(sample, whole).flatMap(unglued)),
  comesFrom: (origin) => columnsAsked(origin) !== undefined,

  async *parse(bytes, { manifest }) {
    const read = createLineReader(columnsAsked(manifest?.origin));
    let record = 0;
    async function* rows(): AsyncIterable<CaptureRow[]> {
      for await (const lines of readLines(bytes)) {
        yield lines.flatMap(piecesOf).flatMap((line): CaptureRow[] => {
          const found = read(line);
          if (found === undefined) return [];
          record += 1;
          return [{ place: { bytes: line.bytes, record, as: "text" }, ...found }];
        });
      }
    }
    yield* tellCaptures(rows(), {
      index: captureIndexOf(manifest),
      shownBy: collectedBy(manifest),
    });
    if (record === 0) throw new ImportError("bad-structure", "the file holds no line of an index");
  },
};
