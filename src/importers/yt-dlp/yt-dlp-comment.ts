/** A comment below a film, as yt-dlp keeps it. */
import { findKey, type Key, platformOfKey } from "../../model/key.ts";
import {
  accountNamed,
  addAuthor,
  addPublished,
  createPost,
  plainWords,
  readingOf,
  taggedWords,
} from "../reading/collected-post.ts";
import { type Fields, RecordError } from "../reading/records.ts";
import { type Said, scalarAt, textAt } from "../reading/said.ts";
import { secondsAt } from "../reading/seconds.ts";
import type { Reading } from "../reading/told.ts";
import { addByAddress } from "./yt-dlp-people.ts";
import { estimateAt } from "./yt-dlp-time.ts";

const YOUTUBE = /^youtube:[\w-]{11}$/;

function keyOfComment(film: Key, id: Said | undefined): Key | undefined {
  if (id === undefined) return undefined;
  if (YOUTUBE.test(film)) return findKey(`${film}/comment/${id.value}`);
  return findKey(`comment:${platformOfKey(film)}/${id.value}`);
}

/** "root" is the film itself. */
function answered(fields: Fields, at: string, film: Key, filmAt: string) {
  const parent = scalarAt(fields, "parent", at);
  if (parent === undefined || parent.value === "root")
    return { key: film, at: parent?.at ?? filmAt };
  return { key: keyOfComment(film, parent), at: parent.at };
}

/** @throws RecordError */
export function readComment(
  fields: Fields,
  at: string,
  film: { key: Key; at: string; collected: number | undefined },
): Reading {
  const id = scalarAt(fields, "id", at);
  const key = keyOfComment(film.key, id);
  if (key === undefined || id === undefined) {
    throw new RecordError("no-id", "the comment has no id", `${at}/id`);
  }
  const isYouTube = YOUTUBE.test(film.key);
  const [text, html] = [textAt(fields, "text", at), textAt(fields, "html", at)];
  const words = text ? plainWords(text) : html && taggedWords(html);
  const post = createPost(key, id.at, platformOfKey(key) ?? "web", { words });
  const time = textAt(fields, "_time_text", at) ?? textAt(fields, "time_text", at);
  const said = isYouTube
    ? estimateAt(fields, at, { words: time?.value, collected: film.collected })
    : secondsAt(fields, "timestamp", at);
  addPublished(post, said?.value, said?.at ?? at);
  // Comments are read after all else: a clock that says otherwise bounds nothing.
  const isLater =
    said && film.collected !== undefined && (said.value.earliest ?? 0) > film.collected;
  post.shownBy = isLater ? undefined : film.collected;
  if (time && /\(edited\)/i.test(time.value)) {
    const edited = { earliest: said?.value.earliest ?? null, latest: post.shownBy ?? null };
    post.facts.push({ fact: "time", item: key, kind: "edited", ...edited, at: time.at });
  }
  addCommenter(post, fields, at, isYouTube);
  const parent = answered(fields, at, film.key, film.at);
  post.add("REPLIES_TO", parent.key, parent.at);
  return readingOf(post);
}

function addCommenter(
  post: ReturnType<typeof createPost>,
  fields: Fields,
  at: string,
  isYouTube: boolean,
): void {
  const [id, name] = [scalarAt(fields, "author_id", at), textAt(fields, "author", at)];
  const handle = name?.value.startsWith("@") ? name : undefined;
  if (isYouTube && accountNamed("youtube", { id, handle })) {
    addAuthor(post, "youtube", { id, handle, name: handle ? undefined : name });
  } else addByAddress(post, name ?? id, [textAt(fields, "author_url", at)]);
}
