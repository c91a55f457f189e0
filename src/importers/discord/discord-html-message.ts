/** What one message of a DiscordChatExporter page says, as facts. */
import type { Fact, TimeFact } from "../../model/claim.ts";
import { publishedByKey } from "../../model/id-time.ts";
import { findKey, type Key } from "../../model/key.ts";
import { type Time, TimeFormatError, type Zone } from "../../model/time.ts";
import { attributeOf, type HtmlElement } from "../reading/html.ts";
import { placeOfElement } from "../reading/html-place.ts";
import { wordsOf } from "../reading/html-words.ts";
import { findDigits, findText, RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Reading, Skip, Warning } from "../reading/told.ts";
import type { Channel } from "./discord-channel.ts";
import { allOf, findAttribute, type Parts, partsOf } from "./discord-html-parts.ts";
import { besideFacts, editedIn, fileFacts, wordFacts, wordsElement } from "./discord-html-words.ts";
import { personOf, splitFullName } from "./discord-people.ts";
import { findShownTime } from "./discord-shown-time.ts";
import { disagreesWithId } from "./discord-time.ts";

const AUTHORS = ["chatlog__author", "chatlog__author-name"];
const TAGS = ["chatlog__author-tag", "chatlog__bot-tag", "chatlog__bot-label"];
const CLOCKS = ["chatlog__timestamp", "chatlog__short-timestamp"];
const ANSWERED = ["chatlog__reply", "chatlog__reference"];
const NOTICE = "chatlog__system-notification-content";

/** What belongs to a message or, on older pages, to its group; each taken whole. */
export const MESSAGE_PARTS = new Set([
  ...[...AUTHORS, ...TAGS, ...CLOCKS, ...ANSWERED, NOTICE],
  ...["chatlog__content", "chatlog__forwarded", "chatlog__attachment", "chatlog__embed"],
  ...["chatlog__sticker", "chatlog__reactions"],
]);

export interface HtmlMessage {
  element: HtmlElement;
  /** The parts of its own and, of the first of a group, those that stand before it. */
  parts: Parts;
  /** Those of the first message of the group, which name the author of all. */
  named: Parts;
  channel: Channel;
  zone: Zone;
  marksNotices: boolean;
}

interface Into {
  key: Key;
  facts: Fact[];
  warnings: Warning[];
}

function messageKey({ element, channel }: HtmlMessage): Key {
  const written = attributeOf(element, "data-message-id") ?? "";
  const id = findDigits(written);
  const key = id === undefined ? undefined : findKey(`${channel.key}/${id}`);
  if (key !== undefined) return key;
  const at = placeOfElement(element, "data-message-id");
  throw new RecordError("bad-id", `"${written.slice(0, 80)}" is no id of a message`, at);
}

/** What the page shows where the exporter's language lets it be read: the long form, else the short. */
function shownTime(element: HtmlElement, zone: Zone): { time: Time; at: string } | undefined {
  const shown = [
    findAttribute(element, "title"),
    { value: wordsOf(element), at: placeOfElement(element) },
  ];
  for (const said of shown) {
    if (said === undefined) continue;
    try {
      const time = findShownTime(said.value, zone);
      if (time !== undefined) return { time, at: said.at };
    } catch (error) {
      if (error instanceof TimeFormatError)
        throw new RecordError("bad-time", error.message, said.at);
      throw error;
    }
  }
  return undefined;
}

function addWhen({ parts, zone }: HtmlMessage, { key, facts, warnings }: Into): void {
  const [clock] = allOf(parts, ...CLOCKS);
  const shown = clock && shownTime(clock, zone);
  if (shown !== undefined) {
    const fact: TimeFact = {
      fact: "time",
      item: key,
      kind: "published",
      ...shown.time,
      at: shown.at,
    };
    facts.push(fact);
    if (disagreesWithId(fact)) {
      const words = "the time differs from the one in the id by more than a second";
      warnings.push(["time-disagrees", words, shown.at]);
    }
  } else if (publishedByKey(key) === undefined) {
    warnings.push(["no-time", "neither the page nor the id says when it was posted"]);
  } else if (clock !== undefined) {
    const words = "the date is in no form that can be read in one way only: the id says when";
    warnings.push(["unread-date", words, placeOfElement(clock)]);
  }
  for (const content of allOf(parts, "chatlog__content")) {
    const mark = editedIn(content);
    if (mark === undefined) continue;
    const edited = shownTime(mark, zone);
    const open = { earliest: null, latest: null, at: placeOfElement(mark) };
    facts.push({
      fact: "time",
      item: key,
      kind: "edited",
      ...(edited ? { ...edited.time, at: edited.at } : open),
    });
  }
}

/** Adds who wrote it, and says whether that is a program. */
function addAuthor({ named }: HtmlMessage, { key, facts, warnings }: Into): boolean {
  const [author] = allOf(named, ...AUTHORS);
  if (author === undefined) {
    warnings.push(["no-author", "the page names no author"]);
    return false;
  }
  const [tag] = allOf(named, ...TAGS);
  const id = findAttribute(author, "data-user-id");
  const full = findAttribute(author, "title");
  const at = placeOfElement(author);
  const fullAt = full?.at ?? at;
  const nickname = findText(wordsOf(author));
  const { name, discriminator } = splitFullName(full?.value ?? nickname ?? "");
  const person = personOf({
    id: findDigits(id?.value),
    name: findText(name),
    discriminator: discriminator ?? "0000",
    nickname,
    isBot: tag !== undefined,
    at: {
      id: id?.at ?? at,
      name: fullAt,
      fullName: fullAt,
      nickname: at,
      isBot: tag ? placeOfElement(tag) : at,
    },
  });
  if (person?.kind === "user") {
    const edge = { relation: "POSTED_BY", subject: key, object: person.account } as const;
    facts.push(...person.facts, { fact: "edge", ...edge, at: id?.at ?? at });
    return person.isBot;
  }
  const value = person?.name ?? name;
  const relation = person?.kind === "webhook" ? "webhook" : "author";
  if (value)
    facts.push({ fact: "remark", kind: "attribute", subject: key, relation, value, at: fullAt });
  if (person === undefined) warnings.push(["no-author", "the author has no id", at]);
  return tag !== undefined;
}

const SCROLLS = /scrollToMessage\(event,\s*'(\d{1,20})'\)/;
const ANSWER = new Set([
  ...["chatlog__reply-link", "chatlog__reference-link", "chatlog__reply-unknown"],
  ...["chatlog__reference-unknown", "chatlog__reply-content", "chatlog__reference-content"],
]);
const LINK = new Set(["chatlog__reply-link", "chatlog__reference-link"]);

/** A thread begins with a reference to the message of another channel whose id is the thread's own. */
function answeredKey(link: HtmlElement, channel: Channel): { key: Key; at: string } | undefined {
  const written = findAttribute(link, "onclick");
  const id = written && SCROLLS.exec(written.value)?.[1];
  const key = id === undefined || id === channel.id ? undefined : findKey(`${channel.key}/${id}`);
  return key === undefined || written === undefined ? undefined : { key, at: written.at };
}

/** The message that it answers, which is of its own channel; the words shown of it are another's. */
function addAnswered({ parts, channel }: HtmlMessage, { key, facts }: Into): void {
  for (const element of allOf(parts, ...ANSWERED)) {
    const inner = partsOf(element, ANSWER);
    const contents = allOf(inner, "chatlog__reply-content", "chatlog__reference-content");
    const links = [
      ...allOf(inner, ...LINK),
      ...contents.flatMap((content) => allOf(partsOf(content, LINK), ...LINK)),
    ];
    for (const link of links) {
      const answered = answeredKey(link, channel);
      if (answered === undefined || answered.key === key) continue;
      const edge = { relation: "REPLIES_TO", subject: key, object: answered.key } as const;
      facts.push({ fact: "edge", ...edge, at: answered.at });
    }
    const gone = allOf(inner, "chatlog__reply-unknown", "chatlog__reference-unknown");
    const others =
      links.length > 0
        ? []
        : [
            ...gone.map((one) => ["answers", one] as const),
            ...contents.map((one) => ["command", one] as const),
          ];
    for (const [relation, one] of others) {
      const value = findText(wordsOf(one));
      if (value !== undefined) {
        facts.push({
          fact: "remark",
          kind: "attribute",
          subject: key,
          relation,
          value,
          at: placeOfElement(one),
        });
      }
    }
  }
}

const isSentOn = (parts: Parts): boolean =>
  allOf(parts, ...TAGS).some((tag) => wordsOf(tag) === "SERVER");

const FORWARDED_CLOCK = new Set(["chatlog__forwarded-timestamp"]);

/** The page does not say which message is forwarded. */
function forwardFacts(subject: Key, parts: Parts): Fact[] {
  return allOf(parts, "chatlog__forwarded").flatMap((element): Fact[] => {
    const remark = { fact: "remark", kind: "attribute", subject } as const;
    const [clock] = allOf(partsOf(element, FORWARDED_CLOCK), ...FORWARDED_CLOCK);
    const shown: Said | undefined = clock && {
      value: findAttribute(clock, "title")?.value ?? wordsOf(clock),
      at: placeOfElement(clock),
    };
    const when = shown && shown.value !== "" ? { value: shown.value } : {};
    return [
      {
        ...remark,
        relation: "forwards a message",
        ...when,
        at: shown?.at ?? placeOfElement(element),
      },
    ];
  });
}

const FORWARDED_FILES = new Set(["chatlog__forwarded-attachment", "chatlog__attachment"]);

const filesOf = (parts: Parts): HtmlElement[] => [
  ...allOf(parts, "chatlog__attachment"),
  ...allOf(parts, "chatlog__forwarded").flatMap((element) =>
    allOf(partsOf(element, FORWARDED_FILES), ...FORWARDED_FILES),
  ),
];

/** What the exporter writes for notices, as JSON tells by their kind (Message.cs). */
const FOR_NOTICE =
  /^(?:Added a recipient|Removed a recipient|Started a call that lasted \d+ minutes|Changed the channel (?:name|icon)|Pinned a message|Started a thread|Joined the server)\.$/;

function findNotice({ parts, marksNotices }: HtmlMessage): string | undefined {
  if (parts.has(NOTICE)) return NO_MESSAGE;
  const [content] = allOf(parts, "chatlog__content");
  const isLike = content !== undefined && FOR_NOTICE.test(wordsOf(wordsElement(content)));
  return isLike && !marksNotices
    ? `${NO_MESSAGE}; pages of this version do not mark them`
    : undefined;
}

const NO_MESSAGE = "a notice of Discord's own is no message that somebody or some program wrote";

/** @throws RecordError when it has no id, or a time that does not exist */
export function readHtmlMessage(message: HtmlMessage): Reading | Skip {
  const { element, parts, channel } = message;
  const notice = findNotice(message);
  if (notice !== undefined) return { skip: "notice", why: notice };
  const key = messageKey(message);
  const at = placeOfElement(element, "data-message-id");
  const { platform } = channel;
  const into: Into = {
    key,
    facts: [
      { fact: "item", item: key, type: "post", platform, at },
      { fact: "edge", relation: "PART_OF", subject: key, object: channel.key, at },
    ],
    warnings: [],
  };
  addWhen(message, into);
  const isBot = addAuthor(message, into);
  const words = wordFacts(key, parts, isBot, into.warnings);
  if (!isSentOn(message.named)) addAnswered(message, into);
  const facts = [
    ...into.facts,
    ...words.facts,
    ...fileFacts(key, platform, filesOf(parts), into.warnings),
    ...forwardFacts(key, parts),
    ...besideFacts(key, parts),
  ];
  return {
    told: [{ subject: key, quoteAt: words.quoteAt, facts }],
    warnings: into.warnings,
  };
}
