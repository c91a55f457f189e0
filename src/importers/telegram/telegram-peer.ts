/**
 * Users, basic groups and channels of Telegram, as exporters write them, and their keys. A channel's
 * id is told from others by its kind only: bare in the API, `channel123` in tdesktop's exports, and
 * with -100 before it where one number stands for all kinds (core.telegram.org/api/bots/ids).
 * Supergroups are channels. Messages of channels are numbered once for all; those of basic groups
 * and private chats are numbered by each account for itself.
 */
import { findKey, type Key, parseKey } from "../../model/key.ts";
import { findDigits, findFields } from "../reading/records.ts";

const KINDS = ["user", "chat", "channel"] as const;
export type PeerKind = (typeof KINDS)[number];

export interface Peer {
  kind: PeerKind;
  /** Bare digits. */
  id: string;
  /** Of a private chat or basic group: the account by whose numbers its messages are told apart. */
  owner?: string;
}

/** Telegram's ids are signed numbers of 64 bits. */
const MAX_DIGITS = 19;

/** The digits of an id or count; a table's float (`12.0`) is the number that it was made of. */
export function findNumber(value: unknown): string | undefined {
  const whole = typeof value === "string" ? value.replace(/^(\d{1,15})\.0$/, "$1") : value;
  const digits = findDigits(whole);
  return digits === undefined || digits.length > MAX_DIGITS ? undefined : digits;
}

const peer = (kind: PeerKind, id: string | undefined): Peer | undefined =>
  id === undefined || id === "0" ? undefined : { kind, id };

/** `-1001234` is channel 1234, `-12` basic group 12, `12` user 12. */
function peerOfMarked(marked: string): Peer | undefined {
  const [, sign, digits] = /^(-?)(\d{1,19})$/.exec(marked) ?? [];
  if (digits === undefined) return undefined;
  if (sign === "") return peer("user", findNumber(digits));
  const channel = /^100(\d{9,12})$/.exec(digits)?.[1];
  return channel === undefined
    ? peer("chat", findNumber(digits))
    : peer("channel", findNumber(channel.replace(/^0+/, "")));
}

/** A peer of the API: `{"_": "PeerChannel", "channel_id": 1}`, or a marked id. */
export function findPeer(value: unknown): Peer | undefined {
  const fields = findFields(value);
  if (fields === undefined) {
    return typeof value === "string" || typeof value === "number"
      ? peerOfMarked(String(value))
      : undefined;
  }
  for (const kind of KINDS) {
    const id = findNumber(fields[`${kind}_id`]);
    if (id !== undefined) return peer(kind, id);
  }
  return undefined;
}

/** Before version 2.8 tdesktop kept the kind above the 32 bits of an id, and not always. */
const SHIFT = 2 ** 32;

/** A number that tdesktop wrote before ids had 64 bits: bare for a user, or with its kind above. */
export function peerOfOldNumber(number: number): Peer | undefined {
  if (!Number.isSafeInteger(number) || number <= 0 || number >= 3 * SHIFT) return undefined;
  const kind = number < 2 * SHIFT ? "user" : "channel";
  return peer(kind, String(number % SHIFT));
}

/** `user123`, `channel123` or `chat123`; a mere number is of an old export. */
export function findNamedPeer(value: unknown): Peer | undefined {
  if (typeof value === "number") return peerOfOldNumber(value);
  const [, kind, id] = /^([a-z]+)(\d{1,19})$/.exec(typeof value === "string" ? value : "") ?? [];
  const known = KINDS.find((one) => one === kind);
  return known && peer(known, findNumber(id));
}

export const accountOf = ({ kind, id }: Peer): Key => parseKey(`telegram:id/${kind}-${id}`);

/** Whether other accounts give the same message another number. */
export const isNumberedByAccount = ({ kind }: Peer): boolean => kind !== "channel";

/** `user-<owner>-<other>`, `chat-<id>-<owner>`; a basic group that nobody's numbers matter to is `chat-<id>`. */
function chatPart({ kind, id, owner }: Peer): string {
  if (kind === "channel") return id;
  if (owner === undefined) return `${kind}-${id}`;
  return kind === "user" ? `user-${owner}-${id}` : `chat-${id}-${owner}`;
}

export const chatKey = (chat: Peer): Key => parseKey(`telegram:${chatPart(chat)}`);

export const platformOf = (chat: Peer): string => `telegram/${chatPart(chat)}`;

/** Undefined for an id that is none, and where it is not known whose; messages are numbered from 1. */
export function findMessageKey(chat: Peer, id: unknown): Key | undefined {
  const digits = findNumber(id);
  if (digits === undefined || digits === "0") return undefined;
  if (isNumberedByAccount(chat) && chat.owner === undefined) return undefined;
  return findKey(`telegram:${chatPart(chat)}/${digits}`);
}

/** The account that bears a public name. */
export const findHandle = (name: unknown): Key | undefined =>
  typeof name === "string" && /^@?[A-Za-z]\w{2,31}$/.test(name)
    ? findKey(`telegram:@${name.replace(/^@/, "")}`)
    : undefined;
