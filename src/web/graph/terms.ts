/** The terms of a question, held against neighbourhoods, which are told without regard to them. */
import type { ItemRef } from "../../model/answer.ts";
import { admits, type Basis } from "../../model/basis.ts";
import { goesAlong } from "../../model/edge.ts";
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import type { NeighbourhoodAnswer } from "../../model/neighbourhood-answer.ts";
import { covers } from "../../model/platform.ts";
import { type Interval, OPEN } from "../../model/time.ts";

export interface Terms {
  basis: Basis;
  between: Interval;
  /** Selectors of what is taken out. */
  struckOut: readonly string[];
  /** Files are taken as never seen. */
  leavesFilesOut: boolean;
}

/** Where no question stands around the graph. */
export const NO_TERMS: Terms = {
  basis: "inferred",
  between: OPEN,
  struckOut: [],
  leavesFilesOut: false,
};

const isPlatform = (selector: string): boolean => /^[^\s:"'“”]+$/.test(selector);
const TIER = /^tier:(.+)$/;

/** What a group, a tag, a file or words name is not told with a thing. */
const isJudged = (selector: string): boolean => {
  const key = findKey(selector) ?? keyOfUrl(selector);
  if (key !== undefined) return !/^(?:group|tag):/.test(key);
  return TIER.test(selector) || isPlatform(selector);
};

export const notJudged = ({ struckOut }: Terms): string[] =>
  struckOut.filter((selector) => !isJudged(selector));

function isNamed(item: ItemRef, selector: string): boolean {
  const key = findKey(selector) ?? keyOfUrl(selector);
  const { platform, account } = item;
  if (key !== undefined && [item.key, ...item.alsoKnownAs, account?.key].includes(key)) return true;
  if (account?.handle && platform !== null && key === `${platform}:@${account.handle}`) return true;
  const tier = TIER.exec(selector)?.[1];
  if (tier !== undefined) return item.tier === tier;
  return platform !== null && isPlatform(selector) && covers(selector, platform);
}

type Edge = NeighbourhoodAnswer["edges"][number];

/** What is taken out, with its reshares and copies. */
function struckIn(answers: readonly NeighbourhoodAnswer[], terms: Terms): ReadonlySet<Key> {
  const items = answers.flatMap(({ nodes }) => nodes);
  const struck = new Set(
    items
      .filter((item) => terms.struckOut.some((selector) => isNamed(item, selector)))
      .map(({ key }) => key),
  );
  const along = answers.flatMap(({ edges }) => edges.filter((edge) => goesAlong(edge.relation)));
  // A set that grows while it is walked is walked to its end.
  for (const key of struck) {
    for (const { giver, receiver } of along) if (giver === key) struck.add(receiver);
  }
  return struck;
}

const nameOf = ({ giver, relation, receiver }: Edge): string => `${giver} ${relation} ${receiver}`;

interface Kept {
  answers: readonly NeighbourhoodAnswer[];
  /** Edges left off on a basis that is too weak. */
  tooWeak: number;
  /** Things left off because they are taken out. */
  struck: number;
}

/** What is left on these terms; the things asked about and those always kept stay. */
export function onTerms(
  answers: readonly NeighbourhoodAnswer[],
  terms: Terms,
  always: ReadonlySet<Key>,
): Kept {
  const struck = new Set([...struckIn(answers, terms)].filter((key) => !always.has(key)));
  const tooWeak = new Set<string>();
  const left = answers.map((answer) => {
    const edges = answer.edges.filter((edge) => {
      if (struck.has(edge.giver) || struck.has(edge.receiver)) return false;
      if (admits(terms.basis, edge.basis)) return true;
      tooWeak.add(nameOf(edge));
      return false;
    });
    const ends = new Set([
      ...answer.question.keys,
      ...edges.flatMap(({ giver, receiver }) => [giver, receiver]),
    ]);
    const isShown = ({ key, alsoKnownAs }: ItemRef) =>
      !struck.has(key) && [key, ...alsoKnownAs].some((name) => ends.has(name));
    return { ...answer, edges, nodes: answer.nodes.filter(isShown) };
  });
  return { answers: left, tooWeak: tooWeak.size, struck: struck.size };
}
