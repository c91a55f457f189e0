/** Selectors: what a person may write to name things, and the items that they name. */
import { countsUnder } from "../graph/snapshot.ts";
import type { View } from "../graph/view.ts";
import { DEFAULT_FLOOR } from "../model/basis.ts";
import { HeadwaterError } from "../model/errors.ts";
import { type Hash, hashSchema } from "../model/evidence.ts";
import {
  findKey,
  type Key,
  keyOfUrl,
  kindOfKey,
  platformOfKey,
  platformsMeant,
} from "../model/key.ts";
import { KEY_FORMS } from "../model/key-forms.ts";
import { shorten } from "../model/plain-text.ts";
import { covers, platformIdSchema } from "../model/platform.ts";
import { candidates } from "./complete.ts";
import type { Loaded } from "./loaded.ts";
import { tiersOf } from "./tiers.ts";

export type Selector =
  | { kind: "key"; key: Key }
  | { kind: "platform"; platform: string }
  | { kind: "evidence"; hash: Hash }
  | { kind: "words"; words: string };

const EXAMPLES = KEY_FORMS.slice(0, 3)
  .map((form) => form.example)
  .join(", ");

const malformed = (text: string): HeadwaterError =>
  new HeadwaterError(
    "bad-selector",
    `"${text}" names nothing: write a key (${EXAMPLES}, case:<case>/<name>), a URL, a platform (4chan/pol), tag:, group:, tier:, evidence:sha256:<hex>, or words in quotes`,
    { where: text },
  );

/** @throws HeadwaterError `bad-selector` */
export function parseSelector(text: string): Selector {
  const trimmed = text.trim();
  const quoted = /^(["'“])(.+)["'”]$/s.exec(trimmed)?.[2];
  if (quoted !== undefined) return { kind: "words", words: quoted };
  const hash = /^evidence:(.*)$/.exec(trimmed)?.[1];
  if (hash !== undefined) {
    const parsed = hashSchema.safeParse(hash);
    if (!parsed.success) throw malformed(text);
    return { kind: "evidence", hash: parsed.data };
  }
  const key = findKey(trimmed) ?? keyOfUrl(trimmed);
  if (key !== undefined) return { kind: "key", key };
  if (/\s/.test(trimmed)) return { kind: "words", words: trimmed };
  if (!/["“”]/.test(trimmed) && platformIdSchema.safeParse(trimmed).success) {
    return { kind: "platform", platform: trimmed };
  }
  throw malformed(text);
}

const MAX_CANDIDATES = 10;

/** Words become the key of the one thing that they match. */
export async function settle(
  loaded: Loaded,
  text: string,
): Promise<Exclude<Selector, { kind: "words" }>> {
  const selector = parseSelector(text);
  if (selector.kind !== "words") return selector;
  const view = await loaded.view(DEFAULT_FLOOR);
  const { joins } = view;
  const standing = (key: Key): Key => joins.of.get(key)?.key ?? key;
  const found = await loaded.reader.search(selector.words, MAX_CANDIDATES + 1);
  const hits = found.filter(
    ({ key }, i) => found.findIndex((other) => standing(other.key) === standing(key)) === i,
  );
  const [first] = hits;
  if (!first) {
    throw new HeadwaterError("no-match", `nothing in evidence matches "${selector.words}"`, {
      where: text,
    });
  }
  if (hits.length === 1) return { kind: "key", key: first.key };
  const all = candidates(loaded, view, selector.words, hits);
  const shown = all
    .slice(0, MAX_CANDIDATES)
    .map(({ selector: key, says }) => `  ${key}  ${shorten(says, 80)}`.trimEnd());
  const more = all.length > MAX_CANDIDATES ? "\n  …" : "";
  throw new HeadwaterError(
    "ambiguous-selector",
    `"${selector.words}" matches several things; write the key of one:\n${shown.join("\n")}${more}`,
    { where: text },
  );
}

export interface End {
  /** As it was asked. */
  asked: string;
  /** Indexes of items, ascending. */
  items: readonly number[];
  /** Some evidence names it, on whatever basis, even if no item follows. */
  inEvidence: boolean;
}

/** An end as answers tell it. */
export const toldEnd = ({ asked, inEvidence, items }: End) => ({
  asked,
  inEvidence,
  items: items.length,
});

const ascending = (items: Iterable<number>): number[] => [...new Set(items)].sort((a, b) => a - b);

const postedBy = (view: View, accounts: readonly number[]): number[] =>
  accounts.flatMap((account) => view.postsOf.get(account) ?? []);

/** What has several names is on the platforms of all of them. */
function onPlatform(view: View, platform: string): number[] {
  const meant = platformsMeant(platform, (chat) => view.joins.of.get(chat)?.members ?? []);
  const isThere = (of: string | undefined) =>
    of !== undefined && meant.some((one) => covers(one, of));
  return view.nodes.flatMap((node, index) => {
    if (node.account) return [];
    const names = node.join?.members ?? [];
    return isThere(node.platform) || names.some((name) => isThere(platformOfKey(name)))
      ? [index]
      : [];
  });
}

function members(loaded: Loaded, view: View, set: Key): string[] {
  return loaded.snapshot.members
    .filter(({ claim, fact }) => {
      const counted = countsUnder(view.filter)(claim);
      return counted && fact.set === set;
    })
    .map(({ fact }) => fact.member);
}

/** The node of a key, and the accounts that bore it as a handle: several, if it changed hands. */
export function nodesNamed(view: View, key: Key): number[] {
  const index = view.indexOf.get(key);
  return ascending([...(index === undefined ? [] : [index]), ...(view.bearersOf.get(key) ?? [])]);
}

function keyItems(loaded: Loaded, view: View, key: Key): { items: number[]; inEvidence: boolean } {
  switch (kindOfKey(key)) {
    case "tag": {
      const items = [...(view.tagged.get(key) ?? [])];
      return { items, inEvidence: items.length > 0 };
    }
    case "group": {
      const named = members(loaded, view, key);
      const items = named.flatMap((member) => {
        const memberKey = findKey(member);
        return memberKey === undefined
          ? onPlatform(view, member)
          : keyItems(loaded, view, memberKey).items;
      });
      return { items, inEvidence: named.length > 0 };
    }
    case "tier": {
      const tierOf = tiersOf(loaded.snapshot, view);
      const wanted = key.slice("tier:".length);
      const items = view.nodes.flatMap((node, index) =>
        !node.account && tierOf(index) === wanted ? [index] : [],
      );
      return { items, inEvidence: items.length > 0 };
    }
    default: {
      const named = nodesNamed(view, key);
      const items = named.filter((index) => !view.nodes[index]?.account);
      const accounts = named.filter((index) => view.nodes[index]?.account);
      return {
        items: [...items, ...postedBy(view, accounts)],
        inEvidence: named.length > 0 || loaded.snapshot.nodes.has(key),
      };
    }
  }
}

async function evidenceItems(loaded: Loaded, view: View, hash: Hash): Promise<number[]> {
  const items: number[] = [];
  for await (const claims of loaded.reader.claimsIn(hash)) {
    for (const claim of claims) {
      const index = claim.subject === undefined ? undefined : view.indexOf.get(claim.subject);
      if (index !== undefined && !view.nodes[index]?.account) items.push(index);
    }
  }
  return items;
}

/** The items that a settled selector names in a view. */
export async function endOf(
  loaded: Loaded,
  view: View,
  asked: string,
  selector: Exclude<Selector, { kind: "words" }>,
): Promise<End> {
  switch (selector.kind) {
    case "key": {
      const { items, inEvidence } = keyItems(loaded, view, selector.key);
      return { asked, items: ascending(items), inEvidence };
    }
    case "platform": {
      const items = onPlatform(view, selector.platform);
      return { asked, items: ascending(items), inEvidence: items.length > 0 };
    }
    case "evidence":
      return {
        asked,
        items: ascending(await evidenceItems(loaded, view, selector.hash)),
        inEvidence: loaded.evidence.has(selector.hash),
      };
  }
}
