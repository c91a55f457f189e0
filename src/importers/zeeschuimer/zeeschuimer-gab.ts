/**
 * Posts of Gab as Zeeschuimer keeps them: in the site's short names (`i`, `ca`, `c`, and what the
 * collector joined to them), in the long ones of search results, and as older versions wrote them
 * (4CAT's datasources/gab/search_gab.py). Tags are stripped from most words, so that only the link
 * under a post is left of its links.
 */
import { keyOfUrl } from "../../model/key.ts";
import { fieldTable } from "../reading/fields.ts";
import { isoTimeAt } from "../reading/iso-time.ts";
import { COUNTED, FILES, SELF_TOLD } from "../reading/left-out.ts";
import { type Fields, RecordError } from "../reading/records.ts";
import { fieldsAt, scalarAt, textAt } from "../reading/said.ts";
import { wordsOf } from "./zeeschuimer-html.ts";
import { type Person, type PostReader, personOf, postKey, tellPost } from "./zeeschuimer-post.ts";

const LINK = "how the link is shown";

export const GAB_FIELDS = fieldTable(
  `i id ca created_at c content ul url ai author_info.i author_info.un author_info.dn
   account.id account.username account.display_name link_info.url card.url preview_card.url
   g.url group type`,
  {
    "pci link_info.id": "the number of the link, which it joins",
    "mai image_info media_attachments": FILES,
    "fc rbc rc reaction_count reposts_count replies_count favourites_count reblogs_count": COUNTED,
    "author_info.* account.*": SELF_TOLD,
    "link_info.* card.* preview_card.*": LINK,
    "g.* group.*": "what a group says of itself",
  },
);

function authorOf(post: Fields, at: string): Person | undefined {
  const info = fieldsAt(post, "author_info", at);
  if (info) {
    return personOf("gab", {
      id: scalarAt(info.value, "i", info.at),
      handle: textAt(info.value, "un", info.at),
      name: textAt(info.value, "dn", info.at),
    });
  }
  const account = fieldsAt(post, "account", at);
  if (account === undefined) return personOf("gab", { id: scalarAt(post, "ai", at) });
  return personOf("gab", {
    id: scalarAt(account.value, "id", account.at),
    handle: textAt(account.value, "username", account.at),
    name: textAt(account.value, "display_name", account.at),
  });
}

const linksOf = (post: Fields, at: string) =>
  ["link_info", "card", "preview_card"].flatMap((name) => {
    const card = fieldsAt(post, name, at);
    return (card && textAt(card.value, "url", card.at)) ?? [];
  });

function groupOf(post: Fields, at: string) {
  const group = fieldsAt(post, "g", at);
  const url = group && textAt(group.value, "url", group.at);
  const other = url && keyOfUrl(url.value);
  return url && other ? [{ relation: "PART_OF", other, at: url.at } as const] : [];
}

/** Of a post only what its own address and number agree on. */
function keyOf(post: Fields, at: string) {
  const found = postKey("gab", scalarAt(post, "i", at) ?? scalarAt(post, "id", at), `${at}/id`);
  const address = textAt(post, "ul", at) ?? textAt(post, "url", at);
  const named = address && keyOfUrl(address.value);
  if (named?.startsWith("gab:") === true && named !== found.key && !named.includes("@")) {
    throw new RecordError("id-differs", `the id is of ${found.key}, the address of ${named}`, at);
  }
  return found;
}

export const readGab: PostReader = (post, at, { zone }) => {
  const type = textAt(post, "type", at)?.value ?? "post";
  if (type === "group" || type === "user") {
    return { skip: "not-a-post", why: `what a ${type} says of itself, which is no post` };
  }
  const { key, at: keyAt } = keyOf(post, at);
  const { text, links } = wordsOf(textAt(post, "c", at) ?? textAt(post, "content", at));
  const author = authorOf(post, at);
  const group = scalarAt(post, "group", at);
  const told = tellPost({
    key,
    keyAt,
    platform: "gab",
    text,
    published: isoTimeAt(post, "ca", at, zone) ?? isoTimeAt(post, "created_at", at, zone),
    authors: author ? [author] : [],
    links: [...linksOf(post, at), ...links],
    edges: groupOf(post, at),
    // Older versions kept its number only.
    remarks: group ? [{ relation: "group", ...group }] : [],
  });
  return { told: [told], warnings: [] };
};
