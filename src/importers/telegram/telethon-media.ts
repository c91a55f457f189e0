/** What is attached to a message as Telethon writes it: the page that a link leads to, and files. */

import { addRemark, type CollectedPost } from "../reading/collected-post.ts";
import { type Fields, findFields, findText, listOf } from "../reading/records.ts";
import { textAt } from "../reading/said.ts";
import { addNote, addPreview } from "./telegram-message.ts";
import { findNumber } from "./telegram-peer.ts";
import { timeAt } from "./telethon-values.ts";

/** Telegram's own number of a file, which stays the same when it is sent on, and when it was put there. */
function addFile(post: CollectedPost, media: Fields, kind: "document" | "photo"): void {
  const file = findFields(media[kind]);
  const id = file?.["id"];
  if (file === undefined || (typeof id !== "number" && typeof id !== "string") || id === "") return;
  const at = `/media/${kind}`;
  const time = timeAt(file, "date", at);
  addNote(post, kind, { value: String(id), time: time?.value, at: `${at}/id` });
  listOf(file["attributes"]).forEach((entry, index) => {
    const name = textAt(findFields(entry), "file_name", `${at}/attributes/${index}`);
    if (name) addRemark(post, "file", name);
  });
}

/** @throws RecordError for a time that does not exist */
export function addMedia(post: CollectedPost, message: Fields): void {
  const media = findFields(message["media"]);
  if (media === undefined) return;
  const url = textAt(findFields(media["webpage"]), "url", "/media/webpage");
  if (url) addPreview(post, url);
  addFile(post, media, "document");
  addFile(post, media, "photo");
  const story = findFields(media["peer"]);
  const kind = findText(media["_"]);
  if (story && kind === "MessageMediaStory") {
    const value = findNumber(media["id"]);
    if (value !== undefined) addRemark(post, "shows a story", { value, at: "/media/id" });
  }
}
