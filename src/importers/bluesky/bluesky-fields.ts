/**
 * Fields of Bluesky's lexicons (app.bsky.feed.defs, app.bsky.feed.post, app.bsky.embed.*,
 * com.atproto.repo.*) and of Jetstream's events, in the protocol's camel case and in the snake case of
 * its Python client.
 */
import { type FieldTable, fieldTable, placeTable } from "../reading/fields.ts";
import { COUNTS, FACES, PROFILE, SHOWN } from "../reading/left-out.ts";

const inSnakeCase = (words: string): string =>
  words.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

const table = (read: string, ignored: Readonly<Record<string, string>>): FieldTable =>
  fieldTable(
    `${read} ${inSnakeCase(read)}`,
    Object.fromEntries(
      Object.entries(ignored).map(([words, why]) => [`${words} ${inSnakeCase(words)}`, why]),
    ),
  );

const TYPES = "names of types, and hashes of what the addresses name";

const ACCOUNT = table("did handle displayName", {
  avatar: FACES,
  "createdAt indexedAt associated labels viewer verification status pronouns description banner followersCount followsCount postsCount pinnedPost website debug":
    PROFILE,
  "$type pyType": TYPES,
});

/** One table for all that holds posts, since they hold one another. */
export const BLUESKY_FIELDS = table(
  `$type uri did text createdAt indexedAt langs tags blocked notFound detached bridgyOriginalUrl
   bridgyOriginalText facets.features.uri facets.features.tag facets.features.did
   facets.index.byteStart facets.index.byteEnd external.uri labels.val labels.cts
   labels.src labels.values.val time_us kind collection rkey operation handle time status active`,
  {
    "pyType cid rev recordCid facets.$type facets.features.$type facets.pyType facets.features.pyType facets.index.$type facets.index.pyType labels.$type labels.ver labels.uri labels.cid labels.sig labels.exp labels.neg labels.values.$type labels.pyType external.$type external.pyType":
      TYPES,
    "external.title external.description external.thumb external.source external.associatedRefs external.readingTime external.createdAt external.updatedAt":
      "what the page that is linked to says of itself",
    "images video playlist thumbnail alt aspectRatio captions presentation gif":
      "pictures and films of the post itself, evidence of their own if saved",
    "replyCount repostCount likeCount quoteCount bookmarkCount hitsTotal": COUNTS,
    "viewer threadgate threadContext debug cursor feedContext reqId hasOtherReplies depth moreParents moreReplies opThread hiddenByThreadgate mutedByViewer":
      SHOWN,
    "displayName avatar description creator name purpose listItemCount joinedWeekCount joinedAllTimeCount listItemsSample acceptsInteractions contentMode":
      "what a quoted list or feed says of itself",
    "entities grandparentAuthor parentPost":
      "an older form of facets, and the author of a post further up",
    seq: "the number of an event of one relay",
  },
);
for (const name of [
  ...["feed", "posts", "records", "thread", "post", "parent", "root", "replies", "reply", "reason"],
  ...["value", "record", "embed", "embeds", "media", "subject", "via", "commit", "identity"],
  ...["account"],
]) {
  placeTable(BLUESKY_FIELDS, name, BLUESKY_FIELDS);
}
for (const name of ["author", "by", "repostedBy", "reposted_by"]) {
  placeTable(BLUESKY_FIELDS, name, ACCOUNT);
}
