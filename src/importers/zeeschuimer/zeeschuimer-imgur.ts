/** Posts of Imgur as Zeeschuimer keeps them (4CAT's datasources/imgur/search_imgur.py). */
import { fieldTable } from "../reading/fields.ts";
import { isoTimeAt } from "../reading/iso-time.ts";
import { COUNTED, SELF_TOLD, SHOWN } from "../reading/left-out.ts";
import { fieldsAt, scalarAt, textAt } from "../reading/said.ts";
import { type PostReader, personOf, postKey, tellPost, textsIn } from "./zeeschuimer-post.ts";

export const IMGUR_FIELDS = fieldTable(
  "id title description created_at account_id account.id account.username tags.tag is_ad ad_url",
  {
    url: "the address that its id makes",
    "account.*": SELF_TOLD,
    "tags.*": "the page of a tag",
    updated_at: "when its record was last written, by votes as well",
    "cover cover_id media": "the pictures, which are evidence of their own if they were saved",
    "view_count upvote_count downvote_count point_count image_count comment_count": SHOWN,
    "favorite_count virality score": COUNTED,
    "seq in_most_viral is_album is_mature privacy vote favorite ad_type ad_config": SHOWN,
    "include_album_ads shared_with_community is_pending platform type": SHOWN,
  },
);

export const readImgur: PostReader = (post, at, { zone }) => {
  const { key, at: keyAt } = postKey("imgur", scalarAt(post, "id", at), `${at}/id`);
  const account = fieldsAt(post, "account", at);
  const id =
    scalarAt(post, "account_id", at) ?? (account && scalarAt(account.value, "id", account.at));
  const author = personOf("imgur", {
    id: id?.value === "0" ? undefined : id,
    handle: account && textAt(account.value, "username", account.at),
  });
  const isAd = post["is_ad"] === true;
  const ad = isAd ? textAt(post, "ad_url", at) : undefined;
  const told = tellPost({
    key,
    keyAt,
    platform: "imgur",
    title: textAt(post, "title", at),
    text: textAt(post, "description", at),
    published: isoTimeAt(post, "created_at", at, zone),
    authors: author ? [author] : [],
    tags: textsIn(post, "tags", "tag", at),
    links: ad ? [ad] : [],
    remarks: isAd ? [{ relation: "promoted", value: "true", at: `${at}/is_ad` }] : [],
  });
  return { told: [told], warnings: [] };
};
