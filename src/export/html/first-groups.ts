/** What stands first on one platform or in one tier, on a page: what stands before it, and what is missing. */
import type { FirstAnswer, FirstGroup } from "../../model/answer.ts";
import { spokenTime } from "../../model/plain-text.ts";
import { STANDS } from "../tell-first.ts";
import { type Html, html } from "./html.ts";
import { basisLabel, cites, itemLink, keyLink, label } from "./things.ts";
import { joined } from "./words.ts";

export const standing = ({ item, order, basis, claims }: FirstAnswer["first"][number]): Html =>
  html`${itemLink(item, "The")}${item.attested ? "" : " (known only by reference)"}, ${spokenTime(item.published)} ${label(`order ${order}`, `order-${order}`)} ${basisLabel(basis)} ${cites(claims)}`;

/** That more are not told. */
export const beyond = (count: number, told: number): Html[] =>
  count > told ? [html`and ${count - told} more`] : [];

function counted(what: string, count: number, told: readonly Html[]): Html {
  if (count === 0) return html``;
  const more = count > told.length ? ` and ${count - told.length} more` : "";
  return html`<li>${what}: ${joined(told, ", ")}${more}</li>`;
}

export function groupEntry(name: Html, group: FirstGroup): Html {
  const { first, firstCount, appeared, before } = group;
  const { missing, missingCount, originals, originalsCount } = group;
  const appears =
    first.length === 0 ? "nothing with a time of its own" : `first appears ${spokenTime(appeared)}`;
  const links = (items: FirstGroup["before"]["certain"]["items"]) =>
    items.map(({ key }) => keyLink(key));
  return html`${name}: ${appears}<ul>${[...first.map(standing), ...beyond(firstCount, first.length)].map((one) => html`<li>${one}</li>`)}${counted(
    "other items that stand before it",
    before.certain.count,
    links(before.certain.items),
  )}${counted("other items that may", before.possible.count, links(before.possible.items))}${counted(
    "missing",
    missingCount,
    missing.map(({ item, why, stands }) => html`${keyLink(item)} (${why}, ${STANDS[stands]})`),
  )}${counted(
    "originals known only by reference",
    originalsCount,
    originals.map(
      ({ item, original }) => html`${keyLink(original)}, the original of ${keyLink(item)}`,
    ),
  )}</ul>`;
}
