/**
 * A thread as 4chan's JSON API gives it, {"posts": [...]}. Documented in 4chan/4chan-API,
 * pages/Threads.md. The board is not in the file: it comes from the manifest's `platform` or
 * `origin`, or from a `board` field that a collector added to the posts. Times are `time`, UTC
 * seconds; `now`, a wall clock in New York, is left out.
 */
import type { Claim } from "../model/claim.ts";
import { ImportError } from "../model/errors.ts";
import type { Manifest } from "../model/evidence.ts";
import { roughUtf8 } from "./bytes.ts";
import { findThreadTitle, readPost } from "./fourchan-post.ts";
import type { ImportContext, Importer, RecordResult } from "./importer.ts";
import { type JsonRecord, readJsonRecords, sampleJsonRecords } from "./json-records.ts";
import {
  collectedBy,
  createFieldWatch,
  type Fields,
  imported,
  isFields,
  RecordError,
  recordResult,
} from "./records.ts";

const READ = [
  "no resto time name trip id sub com country country_name board_flag flag_name",
  "troll_country board",
];
const LEFT_OUT = [
  "archived archived_on bumplimit capcode closed custom_spoiler ext filedeleted filename fsize h",
  "imagelimit images last_modified m_img md5 now omitted_images omitted_posts replies since4pass",
  "semantic_url spoiler sticky sticky_cap tag tail_id tail_size tim tn_h tn_w",
  "unique_ips w xa18 xa18t xa19l xa19s xa20 xa20r xa20s xa21r xa21s",
];
const KNOWN = new Set([...READ, ...LEFT_OUT].flatMap((line) => line.split(" ")));

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
    throw new RecordError("bad-board", `"${String(own)}" is no board`, "/board");
  }
  if (own !== undefined && ofManifest !== undefined && own !== ofManifest) {
    const message = `the post is of /${own}/, but the manifest says /${ofManifest}/`;
    throw new RecordError("board-differs", message, "/board");
  }
  const board = own ?? ofManifest;
  if (board === undefined) throw new ImportError("bad-structure", NO_BOARD, { where: "manifest" });
  return board;
}

function postClaims(record: JsonRecord, value: unknown, context: Context): Claim[] {
  if (!isFields(value)) throw new RecordError("not-a-post", "the record is no JSON object");
  const post = readPost(value, boardOf(value, context.board));
  const claim = {
    place: { bytes: record.bytes, record: record.record, as: "json" },
    basis: "recorded",
    ...(context.shownBy === undefined ? {} : { shownBy: context.shownBy }),
  } satisfies Omit<Claim, "facts">;
  const claims: Claim[] = [
    {
      ...claim,
      subject: post.key,
      ...(post.quoteAt === undefined ? {} : { quoteAt: post.quoteAt }),
      facts: post.facts,
    },
  ];
  if (post.isOpening) {
    const title = findThreadTitle(value, post);
    claims.push({
      ...claim,
      subject: post.thread,
      ...(title.quoteAt === undefined ? {} : { quoteAt: title.quoteAt }),
      facts: title.facts,
    });
  }
  return claims;
}

interface Context {
  board: string | undefined;
  shownBy: number | undefined;
  watch: ReturnType<typeof createFieldWatch>;
}

function postResult(record: JsonRecord, context: Context): RecordResult {
  return recordResult(record.record, () => {
    if (record.error !== undefined) {
      throw new RecordError("not-json", `the record is not JSON: ${record.error}`);
    }
    const claims = postClaims(record, record.value, context);
    const watched = isFields(record.value) ? context.watch(record.record, record.value) : [];
    return imported(record.record, claims, watched);
  });
}

const looksLikePost = (value: unknown): boolean =>
  isFields(value) &&
  Number.isSafeInteger(value["no"]) &&
  (Number.isSafeInteger(value["time"]) || typeof value["now"] === "string");

/** A first post that breaks off, is longer than the sample, or cannot be read. */
const BEGINS_WITH_POST = /^[\uFEFF\s]*\{\s*"posts"\s*:\s*\[\s*\{\s*"no"\s*:\s*\d+\s*,/;

export const fourchanThread: Importer = {
  id: "4chan-thread",
  version: 1,
  label: "4chan thread (API)",
  reads: 'A thread in the JSON of 4chan\'s API, {"posts": [...]}; the manifest says the board.',

  detects(sample, whole) {
    const [first] = sampleJsonRecords(sample, whole, { property: "posts" });
    if (first?.error === undefined && first !== undefined) return looksLikePost(first.value);
    return BEGINS_WITH_POST.test(roughUtf8(sample.subarray(0, 1024)));
  },

  async *parse(bytes: AsyncIterable<Uint8Array>, { manifest }: ImportContext) {
    const context: Context = {
      board: boardOfManifest(manifest),
      shownBy: collectedBy(manifest),
      watch: createFieldWatch(KNOWN),
    };
    for await (const batch of readJsonRecords(bytes, { property: "posts" })) {
      yield batch.map((record) => postResult(record, context));
    }
  },
};
