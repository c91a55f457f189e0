/** The chats of an export of tdesktop, as they stand before their messages. */
import type { Claim, Fact } from "../../model/claim.ts";
import { exactValue } from "../reading/json-exact.ts";
import type { JsonRecord, JsonWithin } from "../reading/json-record.ts";
import { type Fields, findText, isFields } from "../reading/records.ts";
import { chatFact } from "./telegram-message.ts";
import type { Owner } from "./telegram-owner.ts";
import {
  chatKey,
  findNamedPeer,
  findNumber,
  findPeer,
  type Peer,
  type PeerKind,
  peerOfOldNumber,
} from "./telegram-peer.ts";

const KIND_OF_TYPE: ReadonlyMap<unknown, PeerKind> = new Map([
  ["saved_messages", "user"],
  ["replies", "user"],
  ["verification_codes", "user"],
  ["personal_chat", "user"],
  ["bot_chat", "user"],
  ["private_group", "chat"],
  ["private_supergroup", "channel"],
  ["public_supergroup", "channel"],
  ["private_channel", "channel"],
  ["public_channel", "channel"],
]);

export const isChatType = (type: unknown): boolean => KIND_OF_TYPE.has(type);

/** Between the account and one other; beside these only the account's own chats are of people. */
const CHATS_OF_TWO = new Set<unknown>(["personal_chat", "bot_chat"]);

export interface Chat {
  peer: Peer;
  /** A type that is known. */
  type: string;
}

/** Its posts are the channel's own, whoever wrote them. */
export const isBroadcast = ({ type }: Chat): boolean => type.endsWith("_channel");

type Members = JsonWithin["before"];

const SHIFT = 2 ** 32;

/** Versions before 2.8 write ids of people as numbers, later ones as words; undefined where there are none. */
function isOld(first: JsonRecord): boolean | undefined {
  const message = first.error === undefined ? first.value : undefined;
  if (!isFields(message)) return undefined;
  const ids = [message["from_id"], message["actor_id"]];
  if (ids.some(Number.isInteger)) return true;
  return ids.some((id) => typeof id === "string") ? false : undefined;
}

/**
 * The chat, by the members before its messages and the first of these; undefined without a type that
 * is known or an id. Of old exports the id has the kind above its 32 bits; where the first message does
 * not show how old it is, only people are taken to have bare ids as long as that.
 */
export function findChat(members: Members, first: JsonRecord): Chat | undefined {
  const type = findText(members.get("type")?.value) ?? "";
  const kind = KIND_OF_TYPE.get(type);
  const member = members.get("id");
  const written = member && exactValue(member);
  if (kind === undefined || written === undefined) return undefined;
  if (typeof written === "number" && written < 0) {
    const peer = findPeer(written);
    return peer?.kind === kind ? { peer, type } : undefined;
  }
  const digits = findNumber(written);
  if (digits === undefined || digits === "0") return undefined;
  const isLong = typeof written === "number" && written > (kind === "user" ? SHIFT : 2 * SHIFT);
  const isShifted = isLong && (isOld(first) ?? kind !== "user");
  const id = isShifted ? peerOfOldNumber(written)?.id : digits;
  return id === undefined ? undefined : { peer: { kind, id }, type };
}

/** What a message shows of whose export it is: of a chat of two, who is not the other. */
export function showOwner(owner: Owner, { peer, type }: Chat, message: unknown): void {
  if (type === "saved_messages") owner.show(peer.id);
  if (!CHATS_OF_TWO.has(type) || !isFields(message)) return;
  owner.deny(peer.id);
  for (const name of ["from_id", "actor_id"]) {
    const writer = findNamedPeer(message[name]);
    if (writer?.kind === "user" && writer.id !== peer.id) owner.show(writer.id);
  }
}

const claimOf = (member: JsonRecord, record: number, shownBy: number | undefined, fact: Fact) => ({
  place: { bytes: member.bytes, record, as: "json" as const },
  basis: "recorded" as const,
  ...(shownBy === undefined ? {} : { shownBy }),
  facts: [fact],
});

/** The chat as claims of the record that they go with: each member is a place of its own. */
export function chatClaims(
  peer: Peer,
  members: Members,
  record: number,
  shownBy: number | undefined,
): Claim[] {
  const subject = chatKey(peer);
  const [id, name, type] = [members.get("id"), members.get("name"), members.get("type")];
  const [title, kind] = [findText(name?.value), findText(type?.value)];
  const claims: Claim[] = [];
  if (id) claims.push({ subject, ...claimOf(id, record, shownBy, chatFact(peer, "")) });
  if (name && title !== undefined) {
    const fact: Fact = { fact: "item", item: subject, title, at: "" };
    claims.push({ subject, quoteAt: "", ...claimOf(name, record, shownBy, fact) });
  }
  if (type && kind !== undefined) {
    const remark = { fact: "remark", kind: "attribute", subject, relation: "kind" } as const;
    claims.push({
      subject,
      ...claimOf(type, record, shownBy, { ...remark, value: kind, at: "" }),
    });
  }
  return claims;
}

/** Members by name, for the watch on fields. */
export const membersAsFields = (members: Members): Fields =>
  Object.fromEntries([...members].map(([name, { value }]) => [name, value]));
