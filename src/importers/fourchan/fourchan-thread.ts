/**
 * A thread as 4chan's JSON API gives it, {"posts": [...]}. Documented in 4chan/4chan-API,
 * pages/Threads.md. The board is not in the file: it comes from the manifest's `platform` or
 * `origin`, or from a `board` field that a collector added to the posts. Times are `time`, UTC
 * seconds; `now`, a wall clock in New York, is left out.
 */
import { ImportError } from "../../model/errors.ts";
import type { Manifest } from "../../model/evidence.ts";
import type { Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import { fieldTable } from "../reading/fields.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import { collectedBy, type Fields, isFields, RecordError, scalarText } from "../reading/records.ts";
import type { Reading, Told } from "../reading/told.ts";
import { findThreadTitle, readPost } from "./fourchan-post.ts";

const FIELDS = fieldTable(
  "no resto time name trip id sub com country country_name board_flag flag_name troll_country board",
  {
    now: "a wall clock in New York of the moment that `time` gives exactly",
    "ext filedeleted filename fsize h w m_img md5 spoiler custom_spoiler tim tn_h tn_w":
      "the picture, which is evidence of its own if it was saved",
    "images imagelimit bumplimit omitted_images omitted_posts replies tail_id tail_size unique_ips":
      "counts and limits of the thread",
    "archived archived_on closed last_modified sticky sticky_cap":
      "state of the thread when it was saved",
    "semantic_url tag capcode since4pass": "tells nothing that the post and its thread do not",
    "xa18 xa18t xa19l xa19s xa20 xa20r xa20s xa21r xa21s": "games of the first of April",
  },
);

const BOARD_IN_URL =
  /^https?:\/\/(?:a\.4cdn\.org|api\.4chan\.org|boards\.4chan(?:nel)?\.org)\/([a-z0-9]+)\//;

function boardOfManifest(manifest: Manifest | null): string | undefined {
  const fromPlatform = /^4chan\/([a-z0-9]+)$/.exec(manifest?.platform ?? "")?.[1];
  return fromPlatform ?? BOARD_IN_URL.exec(manifest?.origin ?? "")?.[1];
}

const NO_BOARD =
  'the board is not in the file: write "platform": "4chan/<board>" in its manifest, such as 4chan/pol';

/** The board of a post: what the post says and what the manifest says must agree. */
function boardOf(post: Fields, ofManifest: string | undefined): string {
  const own = post["board"];
  if (own !== undefined && (typeof own !== "string" || !/^[a-z0-9]+$/.test(own))) {
    throw new RecordError("bad-board", `"${scalarText(own)}" is no board`, "/board");
  }
  if (own !== undefined && ofManifest !== undefined && own !== ofManifest) {
    const message = `the post is of /${own}/, but the manifest says /${ofManifest}/`;
    throw new RecordError("board-differs", message, "/board");
  }
  const board = own ?? ofManifest;
  if (board === undefined) throw new ImportError("bad-structure", NO_BOARD, { where: "manifest" });
  return board;
}

function readThreadPost(value: Fields, board: string | undefined): Reading {
  const post = readPost(value, boardOf(value, board));
  const told: Told[] = [{ subject: post.key, quoteAt: post.quoteAt, facts: post.facts }];
  if (post.isOpening) told.push({ subject: post.thread, ...findThreadTitle(value, post) });
  return { told, warnings: [] };
}

const looksLikePost = (value: unknown): boolean =>
  isFields(value) &&
  Number.isSafeInteger(value["no"]) &&
  (Number.isSafeInteger(value["time"]) || typeof value["now"] === "string");

/** A first post that breaks off, is longer than the sample, or cannot be read. */
const BEGINS_WITH_POST = /^[\uFEFF\s]*\{\s*"posts"\s*:\s*\[\s*\{\s*"no"\s*:\s*\d+\s*,/;

export const fourchanThread: Importer = {
  id: "4chan-thread",
  version: 2,
  label: "4chan thread (API)",
  reads: 'A thread in the JSON of 4chan\'s API, {"posts": [...]}; the manifest says the board.',
  example: '{"posts": [{"no": 124512334, "time": 1494004500, …}]}',
  checkedAgainst: "real files",

  detects(sample, whole) {
    const [first] = sampleJsonRecords(sample, whole, { property: "posts" });
    if (first?.error === undefined && first !== undefined) return looksLikePost(first.value);
    return BEGINS_WITH_POST.test(roughUtf8(sample.subarray(0, 1024)));
  },

  parse(bytes, { manifest }) {
    const board = boardOfManifest(manifest);
    return readJsonFile(bytes, {
      property: "posts",
      fields: FIELDS,
      read: (post) => readThreadPost(post, board),
      shownBy: collectedBy(manifest),
    });
  },
};
