/**
 * What Zeeschuimer, the browser extension, exports: one post per line in an envelope that says of
 * which platform it is and when the browser saw it; and the same as 4CAT saves it again, with the
 * post's fields beside the envelope as `__import_meta` (digitalmethodsinitiative/zeeschuimer,
 * js/zs-background.js; 4cat, common/lib/helpers.py).
 * When it was seen is the collector's word, by the browser's clock: `last_updated`, else
 * `timestamp_collected`. It bounds from above only. `source_url` is never told, since a request can
 * hold a session's tokens; `item_id` is rounded for some posts, so ids are the posts' own. Left out:
 * the CSV of the same, which drops posts, and platforms that PLATFORMS does not name.
 * Checked against real lines of X and TikTok; the other platforms from documentation only.
 */

import type { ImportContext, Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import type { FieldTable } from "../reading/fields.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import { collectedBy, type Fields, findText, isFields, RecordError } from "../reading/records.ts";
import type { Reading, Skip, Told } from "../reading/told.ts";
import { TWEET_FIELDS } from "../twitter/x-fields.ts";
import { readXTweet } from "../twitter/x-tweet.ts";
import { NINEGAG_FIELDS, read9gag } from "./zeeschuimer-9gag.ts";
import {
  type Envelope,
  type EnvelopeTables,
  envelopeOf,
  envelopeTables,
} from "./zeeschuimer-envelope.ts";
import { GAB_FIELDS, readGab } from "./zeeschuimer-gab.ts";
import { IMGUR_FIELDS, readImgur } from "./zeeschuimer-imgur.ts";
import { INSTAGRAM_FIELDS, readInstagram } from "./zeeschuimer-instagram.ts";
import { LINKEDIN_FIELDS, readLinkedIn } from "./zeeschuimer-linkedin.ts";
import type { PostReader } from "./zeeschuimer-post.ts";
import { readThreads, THREADS_FIELDS } from "./zeeschuimer-threads.ts";
import { readTikTok, TIKTOK_FIELDS } from "./zeeschuimer-tiktok.ts";
import { readTikTokComment, TIKTOK_COMMENT_FIELDS } from "./zeeschuimer-tiktok-comment.ts";
import { readTruthSocial, TRUTH_FIELDS } from "./zeeschuimer-truth-social.ts";

interface Platform {
  tables: EnvelopeTables;
  read: PostReader;
}

const platform = (fields: FieldTable, read: PostReader): Platform => ({
  tables: envelopeTables(fields),
  read,
});

const X = platform(TWEET_FIELDS, readXTweet);
const THREADS = platform(THREADS_FIELDS, readThreads);
/** By `source_platform`. */
const PLATFORMS: ReadonlyMap<string, Platform> = new Map([
  ["twitter.com", X],
  ["x.com", X],
  ["tiktok.com", platform(TIKTOK_FIELDS, readTikTok)],
  ["tiktok-comments", platform(TIKTOK_COMMENT_FIELDS, readTikTokComment)],
  ["instagram.com", platform(INSTAGRAM_FIELDS, readInstagram)],
  ["threads.net", THREADS],
  ["threads.com", THREADS],
  ["gab.com", platform(GAB_FIELDS, readGab)],
  ["truthsocial.com", platform(TRUTH_FIELDS, readTruthSocial)],
  ["9gag.com", platform(NINEGAG_FIELDS, read9gag)],
  ["imgur.com", platform(IMGUR_FIELDS, readImgur)],
  ["linkedin.com", platform(LINKEDIN_FIELDS, readLinkedIn)],
]);

const UNREAD = envelopeTables(undefined);

function tableOf(line: Fields): FieldTable {
  const envelope = envelopeOf(line);
  const { tables } = PLATFORMS.get(envelope?.platform ?? "") ?? { tables: UNREAD };
  return envelope?.isFlat === true ? tables.flat : tables.nested;
}

/** On which page the collector saw it: its own word, and no link of the post. */
function pageTold(envelope: Envelope, first: Told | undefined): Told[] {
  const { page } = envelope;
  if (page === undefined || first?.subject === undefined) return [];
  const remark = { fact: "remark", kind: "attribute", subject: first.subject } as const;
  const facts = [{ ...remark, relation: "collected from", value: page.value, at: page.at }];
  return [{ subject: first.subject, basis: "reported", quoteAt: page.at, facts }];
}

/** Collected before it was posted: the browser's clock is wrong, so it bounds nothing. */
const isBefore = (seen: number | undefined, told: readonly Told[]): boolean =>
  seen !== undefined &&
  told.some(({ facts }) =>
    facts.some((fact) => fact.fact === "time" && (fact.earliest ?? seen) > seen),
  );

/** Its first post has a time, or is warned of already. */
const isDated = ({ told, warnings }: Reading): boolean =>
  warnings.some(([code]) => code === "no-time") ||
  told.some(
    ({ subject, facts }) =>
      subject === told[0]?.subject && facts.some((fact) => fact.fact === "time"),
  );

const shownBy = (seen: number | undefined) => (seen === undefined ? {} : { shownBy: seen });

function readLine(line: Fields, context: ImportContext): Reading | Skip {
  const envelope = envelopeOf(line);
  if (envelope === undefined) {
    throw new RecordError("not-an-envelope", "the line names no platform that it was collected on");
  }
  const known = PLATFORMS.get(envelope.platform);
  if (known === undefined) {
    const why = `posts of ${envelope.platform.slice(0, 80)} are not read`;
    return { skip: "platform-not-read", why };
  }
  const { post, postAt, seen } = envelope;
  if (post === undefined) throw new RecordError("no-post", "the line holds no post", "/data");
  const reading = known.read(post, postAt, { zone: context.zone, at: seen });
  if ("skip" in reading) return reading;
  const told = [...reading.told, ...pageTold(envelope, reading.told[0])];
  const warnings = [...reading.warnings, ...envelope.warnings];
  if (!isDated(reading)) warnings.push(["no-time", "the post has no time", postAt]);
  if (isBefore(seen, told)) {
    const message =
      "by the browser's clock it was collected before it was posted: that is left out";
    return { told, warnings: [...warnings, ["collected-before", message, envelope.at]] };
  }
  return { told: told.map((one) => ({ ...one, ...shownBy(seen) })), warnings };
}

const isLine = (value: unknown): boolean => {
  const envelope = isFields(value) ? envelopeOf(value) : undefined;
  return envelope?.post !== undefined && findText(envelope.platform) !== undefined;
};

const BEGINS_LINE = /^[\uFEFF\s]*(?:\[\s*)?\{\s*"nav_index"\s*:\s*"[^"]{1,60}"\s*,\s*"item_id"\s*:/;

export const zeeschuimer: Importer = {
  id: "zeeschuimer",
  version: 1,
  label: "Zeeschuimer",
  reads:
    "Posts of X, TikTok (comments too), Instagram, Threads, Gab, Truth Social, 9GAG, Imgur and LinkedIn as Zeeschuimer or 4CAT saves them, one per line. All but X and TikTok posts from documentation only.",
  example: '{"nav_index": "1:4:0", "item_id": "…", "source_platform": "tiktok.com", "data": {…}}',
  checkedAgainst: "real files",

  detects(sample, whole) {
    const values = sampleJsonRecords(sample, whole).flatMap((record) =>
      record.error === undefined ? [record.value] : [],
    );
    return values.length > 0
      ? values.some(isLine)
      : BEGINS_LINE.test(roughUtf8(sample.subarray(0, 1024)));
  },

  parse: (bytes, context) =>
    readJsonFile(bytes, {
      fields: tableOf,
      read: (line) => readLine(line, context),
      shownBy: collectedBy(context.manifest),
    }),
};
