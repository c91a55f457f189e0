/** Words, links and attachments of a Discord message, of its own or forwarded in it. */
import type { Fact } from "../../model/claim.ts";
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import {
  addUrl,
  createEdges,
  type Fields,
  findDigits,
  findFields,
  findText,
  listOf,
} from "../reading/records.ts";
import { elementsOf } from "../reading/said.ts";
import { linksInText } from "../reading/text-links.ts";
import { findBridged } from "./discord-bridge.ts";

/** The object that holds the words, and where it stands in the record. */
export interface Holder {
  fields: Fields;
  at: string;
  /** A program wrote it, so that its embeds are its own words and no previews of what it links to. */
  byProgram: boolean;
}

interface Text {
  text: string;
  at: string;
}

function textsAt(fields: Fields, names: readonly string[], at: string): Text[] {
  return names.flatMap((name) => {
    const text = findText(fields[name]);
    return text === undefined ? [] : [{ text, at: `${at}/${name}` }];
  });
}

/** Discord allows ten; the address of each is sought in all words. */
const MAX_EMBEDS = 100;

const embedsOf = ({ fields, at }: Holder) =>
  elementsOf(listOf(fields["embeds"]).slice(0, MAX_EMBEDS), `${at}/embeds`);

/**
 * Embeds that a program made. Discord puts previews below the links of programs too: those of what
 * the words link to, and all of a bridge, which brings nothing but words.
 */
function ownEmbedsOf(holder: Holder) {
  const words = findText(holder.fields["content"]) ?? "";
  if (!holder.byProgram || findBridged(words) !== undefined) return [];
  return embedsOf(holder).filter(({ fields }) => {
    const url = findText(fields["url"]);
    return url === undefined || !words.includes(url);
  });
}

/** What the message says: its content, or what a program wrote into its first embed. */
export function findWords(holder: Holder): Text | undefined {
  const [content] = textsAt(holder.fields, ["content"], holder.at);
  if (content !== undefined) return content;
  return ownEmbedsOf(holder).flatMap(({ fields, at }) =>
    textsAt(fields, ["description", "title"], at),
  )[0];
}

/** Texts in which a link is the message's own. */
function textsOf(holder: Holder): Text[] {
  const texts = textsAt(holder.fields, ["content"], holder.at);
  for (const { fields, at } of ownEmbedsOf(holder)) {
    texts.push(...textsAt(fields, ["title", "description"], at));
    for (const field of elementsOf(fields["fields"], `${at}/fields`)) {
      texts.push(...textsAt(field.fields, ["name", "value"], field.at));
    }
  }
  return texts;
}

/** `> ` quotes a line, `>>> ` all that follows. */
const QUOTED = /^ *>>> [\s\S]*|^ *> .*$/gm;

/** What a bridge writes at the end of the message that answers is another's too. */
const quotedEnd = (text: string, mayBeBridge: boolean): number =>
  (mayBeBridge ? findBridged(text)?.ownLength : undefined) ?? text.length;

/** Without quoted lines, and without what a bridge quotes. */
const ownWords = (text: string, mayBeBridge: boolean): string =>
  text.slice(0, quotedEnd(text, mayBeBridge)).replace(QUOTED, "");

/** Links that are the message's own, and those in what it quotes. */
export function linksOf(text: string, mayBeBridge: boolean): { own: string[]; quoted: string[] } {
  const end = quotedEnd(text, mayBeBridge);
  const quoted = [...text.slice(0, end).matchAll(QUOTED), text.slice(end)].join("\n");
  return { own: linksInText(ownWords(text, mayBeBridge)), quoted: linksInText(quoted) };
}

/** Pictures and films in a program's embed, by the address that they were given by. */
function pictureUrls({ fields, at }: { fields: Fields; at: string }): Text[] {
  const single = ["image", "video", "thumbnail"].flatMap((name) => {
    const picture = findFields(fields[name]);
    return picture === undefined ? [] : [{ fields: picture, at: `${at}/${name}` }];
  });
  return [...single, ...elementsOf(fields["images"], `${at}/images`)].flatMap((picture) =>
    textsAt(picture.fields, ["canonicalUrl", "url"], picture.at).slice(0, 1),
  );
}

/** Where a program's embed leads beside its words. */
function embedUrls(embed: { fields: Fields; at: string }): Text[] {
  const author = findFields(embed.fields["author"]);
  const named = author === undefined ? [] : textsAt(author, ["url"], `${embed.at}/author`);
  return [...textsAt(embed.fields, ["url"], embed.at), ...named, ...pictureUrls(embed)];
}

/** Buttons stand in rows; a row holds no rows. */
function buttonUrls({ fields, at }: Holder): Text[] {
  const rows = elementsOf(fields["components"], `${at}/components`);
  const inRows = rows.flatMap((row) =>
    elementsOf(row.fields["components"], `${row.at}/components`),
  );
  return [...rows, ...inRows].flatMap((button) => textsAt(button.fields, ["url"], button.at));
}

/** A person's embed is Discord's preview, perhaps of where the link leads by now: only the words say. */
function urlsOf(holder: Holder): Text[] {
  const { byProgram } = holder;
  const texts = textsOf(holder).map(({ text, at }) => ({ text: ownWords(text, byProgram), at }));
  const urls = texts.flatMap(({ text, at }) => linksInText(text).map((url) => ({ text: url, at })));
  for (const { fields, at } of embedsOf(holder)) {
    const [url] = textsAt(fields, ["url"], at);
    if (url && texts.some(({ text }) => text.includes(url.text))) urls.push(url);
  }
  return [...urls, ...ownEmbedsOf(holder).flatMap(embedUrls), ...buttonUrls(holder)];
}

/** Links in quoted lines, which are somebody else's. */
function quotedLinks(holder: Holder, subject: Key): Fact[] {
  return textsOf(holder).flatMap(({ text, at }) =>
    linksOf(text, holder.byProgram).quoted.map((value): Fact => {
      const relation = "link in a quoted line";
      return { fact: "remark", kind: "attribute", subject, relation, value, at };
    }),
  );
}

export function linkFacts(holder: Holder, subject: Key): Fact[] {
  const facts: Fact[] = [];
  const add = createEdges(subject, facts);
  for (const { text, at } of urlsOf(holder)) addUrl(add, text, at);
  return [...facts, ...quotedLinks(holder, subject)];
}

/** Stickers, and the times that embeds show: whoever made the embed set them. */
export function besideFacts({ fields, at }: Holder, subject: Key): Fact[] {
  const remark = { fact: "remark", kind: "attribute", subject } as const;
  const times = elementsOf(fields["embeds"], `${at}/embeds`).flatMap((embed): Fact[] =>
    textsAt(embed.fields, ["timestamp"], embed.at).map((time) => ({
      ...remark,
      relation: "time in an embed",
      value: time.text,
      at: time.at,
    })),
  );
  const stickers = elementsOf(fields["stickers"], `${at}/stickers`).flatMap((sticker): Fact[] => {
    const id = findDigits(sticker.fields["id"]);
    return textsAt(sticker.fields, ["name"], sticker.at).map((name) => ({
      ...remark,
      relation: "sticker",
      ...(id === undefined ? {} : { object: id }),
      value: name.text,
      at: name.at,
    }));
  });
  return [...times, ...stickers];
}

/** By its id, since with `--media` the URL is a path on the exporter's disk; else by a URL of Discord's. */
function findAttachment(fields: Fields, at: string): { key: Key; at: string } | undefined {
  const id = findDigits(fields["id"]);
  const byId = id === undefined ? undefined : findKey(`discord:attachment/${id}`);
  if (byId !== undefined) return { key: byId, at: `${at}/id` };
  const url = findText(fields["url"]);
  const byUrl = url === undefined ? undefined : keyOfUrl(url);
  const isDiscords = byUrl?.startsWith("discord:attachment/") === true;
  return byUrl !== undefined && isDiscords ? { key: byUrl, at: `${at}/url` } : undefined;
}

/** Attached files as parts of the message. */
export function attachmentFacts(holder: Holder, subject: Key, platform: string): Fact[] {
  const { fields, at } = holder;
  return elementsOf(fields["attachments"], `${at}/attachments`).flatMap((attachment): Fact[] => {
    const file = findAttachment(attachment.fields, attachment.at);
    if (file === undefined) return [];
    const title = findText(attachment.fields["fileName"]);
    const item = { fact: "item", item: file.key } as const;
    return [
      { ...item, type: "file", platform, at: file.at },
      ...(title === undefined ? [] : [{ ...item, title, at: `${attachment.at}/fileName` }]),
      { fact: "edge", relation: "PART_OF", subject: file.key, object: subject, at: file.at },
    ];
  });
}
