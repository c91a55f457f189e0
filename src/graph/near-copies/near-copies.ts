/**
 * *Near copies* among the items of a view: which texts or pictures are alike, and by when an item that
 * can change had its own. A reshare or archive copy is left out where the text of its original is
 * there: whose words it carries is recorded. What is known by its picture is compared by that alone.
 */

import type { Basis } from "../../model/basis.ts";
import type { ItemFact, StoredClaim } from "../../model/claim.ts";
import type { Key } from "../../model/key.ts";
import { many } from "../../model/plain-text.ts";
import { countsUnder, type GraphReader } from "../snapshot.ts";
import type { View } from "../view.ts";
import { findAlike, LEAST_RUNS } from "./alike.ts";
import type { Pictures } from "./pictures.ts";
import { RunColumn, runsOf } from "./runs.ts";
import { setsOf } from "./sets.ts";
import { normalText } from "./words.ts";

/** When a text or picture was seen first, at the latest. */
export interface ShownBy {
  at: number;
  basis: Basis;
}

export interface NearCopies {
  /** Nodes any two of which are near copies, all of one set by their texts or all by their pictures. */
  sets: readonly (readonly number[])[];
  /** Of nodes in them that can change: when their text or picture was seen, where evidence says so. */
  shownBy: ReadonlyMap<number, ShownBy>;
  /** What those that are compared as pictures look like. */
  looks: ReadonlyMap<number, string>;
  /** What was not compared. */
  limits: readonly string[];
}

export const NO_COPIES: NearCopies = {
  sets: [],
  shownBy: new Map(),
  looks: new Map(),
  limits: [],
};

export type Copies = Pick<NearCopies, "sets" | "limits">;

/** Runs of words that are held at once; texts beyond are not compared. */
const MAX_RUNS = 200_000_000;
const KEYS_AT_ONCE = 1000;

/** By node, without what repeats another that is there. */
function withoutRepeats<T>({ edges }: View, all: readonly (T | undefined)[]): (T | undefined)[] {
  const left = all.slice();
  for (const { relation, giver, receiver } of edges) {
    const repeats = relation === "RESHARED_BY" || relation === "COPY_OF";
    if (repeats && all[giver] !== undefined) left[receiver] = undefined;
  }
  return left;
}

/** The text of each node that is compared by it. */
export function textsCompared(view: View, { of }: Pictures): (string | undefined)[] {
  const texts = view.nodes.map(({ account, text }, node) =>
    account || of.has(node) ? undefined : text,
  );
  return withoutRepeats(view, texts);
}

/** What each node looks like that is compared by it. */
export const looksCompared = (view: View, { of }: Pictures): (string | undefined)[] =>
  withoutRepeats(
    view,
    view.nodes.map((_, node) => of.get(node)?.look),
  );

/** The texts that say enough to be compared, each once, with the nodes that carry it. */
interface Carried {
  nodes: number[][];
  runs: RunColumn;
  leftOut: number;
}

function carriedBy(texts: readonly (string | undefined)[]): Carried {
  const numbers = new Map<string, number>();
  const carried: Carried = { nodes: [], runs: new RunColumn(), leftOut: 0 };
  texts.forEach((text, node) => {
    if (text === undefined) return;
    const normal = normalText(text);
    const known = numbers.get(normal);
    if (known !== undefined) {
      carried.nodes[known]?.push(node);
      return;
    }
    const runs = runsOf(normal);
    if (runs.length < LEAST_RUNS) return;
    if (carried.runs.length + runs.length > MAX_RUNS) {
      carried.leftOut += 1;
      return;
    }
    numbers.set(normal, carried.nodes.length);
    carried.nodes.push([node]);
    carried.runs.add(runs);
  });
  return carried;
}

/** Near copies among texts, each of the node at its place; the same for the same texts. */
export function copiesAmong(texts: readonly (string | undefined)[]): Copies {
  const { nodes, runs, leftOut } = carriedBy(texts);
  const alike = findAlike(runs.done());
  const limits: string[] = [];
  if (leftOut > 0)
    limits.push(
      `near copies: ${many(leftOut, "text beyond the first was", "texts beyond the first were")} not compared`,
    );
  if (alike.passedOver > 0) {
    limits.push(
      `near copies: ${alike.passedOver} times a text that is much varied was not compared with all that may be like it`,
    );
  }
  return { sets: setsOf(alike, nodes), limits };
}

/** Where the claim says that one of the things has the text, as `normalText` gives it. */
export const textFact = (
  { facts }: StoredClaim,
  keys: ReadonlySet<Key>,
  normal: string,
): ItemFact | undefined =>
  facts.find(
    (fact): fact is ItemFact & { text: string } =>
      fact.fact === "item" &&
      keys.has(fact.item) &&
      fact.text !== undefined &&
      normalText(fact.text) === normal,
  );

/** When this record shows the thing with the text. */
function shownIn(
  claim: StoredClaim,
  keys: ReadonlySet<Key>,
  normal: string,
): number | null | undefined {
  if (!textFact(claim, keys, normal)) return undefined;
  if (claim.shownBy !== undefined) return claim.shownBy;
  const capture = claim.facts.find(
    (fact) => fact.fact === "time" && fact.kind === "captured" && keys.has(fact.item),
  );
  return capture?.fact === "time" ? capture.latest : undefined;
}

/** When the texts of nodes that can change were seen first. */
export async function textsShownBy(
  { nodes, filter }: View,
  sets: NearCopies["sets"],
  reader: Pick<GraphReader, "claimsAbout">,
): Promise<Map<number, ShownBy>> {
  const asked = [...new Set(sets.flat())].filter((node) => nodes[node]?.cannotChange === false);
  const counts = countsUnder(filter);
  const shown = new Map<number, ShownBy>();
  const owners = new Map<Key, number>();
  const keysOf = (node: number): readonly Key[] => {
    const found = nodes[node];
    return found ? (found.join?.members ?? [found.key]) : [];
  };
  for (const node of asked) for (const key of keysOf(node)) owners.set(key, node);
  const keys = [...owners.keys()];
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
    const claims = await reader.claimsAbout(keys.slice(from, from + KEYS_AT_ONCE), []);
    for (const claim of claims) {
      if (!counts(claim)) continue;
      const items = claim.facts.flatMap((fact) => (fact.fact === "item" ? [fact.item] : []));
      for (const node of new Set(items.flatMap((key) => owners.get(key) ?? []))) {
        const normal = normalText(nodes[node]?.text ?? "");
        const at = shownIn(claim, new Set(keysOf(node)), normal);
        const known = shown.get(node);
        if (typeof at !== "number" || (known && known.at <= at)) continue;
        shown.set(node, { at, basis: claim.basis });
      }
    }
  }
  return shown;
}

/** Near copies in words, with those among pictures. */
export function withPictures(
  inWords: NearCopies,
  inLooks: Copies,
  { of, limits }: Pictures,
): NearCopies {
  const looks = new Map<number, string>();
  const shownBy = new Map(inWords.shownBy);
  for (const node of inLooks.sets.flat()) {
    const picture = of.get(node);
    if (picture === undefined) continue;
    looks.set(node, picture.look);
    if (picture.shownBy) shownBy.set(node, picture.shownBy);
  }
  return {
    sets: [...inWords.sets, ...inLooks.sets],
    shownBy,
    looks,
    limits: [...inWords.limits, ...limits, ...inLooks.limits],
  };
}
