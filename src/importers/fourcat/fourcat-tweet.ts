/**
 * Tweets of the API v2 as 4CAT keeps them (datasources/twitterv2, `enrich_tweet`): each with its
 * author joined to it as `author_user`, and with the tweets it refers to, or the errors in their
 * place. Where a tweet could not be had 4CAT makes one up by "UNKNOWN": it is skipped.
 */
import type { Fact } from "../../model/claim.ts";
import { isHidden } from "../reading/collected-post.ts";
import type { FieldTable } from "../reading/fields.ts";
import {
  type Fields,
  findFields,
  findText,
  isFields,
  listOf,
  RecordError,
} from "../reading/records.ts";
import type { Reading, Skip, Told, Warning } from "../reading/told.ts";
import { isId } from "../twitter/tweet-ids.ts";
import { readTweet2 } from "../twitter/tweet2-facts.ts";
import { PAGE_FIELDS } from "../twitter/tweet2-fields.ts";
import type { Around } from "../twitter/tweet2-page.ts";
import { everyProfile } from "../twitter/tweet2-people.ts";

type Node = FieldTable["root"];
const EMPTY: Node = { below: new Map() };

const WHY: Node = { below: new Map(), reason: "why it could not be had" };

/** The tables of a flattened tweet under 4CAT's names. */
function fieldsOf(): FieldTable {
  const tweet = PAGE_FIELDS.root.below;
  const author = tweet.get("author") ?? EMPTY;
  const nested: Node = {
    below: new Map([
      ...(tweet.get("referenced_tweets") ?? EMPTY).below,
      ["author_user", author],
      ["type", EMPTY],
      [
        "error",
        {
          below: new Map<string, Node>([
            ["title", EMPTY],
            ["*", WHY],
          ]),
        },
      ],
    ]),
  };
  const subject: Node = { below: new Map(), reason: "empty, but in tweets that 4CAT made up" };
  return {
    root: {
      below: new Map([
        ...tweet,
        ["author_user", author],
        ["referenced_tweets", nested],
        ["subject", subject],
        ["parameter", WHY],
      ]),
    },
  };
}

export const TWEET_FIELDS = fieldsOf();

export const isTweetItem = (item: Fields): boolean =>
  typeof item["text"] === "string" && isFields(item["author_user"]);

/** 4CAT's name of an author's place. */
const placed = (at: string): string => at.replace(/\/author(?=\/|$)/, "/author_user");

/** Without an author whose names were hashed or taken out. */
function withAuthor(tweet: Fields): Fields {
  const { author_user: author, ...rest } = tweet;
  const names = [rest["author_id"], findFields(author)?.["id"], findFields(author)?.["username"]];
  if (names.some((name) => isHidden(findText(name)))) return { ...rest, author_id: undefined };
  return isFields(author) ? { ...rest, author } : rest;
}

const factAt = (fact: Fact): Fact =>
  fact.at === undefined ? fact : { ...fact, at: placed(fact.at) };

function readOne(tweet: Fields, at: string, around: Around): { told: Told; warnings: Warning[] } {
  const { warnings, ...told } = readTweet2(withAuthor(tweet), at, around);
  return {
    told: { ...told, facts: told.facts.map(factAt) },
    warnings: warnings.map(([code, message, place]) =>
      place === undefined ? [code, message] : [code, message, placed(place)],
    ),
  };
}

/** A tweet that could not be had, in its place. */
function unavailable(reference: Fields, at: string): Fact[] {
  const error = findFields(reference["error"]);
  const id = reference["id"];
  if (error === undefined || !isId(id)) return [];
  return [
    {
      fact: "remark",
      kind: "event",
      subject: `twitter:status/${id}`,
      relation: "not available",
      value: (findText(error["title"]) ?? "an error").slice(0, 200).toWellFormed(),
      at: `${at}/error`,
    },
  ];
}

/** 4CAT asks of every tweet what it refers to. */
const NONE: Around = {
  users: new Map(),
  holds: () => false,
  asked: true,
  tellProfile: everyProfile,
};

/** Whose author may have been hashed since. */
const isMadeUp = (tweet: Fields): boolean =>
  tweet["author_id"] === "UNKNOWN" ||
  findText(tweet["subject"]) !== undefined ||
  (findText(tweet["text"]) === undefined &&
    findFields(tweet["author_user"])?.["username"] === "UNKNOWN");

export function readTweetItem(tweet: Fields): Reading | Skip {
  if (isMadeUp(tweet)) {
    return { skip: "made-up-row", why: "4CAT made up this tweet for one that it could not get" };
  }
  const own = readOne(tweet, "", NONE);
  const told: Told[] = [own.told];
  const warnings: Warning[] = [...own.warnings];
  listOf(tweet["referenced_tweets"]).forEach((entry, index) => {
    const reference = findFields(entry);
    if (reference === undefined) return;
    const at = `/referenced_tweets/${index}`;
    const facts = unavailable(reference, at);
    if (facts.length > 0) told.push({ facts });
    if (typeof reference["text"] !== "string" || isMadeUp(reference)) return;
    try {
      const nested = readOne(reference, at, NONE);
      told.push(nested.told);
      warnings.push(...nested.warnings);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      warnings.push([error.code, `a nested tweet is left out: ${error.message}`, error.field]);
    }
  });
  return { told, warnings };
}
