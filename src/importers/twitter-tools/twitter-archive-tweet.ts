/** One tweet of an account archive: the v1.1 shape without its user, numbers as texts. */
import type { Fact } from "../../model/claim.ts";
import type { Key } from "../../model/key.ts";
import { type Fields, findFields, findText, listOf, RecordError } from "../reading/records.ts";
import { elementsOf, type Said, textAt } from "../reading/said.ts";
import type { Reading, Told, Warning } from "../reading/told.ts";
import { statusOf } from "../twitter/tweet-own-id.ts";
import {
  accountOf,
  clientOf,
  remark,
  type SaidAccount,
  type SaidLink,
  type SaidTweetRef,
} from "../twitter/tweet-said.ts";
import { tellTweet } from "../twitter/tweet-told.ts";
import type { ArchiveOwner } from "./twitter-archive-owner.ts";
import { archivePublication, findArchiveTime } from "./twitter-archive-time.ts";

export interface ArchivePart {
  /** Its tweets had been deleted when the archive was made. */
  deleted: boolean;
  owner: ArchiveOwner | undefined;
}

type Element = ReturnType<typeof elementsOf>[number];

/** The first that is there. */
function saidAt(fields: Fields, names: readonly string[], at: string): Said | undefined {
  for (const name of names) {
    const said = textAt(fields, name, at);
    if (said !== undefined) return said;
  }
  return undefined;
}

function linksOf(entities: Fields | undefined, at: string): SaidLink[] {
  return elementsOf(entities?.["urls"], `${at}/urls`).flatMap(
    ({ fields: url, at: urlAt }): SaidLink[] => {
      const short = saidAt(url, ["url"], urlAt);
      const long = saidAt(url, ["expanded_url"], urlAt);
      if (long) return [{ url: long, short }];
      return short ? [{ url: short }] : [];
    },
  );
}

/** All media stand in `extended_entities`, only the first in `entities`. */
function mediaOf(tweet: Fields, at: string): Element[] {
  const mediaIn = (name: string) =>
    elementsOf(findFields(tweet[name])?.["media"], `${at}/${name}/media`);
  const all = mediaIn("extended_entities");
  return all.length > 0 ? all : mediaIn("entities");
}

/** Media of the tweet itself lead to it, which is no link; media of another tweet name that one. */
const mediaLinks = (media: readonly Element[]): SaidLink[] =>
  media.flatMap(({ fields: one, at }) => {
    const url = saidAt(one, ["expanded_url"], at);
    return url ? [{ url, short: saidAt(one, ["url"], at) }] : [];
  });

/** Tweets from which media were taken. */
const sourcesOf = (media: readonly Element[]): SaidTweetRef[] =>
  media.map(({ fields: one, at }) => ({
    id: saidAt(one, ["source_status_id_str", "source_status_id"], at),
    author: accountOf({ id: saidAt(one, ["source_user_id_str", "source_user_id"], at) }),
  }));

const mentionsIn = (entities: Fields | undefined, at: string): SaidAccount[] =>
  elementsOf(entities?.["user_mentions"], `${at}/user_mentions`).flatMap((mention) => {
    const { fields: person, at: personAt } = mention;
    const id = saidAt(person, ["id_str", "id"], personAt);
    const handle = saidAt(person, ["screen_name"], personAt);
    // -1 stands for nobody.
    const known = id && /^\d+$/.test(id.value) ? id : undefined;
    const name = saidAt(person, ["name"], personAt);
    return accountOf({ id: known, handle, name }, personAt) ?? [];
  });

function answeredIn(tweet: Fields, at: string): SaidTweetRef {
  const id = saidAt(tweet, ["in_reply_to_status_id_str", "in_reply_to_status_id"], at);
  const author = accountOf({
    id: saidAt(tweet, ["in_reply_to_user_id_str", "in_reply_to_user_id"], at),
    handle: saidAt(tweet, ["in_reply_to_screen_name"], at),
  });
  return { id, author };
}

/** Written by an app or by hand before a tweet's text that is shared again. */
const RESHARE = /^RT @(\w{1,20}):/;

/** The author of the words after `RT @name:`, who stands among the mentioned with his id. */
function resharedFrom(text: Said | undefined, mentioned: readonly SaidAccount[]) {
  const name = text && RESHARE.exec(text.value)?.[1];
  const author = name && text && accountOf({ handle: { value: name, at: text.at } });
  if (!author) return undefined;
  const isHe = ({ account, facts }: SaidAccount): boolean =>
    account === author.account ||
    facts.some((fact) => fact.fact === "account" && fact.handle === author.account);
  return mentioned.find(isHe) ?? author;
}

function versionsOf(tweet: Fields, at: string): Said[] {
  const info = findFields(tweet["edit_info"]);
  const edit = findFields(info?.["edit"]);
  const initials = [
    [findFields(info?.["initial"]), `${at}/edit_info/initial`],
    [findFields(edit?.["editControlInitial"]), `${at}/edit_info/edit/editControlInitial`],
  ] as const;
  const ids = initials.flatMap(([control, controlAt]) =>
    listOf(control?.["editTweetIds"]).flatMap((id, index): Said[] => {
      const value = findText(id);
      return value === undefined ? [] : [{ value, at: `${controlAt}/editTweetIds/${index}` }];
    }),
  );
  const initial = saidAt(edit ?? {}, ["initialTweetId"], `${at}/edit_info/edit`);
  return initial === undefined ? ids : [...ids, initial];
}

function deletionOf(tweet: Fields, key: Key, keyAt: string, at: string): Fact {
  const written = saidAt(tweet, ["deleted_at"], at);
  if (written === undefined) return remark(key, "event", "deleted", {}, keyAt);
  const { value, at: writtenAt } = written;
  const time = findArchiveTime(key, value);
  return remark(key, "event", "deleted", { value, ...(time ? { time } : {}) }, writtenAt);
}

function remarksOf(tweet: Fields, key: Key, keyAt: string, at: string, deleted: boolean): Fact[] {
  const facts: Fact[] = [];
  if (deleted) facts.push(deletionOf(tweet, key, keyAt, at));
  facts.push(...clientOf(key, saidAt(tweet, ["source"], at)));
  const community = saidAt(tweet, ["community_id_str", "community_id"], at);
  if (community) {
    facts.push(remark(key, "attribute", "community", { value: community.value }, community.at));
  }
  return facts;
}

/** Headers and archives until 2018 name the author; the archive's owner wrote all else in it. */
function authorOf(tweet: Fields, at: string, { owner }: ArchivePart): SaidAccount | undefined {
  const [user, userAt] = [findFields(tweet["user"]), `${at}/user`];
  const named = accountOf({
    id: saidAt(user ?? tweet, user ? ["id_str"] : ["user_id"], user ? userAt : at),
    handle: user && saidAt(user, ["screen_name"], userAt),
    name: user && saidAt(user, ["name"], userAt),
  });
  return named ?? (owner?.reported ? undefined : owner?.account);
}

/** Who wrote it, where only the manifest of the file says whose archive it is. */
function saidByManifest(key: Key, { owner }: ArchivePart): Told[] {
  if (!owner?.reported) return [];
  const { account, at, facts } = owner.account;
  const edge = { fact: "edge", relation: "POSTED_BY", subject: key, object: account, at } as const;
  const source = { name: "manifest of the file" };
  return [{ subject: key, basis: "reported", source, facts: [...facts, edge] }];
}

function idOf(tweet: Fields, at: string): Said {
  const id = saidAt(tweet, ["id_str", "id", "tweet_id"], at);
  if (id) return id;
  throw new RecordError("no-id", "the tweet has no id", `${at}/id_str`);
}

const NO_OWNER: Warning = [
  "no-author",
  "nothing beside the file says whose archive it is: import the archive's zip, or write the profile's address as the origin in the file's manifest",
];
const UNNAMED =
  "it shares again what the archive does not name: no tweet is told as its original, and its words as nobody's";

/** One tweet; `original` is the one in it that it shares. */
function tellArchived(
  tweet: Fields,
  at: string,
  part: ArchivePart,
  original: SaidTweetRef | undefined,
): Reading {
  const [id, text] = [idOf(tweet, at), saidAt(tweet, ["full_text", "text"], at)];
  const [key, created] = [statusOf(id), saidAt(tweet, ["created_at"], at)];
  const [entities, entitiesAt] = [findFields(tweet["entities"]), `${at}/entities`];
  const [mentioned, author] = [mentionsIn(entities, entitiesAt), authorOf(tweet, at, part)];
  const media = mediaOf(tweet, at);
  const from = original ? undefined : resharedFrom(text, mentioned);
  const { told, warnings } = tellTweet({
    key,
    keyAt: id.at,
    text,
    language: saidAt(tweet, ["lang"], at),
    author,
    time: created && archivePublication(key, created),
    reshared: original ?? (from && { id: undefined, author: from }),
    answered: answeredIn(tweet, at),
    links: [...linksOf(entities, entitiesAt), ...mediaLinks(media)],
    sources: sourcesOf(media),
    tags: elementsOf(entities?.["hashtags"], `${entitiesAt}/hashtags`).flatMap(
      (tag) => textAt(tag.fields, "text", tag.at) ?? [],
    ),
    mentioned,
    versions: versionsOf(tweet, at),
    remarks: remarksOf(tweet, key, id.at, at, part.deleted),
  });
  const byManifest = author ? [] : saidByManifest(key, part);
  const known: Warning[] = warnings.filter(([code]) => code !== "no-author");
  if (known.length < warnings.length && byManifest.length === 0) known.push(NO_OWNER);
  if (from) known.push(["reshare-unnamed", UNNAMED, text?.at]);
  return { told: [told, ...byManifest], warnings: known };
}

/**
 * A tweet; archives until 2018 hold the original in a retweet, which is told from there.
 * @throws RecordError when it has no id, or a time that does not exist
 */
export function readArchiveTweet(record: Fields, part: ArchivePart): Reading {
  const inner = findFields(record["tweet"]);
  const [tweet, at] = inner === undefined ? [record, ""] : [inner, "/tweet"];
  const [nested, nestedAt] = [findFields(tweet["retweeted_status"]), `${at}/retweeted_status`];
  if (nested === undefined) return tellArchived(tweet, at, part, undefined);
  const own = tellArchived(tweet, at, part, { id: idOf(nested, nestedAt) });
  const original = readOriginal(nested, nestedAt);
  return {
    told: [...own.told, ...original.told],
    warnings: [...own.warnings, ...original.warnings],
  };
}

/** Its own errors are warnings: the retweet around it stays what it is. */
function readOriginal(nested: Fields, at: string): Reading {
  try {
    return tellArchived(nested, at, { deleted: false, owner: undefined }, undefined);
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    const message = `a nested tweet is left out: ${error.message}`;
    return { told: [], warnings: [[error.code, message, error.field]] };
  }
}
