/** The items that a selector may name, found by look-ups alone. */

import { BASES } from "../../model/basis.ts";
import { goesAlong } from "../../model/edge.ts";
import { HeadwaterError } from "../../model/errors.ts";
import type { Hash } from "../../model/evidence.ts";
import { findKey, handleOfKey, type Key, kindOfKey, typeOfKey } from "../../model/key.ts";
import type { MergedNode } from "../../model/merge.ts";
import { OPEN } from "../../model/time.ts";
import type { Selector } from "../selector.ts";
import type { Fetched, PartReader } from "./fetched.ts";
import { type Frame, namesOf } from "./frame.ts";

/** Things in which a handle is looked for, to find the accounts that bore it. */
const MAX_BEARERS = 500;
/** Items of an evidence file that may be an end. */
const MAX_OF_FILE = 100_000;

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

async function itemsOfFile(reader: PartReader, hash: Hash, asked: string): Promise<Key[]> {
  const items = new Set<Key>();
  for await (const claims of reader.claimsIn(hash)) {
    for (const { subject } of claims) if (subject !== undefined) items.add(subject);
    if (items.size > MAX_OF_FILE) {
      throw narrower(asked, `is about more than ${MAX_OF_FILE} things: name one of them`);
    }
  }
  return [...items];
}

const WHOLE_STORE =
  "names a set that only reading the whole store could list, and the store is too large for that: name an item, an account, a tag or a file";

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
        throw narrower(asked, WHOLE_STORE);
      case "evidence":
        return namesOf(this.#frame, await itemsOfFile(this.#reader, selector.hash, asked));
      case "key":
        return namesOf(this.#frame, await this.#ofKey(asked, selector.key));
    }
  }

  async #ofKey(asked: string, key: Key): Promise<Key[]> {
    switch (kindOfKey(key)) {
      case "tier":
        throw narrower(asked, WHOLE_STORE);
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
      if (member === undefined)
        throw narrower(asked, `takes in the platform ${fact.member}, which ${WHOLE_STORE}`);
      items.push(...(await this.#ofKey(asked, member)));
    }
    return items;
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
