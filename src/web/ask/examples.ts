/** Questions to begin with, as they can be typed into the box, of what is loaded. */
import type { Coverage } from "../../model/answer.ts";

export interface Example {
  typed: string;
  /** What it asks, in plain words. */
  asks: string;
}

export const MACRON_LEAKS = "macronleaks";
export const PASTE = "case:macronleaks/emleaks";
export const WIKILEAKS = "twitter:@wikileaks";
const ARCHIVED = "archive.org:item/Macron_201705";

export const OF_MACRON_LEAKS: readonly Example[] = [
  { typed: `How did ${PASTE} reach ${WIKILEAKS}?`, asks: "the EMLEAKS paste to WikiLeaks" },
  {
    typed: `How did ${PASTE} reach ${WIKILEAKS} without 4chan/pol?`,
    asks: "the same, without 4chan",
  },
  {
    typed: `How did ${PASTE} reach ${WIKILEAKS} if inferred edges count?`,
    asks: "up to ten ways, the weakest of them too",
  },
  {
    typed: "How did case:macronleaks/pol-op reach twitter:@jackposobiec?",
    asks: "the /pol/ post to Jack Posobiec",
  },
  {
    typed: `Which stands first: ${ARCHIVED} or ${PASTE}?`,
    asks: "the archive.org item or the paste",
  },
  { typed: `What did ${PASTE} reach?`, asks: "all that the paste can have reached" },
  {
    typed: "What is known of case:macronleaks/latvian-flag-post?",
    asks: "the post with the Latvian flag, with its sources",
  },
];

const sizeOf = ({ items }: Coverage[number]): number =>
  items.reduce((sum, { count }) => sum + count, 0);

/** From the platform on which it begins, by the times that are known, to that which holds most besides. */
export function examplesOf(coverage: Coverage): Example[] {
  const since = ({ from }: Coverage[number]) => from ?? Number.POSITIVE_INFINITY;
  const [first] = coverage.toSorted((a, b) =>
    since(a) < since(b) ? -1 : since(a) > since(b) ? 1 : 0,
  );
  if (first === undefined) return [];
  const begin = first.platform;
  const others = coverage.filter(({ platform }) => platform !== begin);
  const [most] = others.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const toMost =
    most === undefined
      ? []
      : [
          {
            typed: `How did ${begin} reach ${most.platform}?`,
            asks: "from where the evidence begins to where most of the rest stands",
          },
        ];
  return [
    ...toMost,
    { typed: `What did ${begin} reach?`, asks: "all that can have come of it" },
    { typed: `Where did ${begin} cross?`, asks: "by which hops it came to other tiers" },
  ];
}
