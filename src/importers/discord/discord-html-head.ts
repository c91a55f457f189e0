/** What stands before the messages of a DiscordChatExporter page: the guild, the channel, the range. */
import type { Fact } from "../../model/claim.ts";
import { EXPORTED } from "../../model/exported.ts";
import { type HtmlElement, parseElements } from "../reading/html.ts";
import { decodeHtml } from "../reading/html-encoding.ts";
import { placeOfElement } from "../reading/html-place.ts";
import { wordsOf } from "../reading/html-words.ts";
import { findText } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Channel } from "./discord-channel.ts";
import {
  allOf,
  fileUrl,
  findAttribute,
  findGroup,
  messagesWithin,
  partsOf,
} from "./discord-html-parts.ts";
import { channelOf, findCdnPath } from "./discord-origin.ts";

const GUILD_ICON = /^https?:\/\/cdn\.discordapp\.com\/icons\/(\d{1,20})\//i;
/** Only groups of direct messages have a picture of their own. */
const CHANNEL_ICON = /^https?:\/\/cdn\.discordapp\.com\/channel-icons\/(\d{1,20})\//i;

export interface HtmlHead {
  /** Digits of the guild, as the address of its picture holds them. */
  guild: string | undefined;
  /** A group of direct messages, by its picture. */
  direct: Channel | undefined;
  names: readonly Said[];
  topic: Said | undefined;
  range: Said | undefined;
  /** Whether pages of this version mark notices of Discord's own: their styles tell. */
  marksNotices: boolean;
}

const CLASSES = new Set([
  ...["preamble__guild-icon", "preamble__entry", "info__guild-icon", "info__guild-name"],
  ...["info__channel-name", "info__channel-topic", "info__channel-date-range"],
]);

function saidBy(element: HtmlElement): Said[] {
  const value = findText(wordsOf(element));
  return value === undefined ? [] : [{ value, at: placeOfElement(element) }];
}

const RANGE = /^(?:Between .+ and|After|Before) \S/;

export function readHead(slice: Uint8Array): HtmlHead {
  const { text } = decodeHtml(slice);
  const parts = partsOf(parseElements(text), CLASSES);
  const [icon] = allOf(parts, "preamble__guild-icon", "info__guild-icon");
  const source = icon && findAttribute(icon, "src")?.value;
  const direct = source && CHANNEL_ICON.exec(source)?.[1];
  const entries = allOf(parts, "preamble__entry", "info__guild-name", "info__channel-name");
  const [guildName, channelName, ...rest] = entries.flatMap(saidBy);
  const others = [
    ...rest,
    ...allOf(parts, "info__channel-topic", "info__channel-date-range").flatMap(saidBy),
  ];
  return {
    guild: source ? GUILD_ICON.exec(source)?.[1] : undefined,
    direct: direct ? channelOf("@me", direct) : undefined,
    names: [guildName, channelName].filter((said) => said !== undefined),
    topic: others.find(({ value }) => !RANGE.test(value)),
    range: others.find(({ value }) => RANGE.test(value)),
    marksNotices: text.includes("chatlog__system-notification"),
  };
}

/** The channel that all files were attached in, but for those of messages sent on from elsewhere. */
export function channelOfFiles(slices: readonly Uint8Array[]): string | undefined {
  const ids = new Set<string>();
  for (const slice of slices) {
    const group = findGroup(slice);
    for (const message of group ? messagesWithin(group) : []) {
      const parts = partsOf(
        message,
        new Set(["chatlog__attachment", "chatlog__forwarded", "chatlog__author-tag"]),
      );
      if (allOf(parts, "chatlog__author-tag").some((tag) => wordsOf(tag) === "SERVER")) continue;
      for (const file of allOf(parts, "chatlog__attachment")) {
        const path = findCdnPath(fileUrl(file)?.value ?? "");
        if (path) ids.add(path.channelId);
      }
    }
  }
  const [id, ...others] = ids;
  return others.length === 0 ? id : undefined;
}

/** What the page says of its channel, told with its first message. */
export function headFacts({ names, topic, range }: HtmlHead, channel: Channel): Fact[] {
  const { key, platform } = channel;
  const remark = { fact: "remark", kind: "attribute", subject: key } as const;
  const facts: Fact[] = [{ fact: "item", item: key, type: "thread", platform }];
  const [guild, name] = names;
  if (name) facts.push({ fact: "item", item: key, title: name.value, at: name.at });
  const told = [
    ["guild", guild],
    ["topic", topic],
    ["exported range", range],
  ] as const;
  for (const [relation, said] of told) {
    if (said) facts.push({ ...remark, relation, ...said });
  }
  return [...facts, { ...remark, relation: EXPORTED }];
}
