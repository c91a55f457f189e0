import { z } from "zod";
import { type PlatformId, platformFacts } from "./platform.ts";

export const ITEM_TYPES = [
  "post",
  "thread",
  "paste",
  "archived-item",
  "page",
  "article",
  "file",
] as const;
export const itemTypeSchema = z.enum(ITEM_TYPES);
export type ItemType = z.infer<typeof itemTypeSchema>;

/**
 * Whether an item stays as it was published: a tweet, a board post, a chat message, a guest's paste
 * or an archive copy, unless an edit is claimed.
 */
export function cannotChange(item: {
  type?: ItemType | undefined;
  platform?: PlatformId | undefined;
  guest?: boolean | undefined;
  edited?: boolean | undefined;
}): boolean {
  if (item.edited) return false;
  const facts = item.platform === undefined ? undefined : platformFacts(item.platform);
  switch (item.type) {
    case "post":
      return facts?.fixedPosts === true;
    case "paste":
      return item.guest === true;
    case "page":
      return facts?.copies === true;
    default:
      return false;
  }
}
