/** What the graph calls things, the same for the eye and the ear. */
import type { ItemRef } from "../../model/answer.ts";
import { shorten } from "../../model/plain-text.ts";
import { shortName } from "../words/short-name.ts";
import type { Link, Thing } from "./net.ts";

/** A name that an investigator gave, without the case that it is in. */
const withoutCase = (key: string): string => key.replace(/^case:[^/]*\//, "");

/** Beside a mark of the picture: the shortest that tells it from others. */
export function labelOf({ title, account, key }: ItemRef): string {
  if (title !== null) return shorten(title, 28);
  if (account?.handle) return `@${shorten(account.handle, 27)}`;
  return shorten(withoutCase(key), 28);
}

export function nameOf(item: ItemRef): string {
  const name = item.title === null && item.account === null ? item.key : shortName(item);
  const on = item.platform === null ? "" : ` on ${shorten(item.platform, 60)}`;
  return `${shorten(name, 90)}${on}`;
}

export const marksOf = ({ item }: Thing): string[] =>
  item.attested ? [] : ["known only by reference"];

/** `hop 2, order certain`, or that nobody has judged it. */
export const orderOf = ({ hop }: Link): string =>
  hop === null ? "order not judged," : `hop ${hop.number}, order ${hop.hop.order},`;
