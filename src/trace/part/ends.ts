/** The items that a selector may name, found by look-ups alone. */

import { BASES } from "../../model/basis.ts";
import { goesAlong } from "../../model/edge.ts";
import { HeadwaterError } from "../../model/errors.ts";
import type { Hash } from "../../model/evidence.ts";
import {
  findKey,
  handleOfKey,
  type Key,
  kindOfKey,
  platformOfKey,
  platformsMeant,
  typeOfKey,
} from "../../model/key.ts";
import type { MergedNode } from "../../model/merged.ts";
import { covers, type PlatformId, platformFacts, tierSchema } from "../../model/platform.ts";
import { OPEN } from "../../model/time.ts";
import type { Selector } from "../selector.ts";
import type { Fetched, PartReader } from "./fetched.ts";
import { type Frame, namesOf } from "./frame.ts";

/** Things in which a handle is looked for, to find the accounts that bore it. */
const MAX_BEARERS = 500;
/** Items of a file, platform or tier that may be an end. */
const MAX_OF_SET = 100_000;

const platformsNamed = ({ key, states }: MergedNode): PlatformId[] => [
  ...BASES.flatMap((basis) => states[basis]?.platforms ?? []),
  ...[platformOfKey(key) ?? []].flat(),
];

const handlesOf = ({ states }: MergedNode): Key[] =>
  BASES.flatMap((basis) => states[basis]?.handles ?? []);

const BORNE_BY_MANY =
  "is mentioned too often to find all accounts that bore it: write the key of one item";

const narrower = (text: string, why: string): HeadwaterError =>
  new HeadwaterError("too-long", `"${text}" ${why}`, { where: text });

/** Reads the accounts that bore a handle; undefined when too many things mention it to look through. */
export async function readBearers(fetched: Fetched, handle: Key): Promise<Key[] | undefined> {
  const hits = await fetched.search(handle, MAX_BEARERS);
  if (hits.length === MAX_BEARERS) return undefined;
  await fetched.readNodes(hits);
  fetched.handles.add(handle);
  return hits.filter((key) => {
    const node = fetched.nodes.get(key);
    return node !== undefined && handlesOf(node).includes(handle);
  });
}

/**
 * The keys with all that may be the same account: names joined to them, handles that they bore,
 * others that bore those.
 * @throws HeadwaterError `too-long` when too many things mention a handle to look through
 */
export async function readAccounts(
  fetched: Fetched,
  frame: Frame,
  keys: Iterable<Key>,
): Promise<Set<Key>> {
  const all = new Set<Key>();
  for (let added = namesOf(frame, keys); added.size > 0; ) {
    for (const key of added) all.add(key);
    await fetched.readNodes(added);
    const found = new Set<Key>();
    for (const key of added) {
      const node = fetched.nodes.get(key);
      for (const handle of node ? handlesOf(node) : []) found.add(handle);
      if (handleOfKey(key) === undefined) continue;
      const bearers = await readBearers(fetched, key);
      if (!bearers) throw narrower(key, BORNE_BY_MANY);
      for (const bearer of bearers) found.add(bearer);
    }
    added = new Set([...namesOf(frame, found)].filter((key) => !all.has(key)));
  }
  return all;
}

/** What carries a tag, or was posted by an account. */
async function subjectsOf(
  fetched: Fetched,
  relation: "TAGGED" | "POSTED_BY",
  objects: ReadonlySet<Key>,
): Promise<Key[]> {
  await fetched.readOthers(objects);
  return [...fetched.others.values()].flatMap((edge) =>
    edge.relation === relation && objects.has(edge.object) ? [edge.subject] : [],
  );
}

/** @throws HeadwaterError `too-long` */
function checkSize(asked: string, items: number): void {
  if (items <= MAX_OF_SET) return;
  const why = `takes in more than ${MAX_OF_SET} things, in a store too large to be read whole: name one of them, an account or a tag`;
  throw narrower(asked, why);
}

async function itemsOfFile(reader: PartReader, hash: Hash, asked: string): Promise<Key[]> {
  const items = new Set<Key>();
  for await (const claims of reader.claimsIn(hash)) {
    for (const { subject } of claims) if (subject !== undefined) items.add(subject);
    checkSize(asked, items.size);
  }
  return [...items];
}

/** A key that says what kind of thing it names is never an account's, but for those of accounts. */
const isNoAccount = (key: Key): boolean =>
  kindOfKey(key) === "item" && typeOfKey(key) !== undefined;

/** Items that a selector may name, under all their names: never too few. */
export class Ends {
  readonly #reader: PartReader;
  readonly #fetched: Fetched;
  readonly #frame: Frame;

  constructor(reader: PartReader, fetched: Fetched, frame: Frame) {
    this.#reader = reader;
    this.#fetched = fetched;
    this.#frame = frame;
  }

  /** @throws HeadwaterError `too-long` for a set that cannot be looked up */
  async of(asked: string, selector: Exclude<Selector, { kind: "words" }>): Promise<Set<Key>> {
    switch (selector.kind) {
      case "platform":
        return this.#onPlatform(asked, selector.platform);
      case "evidence":
        return namesOf(this.#frame, await itemsOfFile(this.#reader, selector.hash, asked));
      case "key":
        return namesOf(this.#frame, await this.#ofKey(asked, selector.key));
    }
  }

  async #ofKey(asked: string, key: Key): Promise<Key[]> {
    switch (kindOfKey(key)) {
      case "tier":
        return this.#ofTier(asked, key);
      case "tag":
        return subjectsOf(this.#fetched, "TAGGED", new Set([key]));
      case "group":
        return this.#ofGroup(asked, key);
      default: {
        const names = namesOf(this.#frame, [key]);
        if ([...names].every(isNoAccount)) return [...names];
        const accounts = await readAccounts(this.#fetched, this.#frame, [key]);
        return [...accounts, ...(await subjectsOf(this.#fetched, "POSTED_BY", accounts))];
      }
    }
  }

  async #ofGroup(asked: string, group: Key): Promise<Key[]> {
    const items: Key[] = [];
    for (const { fact } of this.#frame.members) {
      if (fact.set !== group) continue;
      const member = findKey(fact.member);
      const own =
        member === undefined
          ? await this.#onPlatform(asked, fact.member)
          : await this.#ofKey(asked, member);
      for (const item of own) items.push(item);
    }
    checkSize(asked, items.length);
    return items;
  }

  /** What is on a platform of the tier, or posted by an account of it. */
  async #ofTier(asked: string, key: Key): Promise<Key[]> {
    const tier = tierSchema.parse(key.slice("tier:".length));
    const members = this.#frame.members.flatMap(({ fact }) =>
      fact.set === key ? [fact.member] : [],
    );
    const accounts = members.flatMap((member) => findKey(member) ?? []);
    const platforms = members.filter((member) => findKey(member) === undefined);
    const items = await this.#on(
      asked,
      (platform) =>
        platformFacts(platform)?.tier === tier || platforms.some((one) => covers(one, platform)),
    );
    for (const account of accounts) {
      for (const item of await this.#ofKey(asked, account)) items.add(item);
    }
    checkSize(asked, items.size);
    return [...items];
  }

  #onPlatform(asked: string, named: string): Promise<Set<Key>> {
    const meant = platformsMeant(named, (chat) => namesOf(this.#frame, [chat]));
    return this.#on(asked, (platform) => meant.some((one) => covers(one, platform)));
  }

  /** Looks all things through for those that some claim or their key puts on such a platform. */
  async #on(asked: string, isIt: (platform: PlatformId) => boolean): Promise<Set<Key>> {
    const found: Key[] = [];
    for await (const nodes of this.#reader.nodes()) {
      for (const node of nodes) if (platformsNamed(node).some(isIt)) found.push(node.key);
      checkSize(asked, found.length);
    }
    return namesOf(this.#frame, found);
  }
}

/** Reads the reshares and copies of what is taken out, and theirs. */
export async function readRemoved(
  fetched: Fetched,
  frame: Frame,
  items: ReadonlySet<Key>,
): Promise<Set<Key>> {
  const removed = new Set(items);
  for (let added = [...items]; added.length > 0; ) {
    await fetched.expand(added, "forward", OPEN);
    const next = added.flatMap((key) =>
      fetched
        .at(key, "forward")
        .filter(({ relation }) => goesAlong(relation))
        .map(({ receiver }) => receiver),
    );
    added = [...namesOf(frame, next)].filter((key) => !removed.has(key));
    for (const key of added) removed.add(key);
  }
  return removed;
}

/** The keys with the originals of what is a reshare or copy, and theirs: who posted one may take it out. */
export async function readOrigins(
  fetched: Fetched,
  frame: Frame,
  keys: Iterable<Key>,
): Promise<Set<Key>> {
  const origins = namesOf(frame, keys);
  for (let added = [...origins]; added.length > 0; ) {
    await fetched.expand(added, "backward", OPEN);
    const next = added.flatMap((key) =>
      fetched
        .at(key, "backward")
        .filter(({ relation }) => goesAlong(relation))
        .map(({ giver }) => giver),
    );
    added = [...namesOf(frame, next)].filter((key) => !origins.has(key));
    for (const key of added) origins.add(key);
  }
  return origins;
}
