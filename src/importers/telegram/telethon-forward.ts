/**
 * Where a forwarded message comes from, by the header that the API gives it (`fwd_from`): for a post
 * of a channel which post it was, and when it was posted; for others only who posted it, and when.
 */
import { addRemark, type CollectedPost } from "../reading/collected-post.ts";
import { type Fields, findFields } from "../reading/records.ts";
import { textAt } from "../reading/said.ts";
import { addForward, addNote } from "./telegram-message.ts";
import { accountOf, findMessageKey, findPeer, type Peer } from "./telegram-peer.ts";
import { timeAt } from "./telethon-values.ts";

const AT = "/fwd_from";

/** The channel that posted it first; older versions write its bare id. */
function originOf(header: Fields): { from: Peer; at: string } | undefined {
  const old = findPeer({ channel_id: header["channel_id"] });
  if (old) return { from: old, at: `${AT}/channel_id` };
  const from = findPeer(header["from_id"]);
  return from && { from, at: `${AT}/from_id` };
}

/** The message that it was taken from, where that is not the first: it stands between the two. */
function addSaved(post: CollectedPost, header: Fields, original: CollectedPost | undefined): void {
  const peer = findPeer(header["saved_from_peer"]);
  const id = header["saved_from_msg_id"];
  const at = `${AT}/saved_from_msg_id`;
  const key = peer?.kind === "channel" ? findMessageKey(peer, id) : undefined;
  if (key !== undefined && key !== post.key && key !== original?.key) {
    post.facts.push({ fact: "edge", relation: "RESHARED_BY", subject: key, object: post.key, at });
  } else if (peer && key === undefined) {
    addNote(post, "saved from", { object: accountOf(peer), at: `${AT}/saved_from_peer` });
  }
  const account = findPeer(header["saved_from_id"]);
  if (account) {
    addNote(post, "saved from", { object: accountOf(account), at: `${AT}/saved_from_id` });
  }
  const name = textAt(header, "saved_from_name", AT);
  if (name) addRemark(post, "saved from", name);
  const date = timeAt(header, "saved_date", AT);
  if (date) addNote(post, "saved from a message of", { time: date.value, at: date.at });
}

/**
 * @returns the original, where the header says which post it is
 * @throws RecordError for a time that does not exist
 */
export function addForwarded(post: CollectedPost, message: Fields): CollectedPost | undefined {
  const header = findFields(message["fwd_from"]);
  if (header === undefined) return undefined;
  const time = timeAt(header, "date", AT);
  const origin = originOf(header);
  const id = header["channel_post"];
  const original =
    origin?.from.kind === "channel"
      ? addForward(post, {
          channel: origin.from,
          channelAt: origin.at,
          id,
          at: `${AT}/channel_post`,
          time,
        })
      : undefined;
  if (original === undefined) {
    // Of chats that were moved here from another service this is when and by whom it was written.
    const relation = header["imported"] === true ? "moved here from" : "forwarded from";
    const name = textAt(header, "from_name", AT);
    const at = origin?.at ?? name?.at ?? time?.at ?? AT;
    const object = origin && accountOf(origin.from);
    addNote(post, relation, { object, value: name?.value, time: time?.value, at });
  }
  const signed = textAt(header, "post_author", AT);
  if (signed) addRemark(post, "forwarded, signed", signed);
  addSaved(post, header, original);
  return original;
}
