/**
 * Exports of one channel compared: what one shows and another does not, and what was edited in between.
 * A message is missing from a file only where the file goes on on both sides of it, so that a part of an
 * export, or one of another range, proves nothing; nor is it missing where a file that was surely made
 * later shows it. Missing is not deleted: the exporter may have been told to leave messages out, and
 * where most are missing that is said once. Edits are known by the stamp that the platform sets; other
 * words alone are not, since exporters write names of the day into them.
 */
import type { View } from "../graph/view.ts";
import type { Finding } from "../model/answer.ts";
import { publishedByKey } from "../model/id-time.ts";
import type { Key } from "../model/key.ts";
import { formatInstant } from "../model/time.ts";
import { type ChannelExport, readExports } from "./exports-read.ts";
import type { Loaded } from "./loaded.ts";

/** More findings of one channel are counted and not told one by one. */
const MAX_TOLD = 500;
/** Fewer missing messages are told one by one, however many of all they are. */
const FEW = 20;

const isBefore = (a: ChannelExport, b: ChannelExport): boolean => a.made.latest < b.made.earliest;

function named({ name, made: { latest } }: ChannelExport): string {
  return Number.isFinite(latest) ? `${name} (made by ${formatInstant(latest)})` : name;
}

/** A message, the last export that holds it, and the first after that which should and does not. */
interface Missing {
  key: Key;
  held: ChannelExport;
  lacking: ChannelExport;
}

/** What stands among the records that give no message; another format's importer may skip others. */
function unreadIn({ held, lacking }: Missing): string {
  const { failed, skipped } = lacking;
  const unread = held.importer === lacking.importer ? failed : failed + skipped;
  return unread === 0 ? "" : `, or among the ${unread} of its records that give no message`;
}

const howMissing = (missing: Missing): string =>
  isBefore(missing.held, missing.lacking)
    ? "deleted in between"
    : "deleted, if that one was made later";

function missingFinding(channel: Key, missing: Missing): Finding[] {
  const { key, held, lacking } = missing;
  const message = held.messages.get(key);
  if (message?.granted !== true) return [];
  const where = `is in the export ${named(held)} and not in ${named(lacking)}, which goes on before and after it`;
  return [
    {
      kind: "missing from another export",
      about: [key, channel],
      says: `${key} ${where}: ${howMissing(missing)}, or left out by whoever exported${unreadIn(missing)}`,
      claims: [message.claim],
    },
  ];
}

function manyFinding(channel: Key, missing: Missing, counts: Counts): Finding {
  const { held, lacking } = missing;
  const { among, keys } = counts;
  return {
    kind: "missing from another export",
    about: [channel],
    says: `${keys.length} of ${among} messages that the export ${named(held)} shows are not in ${named(lacking)}, although it goes on before and after them: exported with a filter, or ${howMissing(missing)}${unreadIn(missing)}`,
    claims: [],
  };
}

interface Counts {
  /** Messages of one export in the range of another. */
  among: number;
  keys: Missing[];
}

/** By the two exports, so that a filter is told from single messages that are missing. */
function pairsOf(all: readonly Missing[]): Counts[] {
  const pairs = new Map<ChannelExport, Map<ChannelExport, Missing[]>>();
  for (const missing of all) {
    const by = pairs.get(missing.held) ?? new Map<ChannelExport, Missing[]>();
    const keys = by.get(missing.lacking) ?? [];
    keys.push(missing);
    pairs.set(missing.held, by.set(missing.lacking, keys));
  }
  return [...pairs].flatMap(([held, by]) => {
    const posted = Float64Array.from(
      held.messages.keys(),
      (key) => publishedByKey(key) ?? 0,
    ).sort();
    return [...by].map(([{ first, last }, keys]) => ({
      among: countBelow(posted, last) - countBelow(posted, first + 1),
      keys,
    }));
  });
}

/** How many of sorted numbers are below one. */
function countBelow(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function missingFindings(channel: Key, all: readonly Missing[]): Finding[] {
  return pairsOf(all).flatMap((counts) => {
    const { keys, among } = counts;
    const [one] = keys;
    const isMost = keys.length > FEW && keys.length * 2 > among;
    if (one && isMost) return [manyFinding(channel, one, counts)];
    return keys.flatMap((missing) => missingFinding(channel, missing));
  });
}

function editedFinding(
  channel: Key,
  key: Key,
  [former, later]: readonly [ChannelExport, ChannelExport],
): Finding[] {
  const [before, after] = [former.messages.get(key), later.messages.get(key)];
  if (!before?.granted || !after?.granted || after.edited === undefined) return [];
  const { earliest, latest } = after.edited;
  const isShown = latest < former.made.earliest;
  const isSame = before.edited !== undefined && before.edited.latest >= earliest;
  if (isShown || isSame || !Number.isFinite(latest)) return [];
  return [
    {
      kind: "edited between exports",
      about: [key, channel],
      says: `${key} was edited by ${formatInstant(latest)}, as the export ${named(later)} says; ${named(former)} shows it as it was before`,
      claims: [before.claim, after.claim].sort(),
    },
  ];
}

interface Held {
  key: Key;
  posted: number;
  /** In the order of the exports. */
  by: ChannelExport[];
}

function heldIn(exports: readonly ChannelExport[]): Held[] {
  const held = new Map<Key, Held>();
  for (const one of exports) {
    for (const key of one.messages.keys()) {
      const known = held.get(key);
      if (known) known.by.push(one);
      else held.set(key, { key, posted: publishedByKey(key) ?? 0, by: [one] });
    }
  }
  return [...held.values()].sort((a, b) => a.posted - b.posted || (a.key < b.key ? -1 : 1));
}

/** Looks along the time at those exports only that go on there: an export may be hundreds of parts. */
function missingIn(exports: readonly ChannelExport[], all: readonly Held[]): Missing[] {
  const order = new Map(exports.map((one, index) => [one, index]));
  const coming = [...exports].sort((a, b) => b.first - a.first);
  let covering: ChannelExport[] = [];
  return all.flatMap(({ key, posted, by }) => {
    for (let next = coming.at(-1); next && next.first < posted; next = coming.at(-1)) {
      covering.push(next);
      coming.pop();
    }
    covering = covering.filter(({ last }) => last > posted);
    const held = by.at(-1);
    if (held === undefined) return [];
    const [lacking] = covering
      .filter((one) => !one.messages.has(key) && !isBefore(one, held))
      .sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    return lacking ? [{ key, held, lacking }] : [];
  });
}

function compare(channel: Key, exports: readonly ChannelExport[]): Finding[] {
  const all = heldIn(exports);
  const edits = all.flatMap(({ key, by }) =>
    by.slice(1).flatMap((later, index) => {
      const former = by[index];
      return former ? editedFinding(channel, key, [former, later]) : [];
    }),
  );
  const findings = [...missingFindings(channel, missingIn(exports, all)), ...edits];
  if (findings.length <= MAX_TOLD) return findings;
  const more = findings.length - MAX_TOLD;
  return [
    ...findings.slice(0, MAX_TOLD),
    {
      kind: "missing from another export",
      about: [channel],
      says: `${more} more messages of ${channel} are missing from another export of it, or were edited between two`,
      claims: [],
    },
  ];
}

async function findDifferences(loaded: Loaded, view: View): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for await (const [channel, exports] of readExports(loaded, view)) {
    findings.push(...compare(channel, exports));
  }
  return findings;
}

const cache = new WeakMap<View, Promise<readonly Finding[]>>();

/** What exports of one channel show differently, under a view. */
export function exportFindings(loaded: Loaded, view: View): Promise<readonly Finding[]> {
  const known = cache.get(view);
  if (known) return known;
  const made = findDifferences(loaded, view);
  cache.set(view, made);
  return made;
}
