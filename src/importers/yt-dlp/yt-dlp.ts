/**
 * What yt-dlp writes of a film (`.info.json`, `-j`), or of a list of films (`-J`): one object, one a line, or
 * a list that holds others. Comments stand within their film. `epoch` is the collector's clock, by which all
 * of it was there to be seen.
 */
import { kindOfKey } from "../../model/key.ts";
import type { Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import { type Part, readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import {
  collectedBy,
  type Fields,
  findFields,
  isFields,
  listOf,
  RecordError,
} from "../reading/records.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { readComment } from "./yt-dlp-comment.ts";
import { YT_DLP_FIELDS } from "./yt-dlp-fields.ts";
import { collectedAt, isList, keyOfFilm, readFilm } from "./yt-dlp-video.ts";

const MAX_NESTED = 4;

/** The film or list, its comments, and what it holds; those that could not be had are empty. */
function partsOf(fields: Fields, at = "", depth = 0): Part[] {
  const comments = listOf(fields["comments"]).map((value, index) => ({
    value,
    at: `${at}/comments/${index}`,
  }));
  const entries = listOf(fields["entries"]).flatMap((value, index): Part[] => {
    const place = `${at}/entries/${index}`;
    if (value === null) return [];
    return isFields(value) && depth < MAX_NESTED
      ? partsOf(value, place, depth + 1)
      : [{ value, at: place }];
  });
  return [{ value: fields, at }, ...comments, ...entries];
}

/** What holds the part: the fields at the pointer without its last two names. */
function ownerOf(page: Fields, at: string): { fields: Fields; at: string } {
  const names = at.split("/").slice(1, -2);
  let fields = page;
  for (let i = 0; i < names.length; i += 2) {
    const element = listOf(fields[names[i] ?? ""])[Number(names[i + 1])];
    fields = findFields(element) ?? fields;
  }
  return { fields, at: names.map((name) => `/${name}`).join("") };
}

function collectedIn(
  page: Fields,
  fields: Fields,
  at: string,
  by: number | undefined,
): number | undefined {
  const own = collectedAt(fields, at) ?? collectedAt(page, "");
  return own === undefined ? by : by === undefined ? own : Math.min(own, by);
}

function readPart(
  fields: Fields,
  at: string,
  page: Fields,
  by: number | undefined,
): Reading | Skip {
  if (at === "")
    return readFilm(fields, at, { list: undefined, collected: collectedIn(page, fields, at, by) });
  const owner = ownerOf(page, at);
  const found = keyOfFilm(owner.fields, owner.at);
  if (!/\/comments\/\d+$/.test(at)) {
    const list = found && kindOfKey(found.key) === "item" ? found : undefined;
    return readFilm(fields, at, { list, collected: collectedIn(page, fields, at, by) });
  }
  if (found === undefined || kindOfKey(found.key) !== "item") {
    throw new RecordError("no-address", "nothing says which film the comment is on", at);
  }
  const collected = collectedIn(page, owner.fields, owner.at, by);
  return readComment(fields, at, { ...found, collected });
}

const isInfo = (value: unknown): boolean =>
  isFields(value) &&
  typeof value["extractor_key"] === "string" &&
  typeof value["extractor"] === "string" &&
  (typeof value["webpage_url"] === "string" || isList(value)) &&
  value["id"] !== undefined;

/** The formats come first and may be longer than the sample. */
const BEGINS = /^\uFEFF?\s*\{\s*"id"\s*:\s*"[^"]{1,200}"\s*,/;
const HAS_FORMATS =
  /"(?:formats|thumbnails)"\s*:\s*\[\s*\{\s*"(?:format_id|format_note|asr|url|ext|id|preference|manifest_url|tbr)"\s*:/;

export const ytDlp: Importer = {
  id: "yt-dlp",
  version: 2,
  label: "Films and comments as yt-dlp describes them (.info.json)",
  reads:
    "A film or list of films that yt-dlp found on YouTube or another site, with the comments on it; --write-info-json, -j or -J.",
  example:
    '{"id": "…", "title": "…", "formats": […], …, "extractor_key": "Youtube", "webpage_url": …, "epoch": …}',
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const [first] = sampleJsonRecords(sample, whole);
    if (first !== undefined && first.error === undefined) return isInfo(first.value);
    const text = roughUtf8(sample);
    return !whole && BEGINS.test(text) && HAS_FORMATS.test(text);
  },

  parse(bytes, { manifest }) {
    const by = collectedBy(manifest);
    return readJsonFile(bytes, {
      fields: YT_DLP_FIELDS,
      partsOf: (page) => partsOf(page),
      read: (fields, at, page) => readPart(fields, at, page, by),
      shownBy: by,
    });
  },
};
