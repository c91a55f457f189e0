/**
 * Channels, basic groups and users as Telethon writes them beside messages: the id of each with the
 * public names that it bore when the file was collected. Telephone numbers are not read.
 */
import type { Fact } from "../../model/claim.ts";
import { type Key, parseKey } from "../../model/key.ts";
import { type Fields, findFields, findText, listOf, RecordError } from "../reading/records.ts";
import { type Said, textAt } from "../reading/said.ts";
import type { Reading, Skip, Told } from "../reading/told.ts";
import { chatFact, chatNameFacts, messageNameFact } from "./telegram-message.ts";
import type { Numbering } from "./telegram-owner.ts";
import {
  accountOf,
  chatKey,
  findHandle,
  findMessageKey,
  findNumber,
  findPeer,
  type Peer,
  type PeerKind,
} from "./telegram-peer.ts";
import { timeAt } from "./telethon-values.ts";

const KIND_OF: ReadonlyMap<unknown, PeerKind> = new Map([
  ["Channel", "channel"],
  ["ChannelForbidden", "channel"],
  ["Chat", "chat"],
  ["ChatForbidden", "chat"],
  ["User", "user"],
]);

export const isPerson = (fields: Fields): boolean => KIND_OF.has(fields["_"]);

function namesOf(fields: Fields): { handle: Key; at: string }[] {
  const said = [{ fields, at: "" }];
  listOf(fields["usernames"]).forEach((entry, index) => {
    const name = findFields(entry);
    if (name && name["active"] !== false) said.push({ fields: name, at: `/usernames/${index}` });
  });
  return said.flatMap(({ fields: holder, at }) => {
    const handle = findHandle(holder["username"]);
    return handle === undefined ? [] : [{ handle, at: `${at}/username` }];
  });
}

function nameOf(fields: Fields): Said | undefined {
  const [title, first, last] = ["title", "first_name", "last_name"].map((name) =>
    textAt(fields, name, ""),
  );
  if (title) return title;
  if (first && last) return { value: `${first.value} ${last.value}`, at: first.at };
  return first ?? last;
}

function accountFacts(fields: Fields, peer: Peer): Fact[] {
  const fact = { fact: "account", account: accountOf(peer), platform: "telegram" } as const;
  const name = nameOf(fields);
  const facts: Fact[] = [
    name ? { ...fact, name: name.value, at: name.at } : { ...fact, at: "/id" },
  ];
  for (const { handle, at } of namesOf(fields)) facts.push({ ...fact, handle, at });
  if (fields["bot"] === true) {
    const remark = { fact: "remark", kind: "attribute", subject: fact.account } as const;
    facts.push({ ...remark, relation: "bot", value: "true", at: "/bot" });
  }
  return facts;
}

/** The day is that of founding or of the collector's joining: nothing says which. */
function chatTold(fields: Fields, peer: Peer): Told {
  const subject = chatKey(peer);
  const title = textAt(fields, "title", "");
  const facts: Fact[] = [chatFact(peer, "/id")];
  if (title) facts.push({ fact: "item", item: subject, title: title.value, at: title.at });
  for (const { handle, at } of namesOf(fields)) facts.push(...chatNameFacts(peer, handle, at));
  const members = findNumber(fields["participants_count"]);
  const at = "/participants_count";
  if (members !== undefined) {
    const remark = { fact: "remark", kind: "count", subject, relation: "members" } as const;
    facts.push({ ...remark, value: members, at });
  }
  const became = findPeer(fields["migrated_to"]);
  if (became) {
    const remark = { fact: "remark", kind: "attribute", subject, relation: "became" } as const;
    facts.push({ ...remark, object: chatKey(became), at: "/migrated_to" });
  }
  const date = timeAt(fields, "date", "");
  if (date) {
    const remark = { fact: "remark", kind: "attribute", subject } as const;
    facts.push({ ...remark, relation: "founded or joined", time: date.value, at: date.at });
  }
  return { subject, quoteAt: title?.at, facts };
}

const MAX_NUMBERS = 100_000;
const LEADS_IN_CLAIM = 100;

/** Numbers of messages that the file tells of before the chats that they stand in. */
export function createNumbers() {
  const numbers = new Map<Key, Set<number>>();
  return {
    see(message: Key | undefined): void {
      const [, chat, number] = /^(telegram:\d+)\/(\d+)$/.exec(message ?? "") ?? [];
      if (chat === undefined) return;
      const key = parseKey(chat);
      const known = numbers.get(key) ?? new Set();
      numbers.set(key, known);
      if (known.size <= MAX_NUMBERS) known.add(Number(number));
    },
    of: (chat: Key): ReadonlySet<number> => numbers.get(chat) ?? new Set(),
  };
}

export type Numbers = ReturnType<typeof createNumbers>;

/** Messages of a channel by its public names lead to those by its id. */
function messageNames(fields: Fields, peer: Peer, numbers: Numbers): Reading {
  const names = namesOf(fields);
  const subject = chatKey(peer);
  const known = [...numbers.of(subject)];
  if (peer.kind !== "channel" || names.length === 0) return { told: [], warnings: [] };
  const keys = known.slice(0, MAX_NUMBERS).flatMap((id) => findMessageKey(peer, id) ?? []);
  const facts = names.flatMap(({ handle, at }) =>
    keys.map((key) => messageNameFact(peer, handle, key, at)),
  );
  const told: Told[] = [];
  for (let at = 0; at < facts.length; at += LEADS_IN_CLAIM) {
    told.push({ subject, facts: facts.slice(at, at + LEADS_IN_CLAIM) });
  }
  const cut = `of more than ${MAX_NUMBERS} messages only the first are known by the chat's name too`;
  return {
    told,
    warnings: known.length > MAX_NUMBERS ? [["many-messages", cut, "/username"]] : [],
  };
}

/** Whether it is the account that collected the file. */
export const findSelf = (fields: Fields): string | undefined =>
  fields["_"] === "User" && (fields["is_self"] === true || fields["self"] === true)
    ? findNumber(fields["id"])
    : undefined;

/** @throws RecordError when there is no id */
export function readPerson(fields: Fields, numbering: Numbering, numbers: Numbers): Reading | Skip {
  const kind = KIND_OF.get(fields["_"]);
  const id = findNumber(fields["id"]);
  if (kind === undefined) {
    const shown = (findText(fields["_"]) ?? "nothing").slice(0, 40);
    return { skip: "no-message", why: `${shown} is no message, channel, group or user` };
  }
  if (id === undefined || id === "0") {
    throw new RecordError("no-id", "the channel, group or user has no id", "/id");
  }
  const peer = { kind, id };
  const account: Told = { facts: accountFacts(fields, peer) };
  if (kind === "user") return { told: [account], warnings: [] };
  // A basic group posts nothing itself.
  const numbered = numbering(peer);
  const chat = chatTold(fields, "skip" in numbered ? peer : numbered);
  if (kind === "chat") return { told: [chat], warnings: [] };
  const { told, warnings } = messageNames(fields, peer, numbers);
  return { told: [chat, account, ...told], warnings };
}
