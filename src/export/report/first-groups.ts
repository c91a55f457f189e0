/** What stands first on one platform or in one tier: what stands before it, and what is missing. */
import type { FirstAnswer, FirstGroup } from "../../model/first-answer.ts";
import { spokenTime } from "../../model/spoken-time.ts";
import { EARLIEST, STANDS } from "../../model/told-words.ts";
import { type Html, html } from "../html/html.ts";
import { joined } from "../html/words.ts";
import { tied } from "../tell-first.ts";
import { basisLabel, cites, itemOf, keyOf, keysOf, orderLabel } from "./things.ts";

export const standing = ({ item, order, basis, claims }: FirstAnswer["first"][number]): Html =>
  html`${itemOf(item, "The")}, ${spokenTime(item.published)} ${orderLabel(order)} ${basisLabel(basis)} ${cites(claims)}`;

/** That more are not told. */
export const beyond = (count: number, told: number): Html[] =>
  count > told ? [html`and ${count - told} more`] : [];

function counted(what: string, count: number, told: number, names: Html): Html {
  if (count === 0) return html``;
  return html`<li>${what}: ${names}${count > told ? ` and ${count - told} more` : ""}</li>`;
}

const perhaps = (what: string, { count, items }: FirstGroup["before"]["certain"]): Html =>
  counted(what, count, items.length, keysOf(items.map(({ key }) => key)));

export function groupEntry(name: Html, group: FirstGroup): Html {
  const { first, firstCount, appeared, before } = group;
  const { missing, missingCount, originals, originalsCount } = group;
  const appears =
    first.length === 0
      ? "nothing with a time of its own"
      : `${EARLIEST}, ${spokenTime(appeared)}${tied(group)}`;
  const absent = missing.map(
    ({ item, why, stands }) => html`${keyOf(item)} (${why}, ${STANDS[stands]})`,
  );
  const copied = originals.map(
    ({ item, original }) => html`${keyOf(original)}, the original of ${keyOf(item)}`,
  );
  return html`${name}: ${appears}<ul>${[...first.map(standing), ...beyond(firstCount, first.length)].map((one) => html`<li>${one}</li>`)}${perhaps(
    "other items that stand before it or at its moment",
    before.certain,
  )}${perhaps("other items that may", before.possible)}${counted(
    "missing",
    missingCount,
    missing.length,
    joined(absent, ", "),
  )}${counted(
    "originals known only by reference",
    originalsCount,
    originals.length,
    joined(copied, ", "),
  )}</ul>`;
}
