/** Elements of the entries of feeds: RSS 2.0 and 1.0, Atom, and the extensions that are common. */
import { fieldTable } from "../reading/fields.ts";
import { COUNTED, FILES, PLACES, SHOWN } from "../reading/left-out.ts";

export const FEED_FIELDS = fieldTable(
  `@rdf:about title link guid id pubDate published updated issued modified created dc:date dcterms:issued
   dcterms:created dcterms:modified dc:creator dc:subject author contributor itunes:author description
   summary content content:encoded category comments source enclosure thr:in-reply-to feedburner:origLink
   atom:updated atom:link yt:videoId yt:channelId dc:identifier a10:updated a10:author pubdate
   media:group.media:title media:group.media:description`,
  {
    "media:content media:thumbnail media:keywords media:credit media:title media:description media:rating media:player media:text media:copyright media:community media:category media:group.*":
      FILES,
    "itunes:image itunes:duration itunes:explicit itunes:summary itunes:subtitle itunes:keywords itunes:episode itunes:season itunes:episodeType itunes:title itunes:order itunes:block podcast:transcript podcast:chapters":
      SHOWN,
    "slash:comments slash:department slash:section slash:hit_parade thr:total": COUNTED,
    "wfw:commentRss wfw:comment": "the feed of the comments",
    "georss:point georss:box georss:where geo:lat geo:long geo:Point": PLACES,
    "rights dc:rights dc:language dc:publisher dc:format dc:type dc:source cc:license creativeCommons:license":
      "rights and formats",
    "@xml:lang @xml:base @xmlns @xmlns:* @gd:etag app:edited app:control": SHOWN,
    "post-id guid-old": "the number of the entry in the site's own database",
  },
);
