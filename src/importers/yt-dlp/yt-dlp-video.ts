/** A film, or a list of films, as yt-dlp describes it. */
import {
  findKey,
  isAddress,
  type Key,
  keyOfUrl,
  kindOfKey,
  platformOfKey,
} from "../../model/key.ts";
import { highOf, hull, intersect, isEmpty, lowOf, type Time } from "../../model/time.ts";
import {
  addPublished,
  addRemark,
  addTag,
  type CollectedPost,
  createPost,
  plainWords,
  readingOf,
} from "../reading/collected-post.ts";
import { type Fields, findText, listOf, RecordError } from "../reading/records.ts";
import { type Said, scalarAt, textAt } from "../reading/said.ts";
import { secondsAt } from "../reading/seconds.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { addUploader, isTitled } from "./yt-dlp-people.ts";
import { dayAt, estimateAt } from "./yt-dlp-time.ts";

export const isList = (fields: Fields): boolean => fields["_type"] === "playlist";

/** `youtube`, `twitter:broadcast` and so on, in lower case. */
const extractorOf = (fields: Fields): string => {
  const name = fields["extractor_key"] ?? fields["ie_key"] ?? fields["extractor"];
  return typeof name === "string" ? name.toLowerCase() : "";
};

const FILM_ON_YOUTUBE = /^youtube(?:webarchive)?$/;

/** Of YouTube by the film's own id; else by the page's address. */
export function keyOfFilm(fields: Fields, at: string): { key: Key; at: string } | undefined {
  const id = scalarAt(fields, "id", at);
  if (id !== undefined && !isList(fields) && FILM_ON_YOUTUBE.test(extractorOf(fields))) {
    const key = findKey(`youtube:${id.value}`);
    if (key !== undefined) return { key, at: id.at };
  }
  const names = ["webpage_url", "original_url", "url"];
  for (const url of names.flatMap((name) => textAt(fields, name, at) ?? [])) {
    const key = keyOfUrl(url.value);
    if (key !== undefined) return { key, at: url.at };
  }
  return undefined;
}

/** When yt-dlp had it, by its own clock, in UTC milliseconds. */
export function collectedAt(fields: Fields, at: string): number | undefined {
  return secondsAt(fields, "epoch", at)?.value.latest ?? undefined;
}

/** Found on a list only: there yt-dlp makes times out of "2 years ago". */
const isEstimated = (fields: Fields): boolean =>
  /^url/.test(findText(fields["_type"]) ?? "") && extractorOf(fields).startsWith("youtube");

const RELEASED =
  "it was released at another time than it was uploaded: from when it could be seen, nothing says";

/**
 * A premiere is uploaded before it is shown, and a live film has both times, too: the time holds both.
 * Elsewhere an earlier release is that of the work, such as a broadcast, and not on this site.
 */
function heldWithRelease(
  post: CollectedPost,
  fields: Fields,
  at: string,
  uploaded: Said<Time>,
): Said<Time> {
  const released = secondsAt(fields, "release_timestamp", at);
  if (released === undefined || !isEmpty(intersect(uploaded.value, released.value)))
    return uploaded;
  const isLater = lowOf(released.value) > highOf(uploaded.value);
  const live = findText(fields["live_status"]) ?? "not_live";
  const isShownLive = extractorOf(fields).startsWith("youtube") || live !== "not_live";
  if (!isLater && !isShownLive) return uploaded;
  post.warnings.push(["time-disagrees", RELEASED, released.at]);
  const { precision: _, ...written } = uploaded.value;
  return { ...uploaded, value: { ...written, ...hull(uploaded.value, released.value) } };
}

function addTimes(
  post: CollectedPost,
  fields: Fields,
  at: string,
  collected: number | undefined,
): void {
  const isYouTube = extractorOf(fields).startsWith("youtube");
  const day = (name: string) => dayAt(fields, name, at, isYouTube);
  const uploaded = isEstimated(fields)
    ? estimateAt(fields, at, { words: undefined, collected })
    : secondsAt(fields, "timestamp", at);
  const onDay = day("upload_date");
  const released = secondsAt(fields, "release_timestamp", at) ?? day("release_date");
  const first = uploaded ?? onDay;
  const published = first ? heldWithRelease(post, fields, at, first) : released;
  addPublished(post, published?.value, published?.at ?? at);
  if (uploaded && onDay && !isEstimated(fields)) addDisagreement(post, uploaded, onDay);
  if (released && released !== published) {
    addRemark(
      post,
      "released",
      { value: released.value.asWritten ?? "", at: released.at },
      released.value,
    );
  }
  const edited = secondsAt(fields, "modified_timestamp", at) ?? day("modified_date");
  if (edited === undefined || edited.value.earliest === published?.value.earliest) return;
  const fact = { fact: "time", item: post.key, kind: "edited" } as const;
  post.facts.push({ ...fact, ...edited.value, at: edited.at });
}

function addDisagreement(post: CollectedPost, uploaded: Said<Time>, onDay: Said<Time>): void {
  const moment = uploaded.value.earliest ?? 0;
  const { earliest, latest } = onDay.value;
  if (earliest === null || latest === null || (moment >= earliest && moment <= latest)) return;
  post.warnings.push(["time-disagrees", "the day of upload is not that of the moment", onDay.at]);
  addRemark(post, "uploaded on", { value: onDay.value.asWritten ?? "", at: onDay.at }, onDay.value);
}

/** Tags of more than one word are no tags that posts elsewhere could share. */
function addTags(post: CollectedPost, fields: Fields, at: string): void {
  for (const [index, value] of listOf(fields["tags"]).entries()) {
    if (typeof value !== "string" || value.trim() === "") continue;
    const said = { value: value.trim().toWellFormed(), at: `${at}/tags/${index}` };
    if (/\s/.test(said.value)) addRemark(post, "keyword", said);
    else addTag(post, said);
  }
}

function addRemarks(post: CollectedPost, fields: Fields, at: string): void {
  for (const [name, relation] of [
    ["live_status", "live"],
    ["availability", "availability"],
    ["creator", "creator"],
  ] as const) {
    const said = textAt(fields, name, at);
    if (said && said.value !== "not_live") addRemark(post, relation, said);
  }
  for (const [name, relation] of [
    ["categories", "category"],
    ["creators", "creator"],
  ] as const) {
    for (const [index, value] of listOf(fields[name]).entries()) {
      if (typeof value !== "string" || value === "") continue;
      addRemark(post, relation, { value: value.toWellFormed(), at: `${at}/${name}/${index}` });
    }
  }
  const given = textAt(fields, "original_url", at);
  const key = given && keyOfUrl(given.value);
  if (given && key !== undefined && key !== post.key) addRemark(post, "found by way of", given);
}

/** The list that a film was taken from, where its file names one. */
function listOfFilm(fields: Fields, at: string): { key: Key; at: string } | undefined {
  const page = textAt(fields, "playlist_webpage_url", at);
  const id = textAt(fields, "playlist_id", at);
  const url = /^PL[\w-]{10,}$/.test(id?.value ?? "")
    ? `https://www.youtube.com/playlist?list=${id?.value}`
    : undefined;
  const said = page ?? id;
  const key = keyOfUrl(page?.value ?? (extractorOf(fields).startsWith("youtube") ? url : "") ?? "");
  return said && key !== undefined && kindOfKey(key) === "item" ? { key, at: said.at } : undefined;
}

function createFilm(
  fields: Fields,
  { key, at: keyAt }: { key: Key; at: string },
  at: string,
): CollectedPost {
  const description = textAt(fields, "description", at);
  const isPage = isAddress(key) && (isList(fields) || extractorOf(fields) === "generic");
  return createPost(key, keyAt, platformOfKey(key) ?? "web", {
    title: isTitled(extractorOf(fields)) ? textAt(fields, "title", at) : undefined,
    words: description && plainWords(description),
    type: isPage ? "page" : "post",
  });
}

export interface Within {
  /** The list that holds the film in its file. */
  list: { key: Key; at: string } | undefined;
  /** By when it was collected, in UTC milliseconds. */
  collected: number | undefined;
}

/** @throws RecordError where nothing says which film it is */
export function readFilm(fields: Fields, at: string, { list, collected }: Within): Reading | Skip {
  const found = keyOfFilm(fields, at);
  if (found === undefined) throw new RecordError("no-address", "nothing says which film it is", at);
  if (kindOfKey(found.key) === "account") {
    return { skip: "channel", why: "a channel's own list, of which only the films are told" };
  }
  const post = createFilm(fields, found, at);
  post.shownBy = collected;
  const language = textAt(fields, "language", at);
  if (language) {
    post.facts.push({ fact: "item", item: post.key, language: language.value, at: language.at });
  }
  addUploader(post, fields, extractorOf(fields), at);
  if (!isList(fields) || fields["timestamp"] || fields["modified_date"])
    addTimes(post, fields, at, collected);
  addTags(post, fields, at);
  addRemarks(post, fields, at);
  const whole = list ?? listOfFilm(fields, at);
  if (whole) post.add("PART_OF", whole.key, whole.at);
  return readingOf(post);
}
