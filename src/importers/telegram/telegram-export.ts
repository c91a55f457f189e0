/**
 * Telegram Desktop's "Export chat history" and "Export Telegram data" in JSON (`result.json`): one
 * chat, or all chats of an account, old and new. Documented by its source, tdesktop,
 * Telegram/SourceFiles/export/output/export_output_json.cpp, and core.telegram.org/import-export.
 * Read as a stream, however long. Clocks are the exporter's own without their zone; since version
 * 3.7.6 seconds of UTC stand beside them. A forward names who is forwarded, never which message.
 * It writes no public name of a chat: for one exported alone the manifest's origin does, by its address.
 * Messages are those that people or programs wrote; notices (joins, pins, calls) are skipped. Of an
 * account's data only its chats are read and whose it is: no contacts, sessions or stories.
 * Left out: pictures, polls, contact cards and places, who reacted, prices and prizes.
 */
import { ImportError } from "../../model/errors.ts";
import type { Manifest } from "../../model/evidence.ts";
import type { Key } from "../../model/key.ts";
import type { Zone } from "../../model/time.ts";
import { type Importer, type RecordResult, SAMPLE_BYTES } from "../importer.ts";
import { createAgainWatch } from "../reading/again.ts";
import { peekBytes, roughUtf8 } from "../reading/bytes.ts";
import { createFieldWatch, fieldTable } from "../reading/fields.ts";
import { exactValue } from "../reading/json-exact.ts";
import { findMember, findPreamble } from "../reading/json-preamble.ts";
import type { JsonWithin } from "../reading/json-record.ts";
import { type JsonRecord, readJsonRecords, sampleJsonRecords } from "../reading/json-records.ts";
import type { JsonPath } from "../reading/json-structure.ts";
import { collectedBy, findFields, isFields, RecordError, warning } from "../reading/records.ts";
import { type Reading, readingResult, type Skip } from "../reading/told.ts";
import {
  type Chat,
  chatClaims,
  findChat,
  isChatType,
  membersAsFields,
  showOwner,
} from "./telegram-export-chat.ts";
import { MESSAGE_FIELDS, readMessage } from "./telegram-export-message.ts";
import { handleOfOrigin, hasPublicName, nameClaim, withName } from "./telegram-export-name.ts";
import { createOwner, LOOK_AHEAD_BYTES, type Owner } from "./telegram-owner.ts";
import { findNumber } from "./telegram-peer.ts";

const PATHS: readonly JsonPath[] = [
  ["messages"],
  ["chats", "list", "*", "messages"],
  ["left_chats", "list", "*", "messages"],
];

const CHAT_FIELDS = fieldTable("name type id", {
  "about personal_information": "of the account's data only its chats are read",
});

interface Current {
  within: JsonWithin | undefined;
  chat: Chat | undefined;
  topics: Set<string>;
}

/** The chat that a record stands in, the same object for all of its records. */
function createChatFinder() {
  let current: Current = { within: undefined, chat: undefined, topics: new Set() };
  return (record: JsonRecord): Current => {
    const { within } = record;
    if (within !== undefined && within !== current.within) {
      current = { within, chat: findChat(within.before, record), topics: new Set() };
    }
    return current;
  };
}

interface Account {
  owner: Owner;
  see(message: unknown, chat: Chat): void;
}

/** Whose export it is: by his personal information, else by what the first messages show. */
function findAccount(start: Uint8Array, manifest: Manifest | null): Account {
  const owner = createOwner(manifest);
  const sample = start.subarray(0, SAMPLE_BYTES);
  const id = findNumber(userIdOf(findMember(sample, "personal_information")));
  if (id !== undefined && id !== "0") {
    owner.show(id);
    return { owner, see: () => undefined };
  }
  const see = (message: unknown, chat: Chat) => showOwner(owner, chat, message);
  const find = createChatFinder();
  const paths = { paths: PATHS };
  for (const record of sampleJsonRecords(start.subarray(0, LOOK_AHEAD_BYTES), false, paths)) {
    const { chat } = find(record);
    if (chat && record.error === undefined) see(record.value, chat);
  }
  return { owner, see };
}

const userIdOf = (information: JsonRecord | undefined): unknown =>
  information?.error === undefined
    ? findFields(information && exactValue(information))?.["user_id"]
    : undefined;

const NO_CHAT =
  "there are no known type and id of the chat before its messages: is this a whole result.json?";

const NO_NAME =
  "the file does not hold the public name of its chat, so that links to the chat by its name do not meet it: write its address, https://t.me/<name>, as origin in the manifest";

interface Given {
  zone: Zone;
  shownBy: number | undefined;
  account: Account;
  /** The file holds one chat and no others. */
  isAlone: boolean;
  /** Of the one chat, by the manifest. */
  handle: Key | undefined;
}

function createReader({ zone, shownBy, account, isAlone, handle }: Given) {
  const watch = createFieldWatch(MESSAGE_FIELDS);
  const watchChat = createFieldWatch(CHAT_FIELDS);
  const watchAgain = createAgainWatch();
  const find = createChatFinder();
  /** What is said of a chat goes with its first message that is imported. */
  let told: Current | undefined;

  const isNamed = (chat: Chat): boolean => isAlone && hasPublicName(chat);

  function read(record: JsonRecord, { chat, topics }: Current): Reading | Skip {
    if (record.error !== undefined) {
      throw new RecordError("not-json", `the record is not JSON: ${record.error}`);
    }
    const message = exactValue(record);
    if (!isFields(message)) throw new RecordError("not-a-message", "the record is no JSON object");
    if (chat === undefined) throw new RecordError("no-chat", NO_CHAT);
    account.see(message, chat);
    const { numbering } = account.owner;
    const reading = readMessage({ message, chat, topics, zone, watchAgain, numbering });
    if ("skip" in reading || !isNamed(chat) || handle === undefined) return reading;
    return withName(reading, chat, handle);
  }

  return (record: JsonRecord): RecordResult => {
    const current = find(record);
    const { chat, within } = current;
    const place = { bytes: record.bytes, record: record.record, as: "json" } as const;
    const result = readingResult({ place, shownBy }, [], () => read(record, current));
    if (result.outcome !== "imported" || record.error !== undefined) return result;
    const fields = isFields(record.value) ? watch(record.value) : [];
    const peer = chat && account.owner.numbering(chat.peer);
    if (chat === undefined || peer === undefined || "skip" in peer || told === current) {
      return { ...result, fields };
    }
    told = current;
    const members = within?.before ?? new Map();
    const claims = chatClaims(peer, members, record.record, shownBy);
    fields.push(...watchChat(membersAsFields(members)));
    const id = isNamed(chat) ? members.get("id") : undefined;
    if (id && handle) claims.push(nameClaim(chat, id, record.record, handle, shownBy));
    const notes = id && !handle ? [warning(record.record, "no-public-name", NO_NAME)] : [];
    const diagnostics = [...notes, ...result.diagnostics];
    return { ...result, claims: [...claims, ...result.claims], diagnostics, fields };
  };
}

/** The account's data, of which more than a sample may stand before the first chat. */
const BEGINS_WITH_ABOUT =
  /^[\uFEFF\s]*\{\s*"about"\s*:\s*"(?:[^"\\]|\\.){0,4000}"\s*,\s*"(?:personal_information|profile_pictures|stories|contacts|frequent_contacts|sessions|web_sessions|other_data|chats|left_chats)"\s*:\s*[[{]/;

const MESSAGE_TYPES = new Set<unknown>(["message", "service", "unsupported"]);

export const telegramExport: Importer = {
  id: "telegram-export",
  version: 4,
  label: "Telegram chats (Telegram Desktop export)",
  reads:
    "One chat, or all chats of an account, in the JSON of Telegram Desktop's export; the manifest's origin is the address of a public channel or group exported alone.",
  example: '{"name": "…", "type": "public_channel", "id": 1234567890, "messages": […]}',
  checkedAgainst: "real files",

  detects(sample, whole) {
    if (BEGINS_WITH_ABOUT.test(roughUtf8(sample.subarray(0, 16_384)))) return true;
    const members = findPreamble(sample, "messages");
    if (members === undefined || members.has("guild")) return false;
    if (isChatType(members.get("type")?.value) && members.has("id")) return true;
    const [first] = sampleJsonRecords(sample, whole, { property: "messages" });
    const value = first?.error === undefined ? first?.value : undefined;
    return isFields(value) && MESSAGE_TYPES.has(value["type"]) && Number.isInteger(value["id"]);
  },

  async *parse(bytes, { manifest, zone }) {
    const { start, all } = await peekBytes(bytes, LOOK_AHEAD_BYTES);
    const alone = findPreamble(start.subarray(0, SAMPLE_BYTES), "messages");
    if (alone && !(alone.has("id") && isChatType(alone.get("type")?.value))) {
      throw new ImportError("bad-structure", NO_CHAT);
    }
    const read = createReader({
      zone,
      shownBy: collectedBy(manifest),
      account: findAccount(start, manifest),
      isAlone: alone !== undefined,
      handle: handleOfOrigin(manifest),
    });
    for await (const batch of readJsonRecords(all, { paths: PATHS })) yield batch.map(read);
  },
};
