/**
 * Posts of Truth Social as Zeeschuimer keeps them: Mastodon's status entity (docs.joinmastodon.org)
 * with `quote_id`, `quote` and the answered post in `in_reply_to`. The collector strips tags of a
 * post's words, not of those within it. What is reshared, quoted or answered is a post of its own.
 */
import { findKey, keyOfUrl } from "../../model/key.ts";
import type { Zone } from "../../model/time.ts";
import { type FieldTable, fieldTable, placeTable } from "../reading/fields.ts";
import { isoTimeAt } from "../reading/iso-time.ts";
import { COUNTED, FILES, SELF_TOLD, SHOWN } from "../reading/left-out.ts";
import { type Fields, findFields, listOf } from "../reading/records.ts";
import { fieldsAt, scalarAt, textAt } from "../reading/said.ts";
import { wordsOf } from "./zeeschuimer-html.ts";
import {
  type Person,
  type PostReader,
  personOf,
  postKey,
  tellNested,
  tellPost,
  textsIn,
  type Writer,
} from "./zeeschuimer-post.ts";

export const TRUTH_FIELDS: FieldTable = fieldTable(
  `id created_at edited_at content language account.id account.username account.display_name
   quote_id in_reply_to_id in_reply_to_account_id mentions.id mentions.username tags.name card.url
   group.url`,
  {
    "url uri": "the address that its id and author make",
    "account.* mentions.acct mentions.url": SELF_TOLD,
    "tags.url tags.history": "the page of a tag",
    "card.*": "how the link is shown",
    "group.*": "what a group says of itself",
    media_attachments: FILES,
    "replies_count reblogs_count favourites_count quotes_count upvotes_count downvotes_count":
      COUNTED,
    "favourited reblogged muted pinned bookmarked filtered voted": "how the viewer stands to it",
    "sensitive spoiler_text visibility sponsored bookmarked_at emojis poll application version tv":
      SHOWN,
    "title reaction editable metrics moderation": SHOWN,
  },
);
for (const name of ["reblog", "quote", "in_reply_to"]) {
  placeTable(TRUTH_FIELDS, name, TRUTH_FIELDS);
}

const MAX_NESTED = 4;

function accountAt(holder: Fields, name: string, at: string): Person | undefined {
  const account = fieldsAt(holder, name, at);
  if (account === undefined) return undefined;
  return personOf("truthsocial", {
    id: scalarAt(account.value, "id", account.at),
    handle: textAt(account.value, "username", account.at),
    name: textAt(account.value, "display_name", account.at),
  });
}

const RELATED = [
  { within: "reblog", id: undefined, relation: "RESHARED_BY" },
  { within: "quote", id: "quote_id", relation: "QUOTES" },
  { within: "in_reply_to", id: "in_reply_to_id", relation: "REPLIES_TO" },
] as const;

/** What a reshared post quotes and answers is not told of the reshare. */
function relatedTo(post: Fields, at: string, isReblog: boolean) {
  return RELATED.flatMap(({ within, id, relation }) => {
    if (isReblog && relation !== "RESHARED_BY") return [];
    const nested = fieldsAt(post, within, at);
    const named = id === undefined ? undefined : scalarAt(post, id, at);
    const said = named ?? (nested && scalarAt(nested.value, "id", nested.at));
    const other = said && findKey(`truthsocial:${said.value}`);
    return said && other ? [{ relation, other, at: said.at }] : [];
  });
}

function groupOf(post: Fields, at: string) {
  const group = fieldsAt(post, "group", at);
  const url = group && textAt(group.value, "url", group.at);
  const other = url && keyOfUrl(url.value);
  return url && other ? [{ relation: "PART_OF", other, at: url.at } as const] : [];
}

function mentionsOf(post: Fields, at: string): Person[] {
  const listed = listOf(post["mentions"]).flatMap((one, index) => {
    const mention = findFields(one);
    const place = `${at}/mentions/${index}`;
    const handle = textAt(mention, "username", place);
    return personOf("truthsocial", { id: scalarAt(mention, "id", place), handle }) ?? [];
  });
  const answered = personOf("truthsocial", { id: scalarAt(post, "in_reply_to_account_id", at) });
  return answered ? [...listed, answered] : listed;
}

function tellStatus(post: Fields, at: string, zone: Zone, into: Writer, depth: number): void {
  const { key, at: keyAt } = postKey("truthsocial", scalarAt(post, "id", at), `${at}/id`);
  const author = accountAt(post, "account", at);
  // Of what it reshares, the words, links and tags are the original's.
  const isReblog = fieldsAt(post, "reblog", at) !== undefined;
  const words = isReblog ? undefined : textAt(post, "content", at);
  const { text, links } = wordsOf(words);
  const card = isReblog ? undefined : fieldsAt(post, "card", at);
  const link = card && textAt(card.value, "url", card.at);
  const tags = isReblog ? [] : textsIn(post, "tags", "name", at);
  const mentions = isReblog ? [] : mentionsOf(post, at);
  into.told.push(
    tellPost({
      key,
      keyAt,
      platform: "truthsocial",
      text,
      language: isReblog ? undefined : textAt(post, "language", at),
      published: isoTimeAt(post, "created_at", at, zone),
      edited: isoTimeAt(post, "edited_at", at, zone),
      authors: author ? [author] : [],
      mentions: mentions.filter(({ account }) => account !== author?.account),
      tags,
      links: [...(link ? [link] : []), ...links],
      edges: [...relatedTo(post, at, isReblog), ...(isReblog ? [] : groupOf(post, at))],
    }),
  );
  if (depth === MAX_NESTED) return;
  for (const { within } of RELATED) {
    const nested = fieldsAt(post, within, at);
    if (nested && scalarAt(nested.value, "id", nested.at)) {
      tellNested(into.warnings, () => tellStatus(nested.value, nested.at, zone, into, depth + 1));
    }
  }
}

export const readTruthSocial: PostReader = (post, at, { zone }) => {
  const reading: Writer = { told: [], warnings: [] };
  tellStatus(post, at, zone, reading, 1);
  return reading;
};
