/** What the Auto Archiver says beside the post itself: whose it is, counts, and the files that it kept. */
import type { Fact } from "../../model/claim.ts";
import type { Key } from "../../model/key.ts";
import type { Zone } from "../../model/time.ts";
import { type Fields, findFields, findText, isFields, listOf, quoted } from "../reading/records.ts";
import type { Warning } from "../reading/told.ts";

/** Where a member stands, for a claim's `at`. */
export type PlaceOf = (path: readonly (string | number)[]) => string;

export interface Archived {
  key: Key;
  metadata: Fields;
  at: PlaceOf;
  warnings: Warning[];
  /** For times without one. */
  zone: Zone;
}

/** Of what yt-dlp and extractors add; none of them makes an account, whose id they do not give surely. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  author: "author",
  uploader: "author",
  uploader_id: "author id",
  uploader_url: "author address",
  channel: "channel",
  channel_url: "channel address",
  id: "id by its extractor",
  webpage_url: "address by its extractor",
  replaced_url: "address that was read in its place",
  deletion_detected: "deletion detected",
  deletion_indicator: "deletion detected by",
};
const COUNTS: Readonly<Record<string, string>> = {
  view_count: "views",
  like_count: "likes",
  comment_count: "comments",
  repost_count: "reshares",
};

/** Members of `metadata` that are read here, but for comments and tags. */
export const REMARKED = [...Object.keys(ATTRIBUTES), ...Object.keys(COUNTS)];
export const MEDIA_READ = "urls properties.hash properties.src properties.pdq_hash";

function remark(
  { key, at }: Archived,
  kind: "attribute" | "count",
  relation: string,
  value: string,
  path: readonly (string | number)[],
): Fact {
  return { fact: "remark", kind, subject: key, relation, value, at: at(path) };
}

export function remarkFacts(archived: Archived): Fact[] {
  const { metadata } = archived;
  const facts: Fact[] = [];
  for (const [name, relation] of Object.entries(ATTRIBUTES)) {
    const written = metadata[name];
    const value = written === true ? "yes" : findText(written);
    if (value !== undefined) {
      facts.push(remark(archived, "attribute", relation, value, ["metadata", name]));
    } else if (typeof written === "object" && written !== null) {
      const message = `what stands here is no text: ${quoted(written)}`;
      archived.warnings.push(["not-text", message, archived.at(["metadata", name])]);
    }
  }
  for (const [name, relation] of Object.entries(COUNTS)) {
    const value = metadata[name];
    if (!Number.isSafeInteger(value)) continue;
    facts.push(remark(archived, "count", relation, String(value), ["metadata", name]));
  }
  const comments = listOf(metadata["comments"]).length;
  if (comments > 0) {
    const path = ["metadata", "comments"];
    facts.push(remark(archived, "count", "comments kept", String(comments), path));
  }
  for (const [index, tag] of listOf(metadata["tags"]).entries()) {
    const value = findText(tag);
    if (value === undefined) continue;
    facts.push(remark(archived, "attribute", "tag", value, ["metadata", "tags", index]));
  }
  return facts;
}

const FILE_FIELDS = [
  ["hash", "file hash"],
  ["src", "file source"],
  ["pdq_hash", "perceptual hash"],
] as const;

export function mediaFacts(archived: Archived, media: readonly unknown[]): Fact[] {
  const facts: Fact[] = [];
  for (const [index, file] of media.entries()) {
    if (!isFields(file)) continue;
    const properties = findFields(file["properties"]);
    for (const [name, relation] of FILE_FIELDS) {
      const value = findText(properties?.[name]);
      if (value === undefined) continue;
      const path = ["media", index, "properties", name];
      facts.push(remark(archived, "attribute", relation, value, path));
    }
    for (const [number, url] of listOf(file["urls"]).entries()) {
      const value = findText(url);
      if (value === undefined) continue;
      facts.push(
        remark(archived, "attribute", "file kept at", value, ["media", index, "urls", number]),
      );
    }
  }
  return facts;
}
