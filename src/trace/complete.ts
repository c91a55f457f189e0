/** What a person may be about to name, from the beginning of what they typed. */

import type { View, ViewNode } from "../graph/view.ts";
import { DEFAULT_FLOOR } from "../model/basis.ts";
import { many } from "../model/plain-text.ts";
import type { Completion } from "../model/search-answer.ts";
import type { SearchHit } from "../store/contract.ts";
import { coverageOf } from "./coverage.ts";
import type { Loaded } from "./loaded.ts";
import { statedTitles } from "./refs.ts";

const EXCERPT = 120;
/** Of more things only those are found of which a whole word was typed. */
const MAX_LOOKED_AT = 200_000;

const folded = (text: string): string =>
  text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();

const wordsOf = (typed: string): string[] =>
  folded(typed)
    .split(/[\s"“”]+/)
    .map((word) => word.replace(/^#/, ""))
    .filter((word) => word !== "");

const excerpt = (text: string): string => text.slice(0, EXCERPT).toWellFormed();

const sets = new WeakMap<View, readonly Completion[]>();

/** Platforms, groups, tags and tiers, of which there are few. */
function setsOf(loaded: Loaded, view: View): readonly Completion[] {
  const known = sets.get(view);
  if (known) return known;
  const platforms = coverageOf(view, loaded.snapshot)
    .filter(({ platform }) => !platform.includes(" "))
    .map(({ platform, items }) => {
      const count = items.reduce((sum, one) => sum + one.count, 0);
      return completion(platform, "platform", many(count, "item"));
    });
  const groups = [...new Set(loaded.snapshot.members.map(({ fact }) => fact.set))]
    .filter((set) => set.startsWith("group:"))
    .sort()
    .map((set) => completion(set, "group", ""));
  const tags = [...view.tagged].map(([tag, items]) =>
    completion(tag, "tag", many(items.length, "item")),
  );
  const all = [...platforms, ...groups, ...tags];
  sets.set(view, all);
  return all;
}

const completion = (selector: string, kind: Completion["kind"], says: string): Completion => ({
  ...{ selector, kind, says },
});

type Titles = ReadonlyMap<string, string>;

const titleOf = ({ key, title }: ViewNode, titles: Titles): string =>
  excerpt(title ?? titles.get(key) ?? "");

function ofNode(node: ViewNode, titles: Titles): Completion {
  const words = titleOf(node, titles) || node.names[0] || excerpt(node.text ?? "");
  const where = node.platform === undefined ? "" : ` on ${node.platform}`;
  const kind = node.account ? "account" : (node.type ?? "item");
  const says = words === "" ? kind + where : node.account ? words : `${kind}: ${words}`;
  return completion(node.key, node.account ? "account" : "item", says);
}

const holds = (words: readonly string[], ...texts: readonly string[]): boolean => {
  const text = folded(texts.join(" "));
  return words.every((word) => text.includes(word));
};

/** Accounts before items. */
function* nodesHolding(view: View, words: readonly string[], titles: Titles): Generator<ViewNode> {
  if (view.nodes.length > MAX_LOOKED_AT) return;
  for (const account of [true, false]) {
    for (const node of view.nodes) {
      if (node.account !== account) continue;
      const names = node.handles.join(" ");
      if (holds(words, node.key, names, titleOf(node, titles), node.names.join(" "))) {
        yield node;
      }
    }
  }
}

/** What words may mean that find several things: tags that hold them, then what was found. */
export function candidates(
  loaded: Loaded,
  view: View,
  words: string,
  hits: readonly SearchHit[],
): Completion[] {
  const titles = statedTitles(loaded.snapshot.remarks);
  const typed = wordsOf(words);
  const tags = setsOf(loaded, view).filter(
    ({ kind, selector }) => kind === "tag" && holds(typed, selector),
  );
  const found = hits.map(({ key, excerpt: said }) => {
    const node = view.nodes[view.indexOf.get(key) ?? -1];
    return node === undefined
      ? completion(key, "item", said)
      : { ...ofNode(node, titles), selector: key };
  });
  return [...tags, ...found];
}

/** At most `limit`: sets first, then what holds the words whole, then what holds their beginnings. */
export async function complete(
  loaded: Loaded,
  typed: string,
  limit: number,
): Promise<readonly Completion[]> {
  const words = wordsOf(typed);
  if (words.length === 0) return [];
  const view = await loaded.view(DEFAULT_FLOOR);
  const titles = statedTitles(loaded.snapshot.remarks);
  const found = new Map<string, Completion>();
  const add = (one: Completion) => {
    if (found.size < limit && !found.has(one.selector)) found.set(one.selector, one);
  };
  for (const set of setsOf(loaded, view)) if (holds(words, set.selector)) add(set);
  for (const { key } of await loaded.reader.search(words.join(" "), limit)) {
    const node = view.nodes[view.indexOf.get(key) ?? -1];
    if (node) add(ofNode(node, titles));
  }
  for (const node of nodesHolding(view, words, titles)) {
    if (found.size >= limit) break;
    add(ofNode(node, titles));
  }
  return [...found.values()];
}
