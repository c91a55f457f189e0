/**
 * Data sets of 4CAT as NDJSON, one item to a line as its collector got it: tweets of the API v2,
 * Telegram messages, posts of Bluesky and of VK (4CAT, datasources/*, `get_items`). Sets that
 * Zeeschuimer collected, known by `__import_meta`, are the `zeeschuimer` importer's.
 */
import type { Manifest } from "../../model/evidence.ts";
import type { Importer } from "../importer.ts";
import { createAgainWatch } from "../reading/again.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import { type FieldTable, fieldTable } from "../reading/fields.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import { type Fields, isFields } from "../reading/records.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { createOwner } from "../telegram/telegram-owner.ts";
import { BLUESKY_FIELDS, isBlueskyItem, readBlueskyItem } from "./fourcat-bluesky.ts";
import { isTelegramItem, readTelegramItem, TELEGRAM_FIELDS } from "./fourcat-message.ts";
import { metadataBeside, originOfSet } from "./fourcat-set.ts";
import { isTweetItem, readTweetItem, TWEET_FIELDS } from "./fourcat-tweet.ts";
import { isVkItem, readVkItem, VK_FIELDS } from "./fourcat-vk-item.ts";

const NO_ITEM = fieldTable("", {});

function createReader(manifest: Manifest | null) {
  const { numbering } = createOwner(manifest);
  const watchAgain = createAgainWatch();
  return (item: Fields): Reading | Skip => {
    if (isTweetItem(item)) return readTweetItem(item);
    if (isTelegramItem(item)) return readTelegramItem(item, watchAgain, numbering);
    if (isBlueskyItem(item)) return readBlueskyItem(item);
    if (isVkItem(item)) return readVkItem(item);
    return { skip: "not-an-item", why: "the line is no item of a source that is known" };
  };
}

function fieldsOf(item: Fields): FieldTable {
  if (isTweetItem(item)) return TWEET_FIELDS;
  if (isTelegramItem(item)) return TELEGRAM_FIELDS;
  if (isBlueskyItem(item)) return BLUESKY_FIELDS;
  return isVkItem(item) ? VK_FIELDS : NO_ITEM;
}

const isItem = (value: unknown): boolean =>
  isFields(value) && value["__import_meta"] === undefined && fieldsOf(value) !== NO_ITEM;

/** A first line that is longer than the sample, or cannot be read. */
const BEGINS_WITH_ITEM = /^[\uFEFF\s]*\{\s*"_type"\s*:\s*"Message"/;

export const fourcatNdjson: Importer = {
  id: "4cat-ndjson",
  version: 2,
  label: "4CAT data set (NDJSON)",
  reads:
    "Items as 4CAT collected them, one to a line: tweets of the API v2, Telegram messages, posts of Bluesky and VK.",
  example: '{"id": "860563493483446272", "text": "…", "author_user": {"username": "…"}, …}',
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const values = sampleJsonRecords(sample, whole).flatMap((record) =>
      record.error === undefined ? [record.value] : [],
    );
    return values.length > 0
      ? values.some(isItem)
      : BEGINS_WITH_ITEM.test(roughUtf8(sample.subarray(0, 1024)));
  },

  companionsOf: metadataBeside,

  parse: (bytes, context) =>
    readJsonFile(bytes, {
      fields: fieldsOf,
      read: createReader(context.manifest),
      shownBy: originOfSet(context).collectedBy,
    }),
};
