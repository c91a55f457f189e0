/**
 * Messages as Telethon writes them (`to_json`, `to_dict`): one per line, an array, or one object
 * {"messages", "chats", "users"} such as telegram-tracker's `<name>_messages.json`. Documented by
 * Telethon, telethon/tl/tlobject.py, and the API's schema, core.telegram.org/schema. Ids are bare,
 * times UTC. Messages of a channel that stands after them are known by its public names too. Numbers of
 * messages in private chats and basic groups are the collecting account's own (telegram-owner.ts). A forward of a channel's post names the post and when it was posted. Notices are
 * skipped. Left out: polls, contact cards and places, people's telephone numbers, who reacted, what
 * pages that are linked to say of themselves.
 */

import { type Importer, SAMPLE_BYTES } from "../importer.ts";
import { createAgainWatch } from "../reading/again.ts";
import { peekBytes, roughUtf8 } from "../reading/bytes.ts";
import type { FieldTable } from "../reading/fields.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { findPreamble } from "../reading/json-preamble.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import { collectedBy, type Fields, isFields } from "../reading/records.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { createOwner, LOOK_AHEAD_BYTES, type Owner } from "./telegram-owner.ts";
import { findPeer } from "./telegram-peer.ts";
import { MESSAGE_FIELDS, NOTICE_FIELDS, PERSON_FIELDS } from "./telethon-fields.ts";
import { readMessage } from "./telethon-message.ts";
import { createNumbers, findSelf, isPerson, readPerson } from "./telethon-people.ts";

const PATHS = [["messages"], ["chats"], ["users"]];
const MESSAGES = new Set<unknown>(["Message", "MessageService", "MessageEmpty"]);

const isMessage = (value: unknown): value is Fields => isFields(value) && MESSAGES.has(value["_"]);

function tableOf(page: Fields): FieldTable {
  if (page["_"] === "Message") return MESSAGE_FIELDS;
  return isPerson(page) ? PERSON_FIELDS : NOTICE_FIELDS;
}

/** What is sent by the account itself is `out`, and its own record says so. */
function showOwner(owner: Owner, record: Fields): void {
  if (isMessage(record) && record["out"] === true) {
    const from = findPeer(record["from_id"]);
    if (from?.kind === "user") owner.show(from.id);
  }
  const self = findSelf(record);
  if (self !== undefined) owner.show(self);
}

function createReader(owner: Owner) {
  const watchAgain = createAgainWatch();
  const numbers = createNumbers();
  return (record: Fields): Reading | Skip => {
    showOwner(owner, record);
    if (!isMessage(record)) return readPerson(record, owner.numbering, numbers);
    const reading = readMessage(record, watchAgain, owner.numbering);
    if (!("skip" in reading)) for (const { subject } of reading.told) numbers.see(subject);
    return reading;
  };
}

/** A first message that is longer than the sample, or cannot be read. */
const BEGINS_WITH_MESSAGE =
  /^[\uFEFF\s]*(?:\[\s*)?\{\s*"_"\s*:\s*"Message(?:Service|Empty)?"\s*,\s*"id"\s*:\s*\d+\s*,\s*"(?:peer_id|to_id)"\s*:/;

const ANSWERS = new Set<unknown>(["Messages", "MessagesSlice", "ChannelMessages"]);

function firstIn(sample: Uint8Array, whole: boolean, paths?: string[][]): unknown {
  const [first] = sampleJsonRecords(sample, whole, paths === undefined ? {} : { paths });
  return first?.error === undefined ? first?.value : undefined;
}

function isOneObject(sample: Uint8Array, whole: boolean): boolean {
  const members = findPreamble(sample, "messages");
  if (members === undefined) return false;
  return ANSWERS.has(members.get("_")?.value) || isMessage(firstIn(sample, whole, PATHS));
}

export const telethon: Importer = {
  id: "telethon",
  version: 3,
  label: "Telegram messages (Telethon)",
  reads:
    "Messages as Telethon's to_json writes them, by line, as an array, or with the chats and users they name.",
  example:
    '{"_": "Message", "id": 12, "peer_id": {"_": "PeerChannel", "channel_id": 1234567890}, …}',
  checkedAgainst: "documentation only",

  detects: (sample, whole) =>
    isOneObject(sample, whole) ||
    isMessage(firstIn(sample, whole)) ||
    BEGINS_WITH_MESSAGE.test(roughUtf8(sample.subarray(0, 1024))),

  async *parse(bytes, { manifest }) {
    const { start, all } = await peekBytes(bytes, LOOK_AHEAD_BYTES);
    const isPage = findPreamble(start.subarray(0, SAMPLE_BYTES), "messages") !== undefined;
    const paths = isPage ? { paths: PATHS } : {};
    const owner = createOwner(manifest);
    for (const record of sampleJsonRecords(start.subarray(0, LOOK_AHEAD_BYTES), false, paths)) {
      if (record.error === undefined && isFields(record.value)) showOwner(owner, record.value);
    }
    yield* readJsonFile(all, {
      ...paths,
      fields: tableOf,
      read: createReader(owner),
      shownBy: collectedBy(manifest),
    });
  },
};
