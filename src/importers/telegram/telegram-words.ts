/**
 * Words of a Telegram message with what they link to, name and are tagged with. Telegram marks
 * stretches of the words (core.telegram.org/api/entities); exporters write them as parts or as
 * offsets. A link in a quoted stretch is a remark, since the words may be another's.
 */

import {
  addLink,
  addMention,
  addRemark,
  addTag,
  type CollectedPost,
} from "../reading/collected-post.ts";
import type { Said } from "../reading/said.ts";
import { linksInText } from "../reading/text-links.ts";
import { accountOf, findNumber } from "./telegram-peer.ts";

/** A stretch of words; kinds are those of tdesktop. */
export interface Part extends Said {
  kind: string;
  /** Where a `text_link` leads. */
  href?: Said | undefined;
  /** Whom a `mention_name` names. */
  user?: Said | undefined;
}

/** Telegram takes `example.org/a` for a link, too. */
const withScheme = (link: string): string =>
  /^[a-z][a-z\d+-]*:/i.test(link) ? link : `http://${link}`;

const CUT_OFF = /(?:…|\.\.\.)\s*$/;

function addPart(post: CollectedPost, part: Part): void {
  const { kind, value, at, href, user } = part;
  switch (kind) {
    case "link":
      if (!CUT_OFF.test(value)) addLink(post, withScheme(value.trim()), at);
      break;
    case "text_link":
      if (href) addLink(post, withScheme(href.value), href.at);
      break;
    case "mention":
      addMention(post, "telegram", part);
      break;
    case "mention_name": {
      const id = findNumber(user?.value);
      if (user && id !== undefined && id !== "0") {
        post.add("MENTIONS", accountOf({ kind: "user", id }), user.at);
      }
      break;
    }
    case "hashtag":
      addTag(post, part);
      break;
    case "blockquote":
      for (const link of linksInText(value)) {
        addRemark(post, "link in a quoted line", { value: link, at });
      }
      break;
    default:
      for (const link of linksInText(value)) addLink(post, link, at);
  }
}

export function addParts(post: CollectedPost, parts: readonly Part[]): void {
  for (const part of parts) addPart(post, part);
}

const TAGS = /(?<![\p{L}\p{N}_/&])#([\p{L}\p{N}_]{1,100})(?![\p{L}\p{N}_])/gu;
const NAMES = /(?<![\p{L}\p{N}_./@])@([A-Za-z]\w{3,31})(?!\w)/gu;

/** What words show that come without their marked stretches, as Telegram itself reads them. */
export function partsOfPlain({ value, at }: Said): Part[] {
  const found = (kind: string, pattern: RegExp): Part[] =>
    [...value.matchAll(pattern)].map(([, name = ""]) => ({ kind, value: name, at }));
  return [
    { kind: "plain", value, at },
    ...found("hashtag", TAGS).filter((tag) => !/^\d+$/.test(tag.value)),
    ...found("mention", NAMES),
  ];
}
