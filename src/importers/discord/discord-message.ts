/** What one message of a DiscordChatExporter file says, as facts. */
import type { Fact } from "../../model/claim.ts";
import { publishedByKey } from "../../model/id-time.ts";
import { findKey, type Key, parseKey } from "../../model/key.ts";
import type { Zone } from "../../model/time.ts";
import type { Again, AgainWatch } from "../reading/again.ts";
import {
  createEdges,
  type Fields,
  findDigits,
  findFields,
  findText,
  listOf,
  quoted,
  RecordError,
  scalarText,
} from "../reading/records.ts";
import { bridgeFacts } from "./discord-bridge.ts";
import type { Channel } from "./discord-channel.ts";
import { commandFacts } from "./discord-command.ts";
import { findPerson, isNamedIn } from "./discord-people.ts";
import { reactionFacts } from "./discord-reactions.ts";
import { findReference, findReferred, type Referred } from "./discord-reference.ts";
import { disagreesWithId, timeFacts } from "./discord-time.ts";
import {
  attachmentFacts,
  besideFacts,
  findWords,
  type Holder,
  linkFacts,
} from "./discord-words.ts";

interface Told {
  key: Key;
  facts: Fact[];
  quoteAt: string | undefined;
}

export interface Message extends Told {
  /** The message that is forwarded in it. */
  forwarded: Told | undefined;
  /** Code, words and pointer of what a person should know. */
  warnings: (readonly [code: string, message: string, at: string])[];
}

/** What a message was read from, and what is granted for times without an offset. */
interface Source {
  message: Fields;
  channel: Channel;
  zone: Zone;
}

/** Kinds that somebody or some program wrote; numbers are kinds that the exporter has no name for. */
const WRITTEN = new Set([
  "Default",
  "Reply",
  "ChatInputCommand",
  "ContextMenuCommand",
  "0",
  "19",
  "20",
  "23",
]);

/** The kind of a notice that Discord itself put into the channel (a join, a pin, a call). */
export function findNotice(message: Fields): string | undefined {
  const type = message["type"] ?? "Default";
  return WRITTEN.has(scalarText(type)) ? undefined : scalarText(type);
}

function addWhen({ message, zone }: Source, into: Message): void {
  const times = timeFacts(into.key, message, "", zone);
  into.facts.push(...times);
  const published = times.find(({ kind }) => kind === "published");
  const at = "/timestamp";
  if (published === undefined) {
    into.warnings.push(["no-time", "the message has no timestamp", at]);
  } else if (disagreesWithId(published)) {
    const words = "timestamp differs from the time in the id by more than a second";
    into.warnings.push(["time-disagrees", words, at]);
  }
}

/** Adds who wrote it, and says whether that is a program. */
function addAuthor({ message }: Source, into: Message): boolean {
  const author = findFields(message["author"]);
  const person = author && findPerson(author, "/author");
  if (person === undefined) {
    into.warnings.push(["no-author", "the message names no author", "/author"]);
    return false;
  }
  if (person.kind === "user") {
    const { account, facts } = person;
    const edge = { relation: "POSTED_BY", subject: into.key, object: account } as const;
    into.facts.push(...facts, { fact: "edge", ...edge, at: "/author/id" });
    return person.isBot;
  }
  if (person.name !== undefined) {
    into.facts.push({
      fact: "remark",
      kind: "attribute",
      subject: into.key,
      relation: person.kind === "webhook" ? "webhook" : "author",
      value: person.name,
      at: "/author/name",
    });
  }
  return person.kind === "webhook";
}

/** Far more than Discord allows; each of them is sought in the words. */
const MAX_MENTIONS = 1000;
const MAX_SOUGHT = 100_000;

/** An answer pings whom it answers, whether its words name them or not: only the words mention. */
function addMentions({ message }: Source, into: Message): void {
  const words = findText(message["content"])?.slice(0, MAX_SOUGHT) ?? "";
  const add = createEdges(into.key, into.facts);
  const mentions = listOf(message["mentions"]).slice(0, MAX_MENTIONS);
  mentions.forEach((entry, index) => {
    const at = `/mentions/${index}`;
    const user = findFields(entry);
    const person = user && findPerson(user, at);
    if (user === undefined || person?.kind !== "user" || !isNamedIn(words, user)) return;
    if (add("MENTIONS", person.account, `${at}/id`)) into.facts.push(...person.facts);
  });
}

function addReference(source: Source, into: Message): Referred | undefined {
  const reference = findFields(source.message["reference"]);
  if (reference === undefined) return undefined;
  const referred = findReferred(reference, source.channel);
  const at = "/reference/messageId";
  if (referred === undefined || referred.key === into.key) {
    into.warnings.push(["bad-reference", "it refers to no message that has a key", at]);
    return undefined;
  }
  const does = findReference(source.message, reference, referred.isHere, publishedByKey(into.key));
  if (does === undefined) {
    const words = "it refers to a message, but nothing says whether as an answer or a forward";
    into.warnings.push(["unclear-reference", words, at]);
    return undefined;
  }
  const edge =
    does === "reshares"
      ? ({ relation: "RESHARED_BY", subject: referred.key, object: into.key } as const)
      : ({ relation: "REPLIES_TO", subject: into.key, object: referred.key } as const);
  into.facts.push({ fact: "edge", ...edge, at });
  return referred;
}

function wordFacts(holder: Holder, key: Key, platform: string): Pick<Told, "facts" | "quoteAt"> {
  const words = findWords(holder);
  const told: Fact[] = words === undefined ? [] : [{ fact: "item", item: key, ...words }];
  const facts = [
    ...told,
    ...linkFacts(holder, key),
    ...attachmentFacts(holder, key, platform),
    ...besideFacts(holder, key),
  ];
  return { facts, quoteAt: words?.at };
}

/** Newer files may name who wrote the original; most do not. */
function originalAuthor(fields: Fields, key: Key): Fact[] {
  const at = "/forwardedMessage/author";
  const author = findFields(fields["author"]);
  const person = author && findPerson(author, at);
  if (person?.kind !== "user") return [];
  const { account, facts } = person;
  const edge = { relation: "POSTED_BY", subject: key, object: account } as const;
  return [...facts, { fact: "edge", ...edge, at: `${at}/id` }];
}

/** The words of a forwarded message are those of the original; without its key, of the forward. */
function addForwarded(source: Source, referred: Referred | undefined, into: Message): void {
  const fields = findFields(source.message["forwardedMessage"]);
  if (fields === undefined) return;
  const at = "/forwardedMessage";
  const holder: Holder = { fields, at, byProgram: false };
  if (referred === undefined) {
    const words = wordFacts(holder, into.key, source.channel.platform);
    into.facts = [...into.facts, ...words.facts];
    into.quoteAt ??= words.quoteAt;
    return;
  }
  const { key, platform } = referred;
  const { facts, quoteAt } = wordFacts(holder, key, platform);
  const item: Fact = {
    fact: "item",
    item: key,
    type: "post",
    platform,
    at: "/reference/messageId",
  };
  try {
    const times = timeFacts(key, fields, at, source.zone);
    const author = originalAuthor(fields, key);
    const object = parseKey(key.replace(/\/\d+$/, ""));
    const part: Fact = { fact: "edge", relation: "PART_OF", subject: key, object, at: item.at };
    into.forwarded = { key, quoteAt, facts: [item, part, ...times, ...author, ...facts] };
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    const message = `the forwarded message is left out: ${error.message}`;
    into.warnings.push([error.code, message, error.field ?? at]);
  }
}

/**
 * Words that differ from those of the same message before: an edit at no time that is known. They may
 * be names as of another day, which the exporter writes in; a link dated too early would be worse.
 */
function addAgain(again: Again, into: Message): void {
  if (again === undefined) return;
  const why =
    again === "other words" ? "it was edited, or names in it changed" : "it was edited in between";
  const words = `the message stands in the file before, with ${again}: ${why}`;
  into.warnings.push(["edited-in-between", words, "/content"]);
  if (again !== "other words") return;
  const open = { kind: "edited", earliest: null, latest: null } as const;
  into.facts.push({ fact: "time", item: into.key, ...open, at: "/id" });
}

function messageKey({ message, channel }: Source): Key {
  const written = message["id"];
  const id = findDigits(written);
  const key = id === undefined ? undefined : findKey(`${channel.key}/${id}`);
  if (key !== undefined) return key;
  if (written === undefined) throw new RecordError("no-id", "the message has no id", "/id");
  throw new RecordError("bad-id", `${quoted(written)} is no id of a message`, "/id");
}

/** @throws RecordError when it has no id, or a time that does not exist */
export function readMessage(source: Source, watchAgain: AgainWatch): Message {
  const { message, channel } = source;
  const key = messageKey(source);
  const { platform } = channel;
  const into: Message = {
    key,
    facts: [
      { fact: "item", item: key, type: "post", platform, at: "/id" },
      { fact: "edge", relation: "PART_OF", subject: key, object: channel.key, at: "/id" },
    ],
    quoteAt: undefined,
    forwarded: undefined,
    warnings: [],
  };
  addWhen(source, into);
  const byProgram = addAuthor(source, into);
  const words = wordFacts({ fields: message, at: "", byProgram }, key, platform);
  into.facts = [...into.facts, ...words.facts];
  into.quoteAt = words.quoteAt;
  const content = byProgram ? findText(message["content"]) : undefined;
  if (content !== undefined) into.facts.push(...bridgeFacts(key, content, "/content"));
  const referred = addReference(source, into);
  addForwarded(source, referred, into);
  addMentions(source, into);
  into.facts = [...into.facts, ...reactionFacts(key, message), ...commandFacts(key, message)];
  const edit = scalarText(message["timestampEdited"]);
  addAgain(watchAgain(key, findText(message["content"]) ?? "", edit), into);
  return into;
}
