import type { ItemRef } from "../../model/answer.ts";
import { plain, shorten } from "../../model/plain-text.ts";

/** A thing in few words, as text. */
export function shortName({ title, account, type, platform, key }: ItemRef): string {
  const kind = type ?? "item";
  if (title !== null) return `${kind} “${shorten(title, 40)}”`;
  if (account !== null) {
    const { handle, name } = account;
    return `${kind} by ${handle === null ? shorten(name ?? account.key, 40) : `@${plain(handle)}`}`;
  }
  return platform === null ? plain(key) : `${kind} on ${plain(platform)}`;
}
