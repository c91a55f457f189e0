/**
 * Objects and activities of ActivityPub, as JSON: one, several one per line, an outbox or its pages,
 * such as in the archive of a Mastodon account. Documented in w3.org/TR/activitystreams-vocabulary,
 * w3.org/TR/activitypub, docs.joinmastodon.org/spec/activitypub and the FEPs 044f (quotes), e232 and
 * fffd (bridges). Signatures are not verified.
 */
import type { Zone } from "../../model/time.ts";
import type { ImportContext, Importer, RecordResult } from "../importer.ts";
import { SAMPLE_BYTES } from "../importer.ts";
import { peekBytes, roughUtf8 } from "../reading/bytes.ts";
import { type Part, readJsonFile } from "../reading/json-file.ts";
import { findPreamble } from "../reading/json-preamble.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import {
  collectedBy,
  type Fields,
  findFields,
  findJson,
  isFields,
  listOf,
} from "../reading/records.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { isActivity, readActivity } from "./activitypub-activity.ts";
import { ACTIVITYPUB_FIELDS } from "./activitypub-fields.ts";
import { typeOf } from "./activitypub-values.ts";

const LISTS = ["orderedItems", "items"] as const;
const COLLECTION = /^(?:Ordered)?Collection(?:Page)?$/;

/** What a collection or its first page holds. */
function partsOf(page: Fields): readonly Part[] {
  if (!COLLECTION.test(typeOf(page) ?? "")) return [{ value: page, at: "" }];
  const first = findFields(page["first"]);
  return LISTS.flatMap((name) => [
    ...listOf(page[name]).map((value, index) => ({ value, at: `/${name}/${index}` })),
    ...listOf(first?.[name]).map((value, index) => ({ value, at: `/first/${name}/${index}` })),
  ]);
}

const VOCABULARY = "www.w3.org/ns/activitystreams";

const isContext = (value: unknown): boolean => findJson(value)?.includes(VOCABULARY) === true;

function isOurs(value: unknown): boolean {
  const page = findFields(value);
  if (page === undefined || !isContext(page["@context"])) return false;
  return partsOf(page)
    .slice(0, 4)
    .some((part) => isActivity(typeOf(part.value)));
}

/** A collection whose items stand in a list of its own, however long. */
function listIn(start: Uint8Array): (typeof LISTS)[number] | undefined {
  return LISTS.find((name) => {
    const before = findPreamble(start, name);
    return (
      before !== undefined && COLLECTION.test(typeOf({ type: before.get("type")?.value }) ?? "")
    );
  });
}

const readPart = (part: Fields, at: string, zone: Zone): Reading | Skip =>
  readActivity(part, at, zone);

async function* parseActivities(
  bytes: AsyncIterable<Uint8Array>,
  { manifest, zone }: ImportContext,
): AsyncIterable<RecordResult[]> {
  const { start, all } = await peekBytes(bytes, SAMPLE_BYTES);
  const list = listIn(start.subarray(0, SAMPLE_BYTES));
  yield* readJsonFile(all, {
    ...(list === undefined ? { partsOf } : { property: list }),
    fields: ACTIVITYPUB_FIELDS,
    read: (part, at) => readPart(part, at, zone),
    shownBy: collectedBy(manifest),
  });
}

export const activitypub: Importer = {
  id: "activitypub",
  version: 2,
  label: "ActivityPub (objects, activities, outboxes)",
  reads:
    "Posts, reshares, edits and deletions of the Fediverse as its servers give them to one another, and outboxes.",
  example:
    '{"@context": "https://www.w3.org/ns/activitystreams", "type": "OrderedCollection", "orderedItems": […]}',
  checkedAgainst: "real files",

  detects(sample, whole) {
    const list = listIn(sample);
    if (list !== undefined && roughUtf8(sample).includes(VOCABULARY)) {
      const [first] = sampleJsonRecords(sample, whole, { property: list });
      return first?.error === undefined && isActivity(typeOf(first?.value));
    }
    const values = sampleJsonRecords(sample, whole).flatMap((record) =>
      record.error === undefined ? [record.value] : [],
    );
    return values.slice(0, 20).filter(isFields).some(isOurs);
  },

  parse: parseActivities,
};
