/** Properties of ActivityStreams 2.0 as ActivityPub servers write them, with their common extensions. */
import { fieldTable, placeTable } from "../reading/fields.ts";
import { COUNTED, FACES, FILES, PLACES, SHOWN } from "../reading/left-out.ts";

/** One table for all: activities hold objects, which hold objects. */
export const ACTIVITYPUB_FIELDS = fieldTable(
  `@context id type url href name nameMap summary summaryMap content contentMap published updated deleted
   formerType actor attributedTo object inReplyTo quote quoteUrl quoteUri _misskey_quote tag attachment
   audience context conversation preferredUsername webfinger alsoKnownAs movedTo proxyOf
   upstreamDuplicates startTime endTime generator instrument target replies first items orderedItems
   mediaType rel proxied`,
  {
    "to cc bto bcc": "to whom it was sent; whom it names is read in its tags",
    "source _misskey_content": "the words once more, as they were typed",
    "inReplyToAtomUri atomUri ostatus": "its addresses once more, in an older form",
    "icon image preview thumbnail picture": FACES,
    "location latitude longitude": PLACES,
    "duration width height blurhash focalPoint digestMultibase hashtag sensitive": SHOWN,
    "likes shares votersCount closed likesCount sharesCount commentsEnabled dislikes reactions emojiReactions":
      COUNTED,
    "signature proof publicKey assertionMethod digest": "a signature, which is not verified here",
    "inbox outbox followers following featured featuredTags featuredCollections endpoints streams devices liked capabilities manuallyApprovesFollowers discoverable indexable memorial tootsuite interactionPolicy quoteAuthorization attributionDomains suspended":
      "addresses for servers, and settings",
    "next prev last partOf current totalItems": "how the collection is cut into pages",
    "startIndex length position": "where in the words a tag stands",
    "protocol authoritative category subtitleLanguage trackers state support uuid views waitTranscoding downloadEnabled isLiveBroadcast hasParts originallyPublishedAt language identifier stickied distinguished locked aspectRatio commentsPolicy dateline canReply":
      SHOWN,
    "_misskey_summary _misskey_reaction isCat vcard:bday vcard:Address nonAnonymous": SHOWN,
    subtitle: FILES,
  },
);
for (const name of [
  ...["actor", "attributedTo", "object", "inReplyTo", "quote", "tag", "attachment", "audience"],
  ...["url", "proxyOf", "replies", "first", "items", "orderedItems", "generator", "instrument"],
  ...["target", "oneOf", "anyOf"],
]) {
  placeTable(ACTIVITYPUB_FIELDS, name, ACTIVITYPUB_FIELDS);
}
