/**
 * Telegram messages as 4CAT keeps them (datasources/telegram, `serialize_obj`): Telethon's objects
 * with `_type` for the name of a type and seconds for times, and the chat and the sender joined to
 * each message as `_chat` and `_sender`. Telephone numbers are not read.
 */
import type { Fact } from "../../model/claim.ts";
import { findKey } from "../../model/key.ts";
import type { AgainWatch } from "../reading/again.ts";
import { isHidden } from "../reading/collected-post.ts";
import { type FieldTable, fieldTable } from "../reading/fields.ts";
import { type Fields, findFields, isFields, scalarText } from "../reading/records.ts";
import { placed, scalarAt } from "../reading/said.ts";
import type { Reading, Skip } from "../reading/told.ts";
import type { Numbering } from "../telegram/telegram-owner.ts";
import {
  accountOf,
  chatKey,
  findHandle,
  findNumber,
  findPeer,
  type Peer,
} from "../telegram/telegram-peer.ts";
import { MESSAGE_FIELDS } from "../telegram/telethon-fields.ts";
import { readMessage } from "../telegram/telethon-message.ts";

type Node = FieldTable["root"];

/** Telethon's own table under the names that 4CAT gives its types. */
function renamedTable(node: Node): Node {
  const below = [...node.below].map(
    ([name, inner]) => [name === "_" ? "_type" : name, renamedTable(inner)] as const,
  );
  return { ...node, below: new Map(below) };
}

const JOINED = fieldTable(
  "_chat.id _chat.username _chat._type _sender.id _sender.username _sender._type _sender.first_name _sender.last_name",
  {
    "_chat.* _sender.* _chat_peer _forward _entities _input_chat _input_sender _linked_chat _via_bot _via_input_bot _reply_message _action_entities _file _buttons _buttons_flat _buttons_count _broadcast _sender_id _text":
      "what the client kept beside the message, telephone numbers and rights among it",
    message_markdown: "the same words with marks",
    action: "of notices, which are skipped",
  },
);

export const TELEGRAM_FIELDS: FieldTable = {
  root: { below: new Map([...renamedTable(MESSAGE_FIELDS.root).below, ...JOINED.root.below]) },
};

/** Deeper than the API nests. */
const MAX_DEPTH = 24;

function renamed(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) return value.map((element) => renamed(element, depth + 1));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name === "_type" ? "_" : name,
      renamed(inner, depth + 1),
    ]),
  );
}

export const isTelegramItem = (item: Fields): boolean =>
  typeof item["_type"] === "string" &&
  item["_type"].startsWith("Message") &&
  (findFields(item["_chat"]) ?? findFields(item["peer_id"]) ?? item["to_id"]) !== undefined;

const KINDS: Readonly<Record<string, Peer["kind"]>> = {
  User: "user",
  Chat: "chat",
  Channel: "channel",
};

interface Joined {
  peer: Peer;
  facts: Fact[];
}

/** A chat or person that is joined to a message, under the name of the day. */
function joinedIn(item: Fields, name: "_chat" | "_sender"): Joined | undefined {
  const fields = findFields(item[name]);
  const id = findNumber(fields?.["id"]);
  const kind = KINDS[scalarText(fields?.["_type"])];
  if (fields === undefined || id === undefined || kind === undefined) return undefined;
  const [peer, at] = [{ kind, id }, `/${name}`];
  const fact = { fact: "account", account: accountOf(peer), platform: "telegram" } as const;
  const facts: Fact[] = [];
  const username = scalarAt(fields, "username", at);
  const handle = isHidden(username?.value) ? undefined : findHandle(username?.value);
  if (handle !== undefined && username) facts.push({ ...fact, handle, at: username.at });
  const first = scalarAt(fields, "first_name", at) ?? scalarAt(fields, "last_name", at);
  if (kind === "user" && first && !isHidden(first.value)) {
    facts.push({ ...fact, name: first.value, at: first.at });
  }
  return { peer, facts };
}

/** Addresses by name lead to those by id, for the chat and for the message in it. */
function namesOf(item: Fields, chat: Joined): Fact[] {
  const username = scalarAt(findFields(item["_chat"]), "username", "/_chat");
  if (username === undefined || chat.peer.kind !== "channel" || isHidden(username.value)) return [];
  return [`/${scalarText(item["id"])}`, ""].flatMap((rest) => {
    const a = findKey(`telegram:${username.value}${rest}`);
    const b = findKey(`${chatKey(chat.peer)}${rest}`);
    const lead = { fact: "leads-to", at: username.at } as const;
    return a === undefined || b === undefined ? [] : [{ ...lead, a, b }];
  });
}

/** Old sets lack the chat's id in the message: then it is that of the chat joined to it. */
function withChat(message: Fields, chat: Joined | undefined): Fields {
  if (chat === undefined || findPeer(message["peer_id"] ?? message["to_id"])) return message;
  return { ...message, peer_id: { [`${chat.peer.kind}_id`]: chat.peer.id } };
}

const ofChat = ({ at, ...fact }: Fact): Fact =>
  at === "/peer_id" ? { ...fact, at: "/_chat/id" } : { ...fact, ...placed(at) };

export function readTelegramItem(
  item: Fields,
  watchAgain: AgainWatch,
  numbering: Numbering,
): Reading | Skip {
  const message = renamed(item);
  const chat = joinedIn(item, "_chat");
  const own = isFields(message) ? message : {};
  const placed = withChat(own, chat);
  const reading = readMessage(placed, watchAgain, numbering);
  if ("skip" in reading) return reading;
  const [first, ...others] = reading.told;
  if (first === undefined) return reading;
  const facts = placed === own ? first.facts : first.facts.map(ofChat);
  const beside = [
    ...(chat ? [...chat.facts, ...namesOf(item, chat)] : []),
    ...(joinedIn(item, "_sender")?.facts ?? []),
  ];
  return {
    told: [{ ...first, facts: [...facts, ...beside] }, ...others],
    warnings: reading.warnings,
  };
}
