/** Words, links and files of a message in a DiscordChatExporter page. */
import type { Fact } from "../../model/claim.ts";
import { type Key, keyOfUrl } from "../../model/key.ts";
import type { HtmlElement } from "../reading/html.ts";
import { placeOfElement } from "../reading/html-place.ts";
import { wordsOf } from "../reading/html-words.ts";
import { addUrl, createEdges, findText } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Warning } from "../reading/told.ts";
import { bridgeFacts, findBridged } from "./discord-bridge.ts";
import {
  allOf,
  fileUrl,
  findAttribute,
  type Parts,
  partsOf,
  writtenIn,
} from "./discord-html-parts.ts";
import { findCdnPath } from "./discord-origin.ts";
import { linksOf } from "./discord-words.ts";

const WORDS = new Set([
  "chatlog__markdown-preserve",
  "preserve-whitespace",
  "chatlog__edited-timestamp",
]);

/** The element that holds nothing but words; before 2020 a span, before 2019 all of it. */
export function wordsElement(content: HtmlElement): HtmlElement {
  const [newer] = allOf(
    partsOf(content, WORDS),
    "chatlog__markdown-preserve",
    "preserve-whitespace",
  );
  const [older] = allOf(partsOf(content, new Set(["markdown"])), "markdown");
  return newer ?? older ?? content;
}

export const editedIn = (content: HtmlElement): HtmlElement | undefined =>
  allOf(partsOf(content, WORDS), "chatlog__edited-timestamp")[0];

interface Links {
  own: Said[];
  quoted: Said[];
}

const WEB = /^https?:\/\//i;

/** What the words link to; at the end of a bridge's words stands what another said. */
function linksIn(element: HtmlElement, isBot: boolean): Links {
  const { text, links, quotedText, quotedLinks } = writtenIn(element);
  const at = placeOfElement(element);
  const end = (isBot ? findBridged(text.trim())?.ownLength : undefined) ?? text.length;
  const lead = text.length - text.trimStart().length;
  const inText = linksOf(text.trim(), isBot);
  const placed = (values: readonly string[]) => values.map((value) => ({ value, at }));
  const web = links.filter(({ value }) => WEB.test(value));
  return {
    own: [...web.filter(({ offset }) => offset < lead + end), ...placed(inText.own)],
    quoted: [
      ...web.filter(({ offset }) => offset >= lead + end),
      ...quotedLinks.filter(({ value }) => WEB.test(value)),
      ...placed([...inText.quoted, ...linksOf(quotedText, false).own]),
    ],
  };
}

/** Embeds of a program are its own words where it wrote nothing that Discord could preview. */
function ownEmbeds(parts: Parts, isBot: boolean, content: Links | undefined, words: string) {
  const isOwn = isBot && (content?.own.length ?? 0) === 0 && findBridged(words) === undefined;
  return isOwn ? allOf(parts, "chatlog__embed") : [];
}

/** A message that is nothing but a link to a picture is shown as the picture alone. */
function hiddenLink(parts: Parts, warnings: Warning[]): Said[] {
  const embeds = allOf(parts, "chatlog__embed");
  const [embed] = embeds;
  if (embed === undefined || embeds.length > 1) return [];
  const url = fileUrl(embed);
  if (url === undefined) return [];
  if (WEB.test(url.value) && !/discordapp\.(?:net|com)\//i.test(url.value)) return [url];
  const words = "the exporter shows a link as its picture: what was linked to is not written";
  warnings.push(["hidden-link", words, url.at]);
  return [];
}

interface HtmlWords {
  facts: Fact[];
  quoteAt: string | undefined;
}

function linkFacts(subject: Key, { own, quoted }: Links): Fact[] {
  const facts: Fact[] = [];
  const add = createEdges(subject, facts);
  for (const { value, at } of own) addUrl(add, value, at);
  const told = new Set<string>();
  for (const { value, at } of quoted) {
    if (told.has(value)) continue;
    told.add(value);
    const remark = { fact: "remark", kind: "attribute", subject } as const;
    facts.push({ ...remark, relation: "link in a quoted line", value: value.toWellFormed(), at });
  }
  return facts;
}

/** `content` or, of a forward, the words of the original, whose key the page does not hold. */
export function wordFacts(
  subject: Key,
  parts: Parts,
  isBot: boolean,
  warnings: Warning[],
): HtmlWords {
  const contents = allOf(parts, "chatlog__content", "chatlog__forwarded").map(wordsElement);
  const own = ownEmbeds(
    parts,
    isBot,
    contents[0] && linksIn(contents[0], isBot),
    contents[0] ? wordsOf(contents[0]) : "",
  );
  const holders = [...contents, ...own];
  const [first] = holders.filter((element) => wordsOf(element) !== "");
  const text = first && findText(wordsOf(first));
  const at = first && placeOfElement(first);
  const facts: Fact[] = [];
  if (text !== undefined && at !== undefined) {
    facts.push({ fact: "item", item: subject, text, at });
    if (isBot) facts.push(...bridgeFacts(subject, text, at));
  }
  const links = holders.map((element) => linksIn(element, isBot));
  const hidden = contents.length === 0 && own.length === 0 ? hiddenLink(parts, warnings) : [];
  const all = {
    own: [...links.flatMap((one) => one.own), ...hidden],
    quoted: links.flatMap((one) => one.quoted),
  };
  return { facts: [...facts, ...linkFacts(subject, all)], quoteAt: at };
}

/** Attached files as parts of the message. */
export function fileFacts(
  subject: Key,
  platform: string,
  files: readonly HtmlElement[],
  warnings: Warning[],
): Fact[] {
  const seen = new Set<Key>();
  return files.flatMap((file): Fact[] => {
    const url = fileUrl(file);
    const key = url && keyOfUrl(url.value);
    const path = url && findCdnPath(url.value);
    if (url !== undefined && path === undefined && !WEB.test(url.value)) {
      const words = "an attached file was saved beside the export, where no id is written";
      warnings.push(["local-attachment", words, url.at]);
    }
    if (url === undefined || key === undefined || path === undefined || seen.has(key)) return [];
    seen.add(key);
    const item = { fact: "item", item: key, at: url.at } as const;
    return [
      { ...item, type: "file", platform },
      { ...item, title: path.name },
      { fact: "edge", relation: "PART_OF", subject: key, object: subject, at: url.at },
    ];
  });
}

const REACTION = new Set(["chatlog__reaction"]);
const COUNT = new Set(["chatlog__reaction-count"]);

/** How often each emoji was put to it by the day of the export, and stickers, as remarks. */
export function besideFacts(subject: Key, parts: Parts): Fact[] {
  const remark = { fact: "remark", subject } as const;
  const reactions = allOf(parts, "chatlog__reactions").flatMap((element) =>
    allOf(partsOf(element, REACTION), ...REACTION),
  );
  const counts = reactions.flatMap((reaction): Fact[] => {
    const [count] = allOf(partsOf(reaction, COUNT), ...COUNT);
    const value = count && /^\d{1,9}$/.exec(wordsOf(count))?.[0];
    if (count === undefined || value === undefined) return [];
    const [emoji] = reaction.children.flatMap((child) =>
      "attribs" in child ? (findAttribute(child, "alt") ?? []) : [],
    );
    const named = emoji === undefined ? {} : { object: emoji.value };
    return [
      {
        ...remark,
        kind: "count",
        relation: "reactions",
        ...named,
        value,
        at: placeOfElement(count),
      },
    ];
  });
  const stickers = allOf(parts, "chatlog__sticker").flatMap((sticker): Fact[] => {
    const title = findAttribute(sticker, "title");
    return title ? [{ ...remark, kind: "attribute", relation: "sticker", ...title }] : [];
  });
  return [...counts, ...stickers];
}
