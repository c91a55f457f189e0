/**
 * Posts of 9GAG as Zeeschuimer keeps them (4CAT's datasources/ninegag/search_9gag.py). Posts whose
 * `creator` is null are anonymous and have no account; the site's name for all of them is none.
 */
import { fieldTable } from "../reading/fields.ts";
import { COUNTED, FILES, SELF_TOLD, SHOWN } from "../reading/left-out.ts";
import { listOf } from "../reading/records.ts";
import { fieldsAt, scalarAt, textAt } from "../reading/said.ts";
import { secondsAt } from "../reading/seconds.ts";
import { type PostReader, personOf, postKey, tellPost, textsIn } from "./zeeschuimer-post.ts";

export const NINEGAG_FIELDS = fieldTable(
  `id title description creationTs creator.userId creator.username creator.fullName sourceUrl
   tags.key annotationTags promoted`,
  {
    url: "the address that its id makes",
    "creator.*": SELF_TOLD,
    "tags.url interests postSection postTopic": "the page of a tag",
    sourceDomain: "repeats sourceUrl",
    images: FILES,
    "upVoteCount downVoteCount commentsCount": COUNTED,
    "type nsfw isVoteMasked isAnonymous hasLongPostCover hasImageTile commentOpClientId": SHOWN,
    "commentOpSignature comment appId awardUsers awardUsersCount awardState videoSources": SHOWN,
    "creator_ad postUser targetedAdTags followedThreadId updateTs": SHOWN,
  },
);

export const read9gag: PostReader = (post, at) => {
  const { key, at: keyAt } = postKey("9gag", scalarAt(post, "id", at), `${at}/id`);
  const creator = fieldsAt(post, "creator", at);
  const author =
    creator &&
    personOf("9gag", {
      id: scalarAt(creator.value, "userId", creator.at),
      handle: textAt(creator.value, "username", creator.at),
      name: textAt(creator.value, "fullName", creator.at),
    });
  const source = textAt(post, "sourceUrl", at);
  const tags = textsIn(post, "tags", "key", at);
  const annotated = listOf(post["annotationTags"]).flatMap((one, index) =>
    typeof one === "string" && one !== ""
      ? [{ value: one.toWellFormed(), at: `${at}/annotationTags/${index}` }]
      : [],
  );
  const told = tellPost({
    key,
    keyAt,
    platform: "9gag",
    title: textAt(post, "title", at),
    text: textAt(post, "description", at),
    published: secondsAt(post, "creationTs", at),
    authors: author ? [author] : [],
    tags,
    links: source ? [source] : [],
    remarks: [
      ...annotated.map((one) => ({ relation: "annotation", ...one })),
      ...(post["promoted"] === 1 || post["promoted"] === true
        ? [{ relation: "promoted", value: "true", at: `${at}/promoted` }]
        : []),
    ],
  });
  return { told: [told], warnings: [] };
};
