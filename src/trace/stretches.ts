/** A compared text in stretches as they are shown: short, and none that parts a private person's address. */
import type { Part } from "../graph/near-copies/compare.ts";
import { beginningOf, withoutPersonal } from "../model/personal.ts";

/** Stretches of a text, and characters of one. */
const MAX_PARTS = 60;
const MAX_STRETCH = { common: 600, own: 200 };

/** What a cut may have left of an address, or of a number in groups. */
const HALF_BEFORE = /^(?:[\d ().-]+|[^\s,;<>"]+)/u;

/** Whether what is left out of two stretches is what is left out of both together. */
const areApart = (a: Part, b: Part): boolean =>
  withoutPersonal(a.text + b.text) === withoutPersonal(a.text) + withoutPersonal(b.text);

/** Joins stretches between which an address or number stands. */
function whole(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    let last = part;
    for (let before = joined.at(-1); before && !areApart(before, last); before = joined.at(-1)) {
      joined.pop();
      last = { text: before.text + last.text, common: before.common && last.common };
    }
    joined.push(last);
  }
  const text = joined.map((part) => part.text).join("");
  const said = joined.map((part) => withoutPersonal(part.text)).join("");
  return said === withoutPersonal(text) ? joined : [{ text, common: false }];
}

function shortened({ text, common }: Part): Part {
  const most = common ? MAX_STRETCH.common : MAX_STRETCH.own;
  if (text.length <= most) return { text, common };
  const first = beginningOf(text, most / 2).text;
  const last = text.slice(-most / 2).replace(HALF_BEFORE, "");
  return { text: `${first} … ${last}`.toWellFormed(), common };
}

export function shownParts(parts: readonly Part[]): Part[] {
  const cut = whole(parts).slice(0, MAX_PARTS).map(shortened);
  return parts.length <= MAX_PARTS ? cut : [...cut, { text: " …", common: false }];
}
