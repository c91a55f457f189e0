/**
 * Captures of one channel or thread compared: what one shows and another does not, and what was edited
 * in between. A message is missing from a file only where the file goes on on both sides of it, so that
 * a part of a capture, or one of another range, proves nothing; nor is it missing where a file that was
 * surely made later shows it. Missing is not deleted: whoever captured it may have left messages out,
 * and where most are missing that is said once. Edits are known by the stamp that the platform sets;
 * other words alone are not, since exporters write names of the day into them.
 */

import type { View } from "../graph/view.ts";
import type { Finding } from "../model/case-answer.ts";
import type { Key } from "../model/key.ts";
import { many } from "../model/plain-text.ts";
import { spokenBy, spokenSince } from "../model/spoken-time.ts";
import { type Capture, readCaptures, type Span } from "./captures-read.ts";
import type { Loaded } from "./loaded.ts";

/** More findings of one channel are counted and not told one by one. */
const MAX_TOLD = 500;
/** Fewer missing messages are told one by one, however many of all they are. */
const FEW = 20;

const isBefore = (a: Capture, b: Capture): boolean => a.made.latest < b.made.earliest;

function named({ name, made: { latest } }: Capture): string {
  return Number.isFinite(latest) ? `${name} (made ${spokenBy(latest)})` : name;
}

/** A message, the last capture that holds it, and the first after that which should and does not. */
interface Missing {
  key: Key;
  held: Capture;
  lacking: Capture;
}

/** What stands among the records that give no message; another format's importer may skip others. */
function unreadIn({ held, lacking }: Missing): string {
  const { failed, skipped } = lacking;
  const unread = held.importer === lacking.importer ? failed : failed + skipped;
  return unread === 0 ? "" : `, or among the ${unread} of its records that give no message`;
}

/** It was there when the one was made, and not when the other was. */
function whenDeleted({ held, lacking }: Missing): string {
  const [after, by] = [held.made.earliest, lacking.made.latest];
  const bounds = [
    ...(Number.isFinite(after) ? [`after ${spokenSince(after)}`] : []),
    ...(Number.isFinite(by) ? [spokenBy(by)] : []),
  ];
  return bounds.length === 0 ? "" : ` (${bounds.join(" and ")})`;
}

const howMissing = (missing: Missing): string =>
  isBefore(missing.held, missing.lacking)
    ? `deleted in between${whenDeleted(missing)}`
    : "deleted, if that one was made later";

function missingFinding(channel: Key, missing: Missing): Finding[] {
  const { key, held, lacking } = missing;
  const message = held.messages.get(key);
  if (message?.granted !== true) return [];
  const where = `is in the capture ${named(held)} and not in ${named(lacking)}, which goes on before and after it`;
  return [
    {
      kind: "missing from another capture",
      about: [key, channel],
      says: `${key} ${where}: ${howMissing(missing)}, or left out by whoever captured it${unreadIn(missing)}`,
      claims: [message.claim],
    },
  ];
}

function manyFinding(channel: Key, missing: Missing, counts: Counts): Finding {
  const { held, lacking } = missing;
  const { among, keys } = counts;
  return {
    kind: "missing from another capture",
    about: [channel],
    says: `${keys.length} of ${among} messages that the capture ${named(held)} shows are not in ${named(lacking)}, although it goes on before and after them: captured with a filter, or ${howMissing(missing)}${unreadIn(missing)}`,
    claims: [],
  };
}

interface Counts {
  /** Messages of one capture in the range of another. */
  among: number;
  keys: Missing[];
}

/** By the two captures, so that a filter is told from single messages that are missing. */
function pairsOf(all: readonly Missing[]): Counts[] {
  const pairs = new Map<Capture, Map<Capture, Missing[]>>();
  for (const missing of all) {
    const by = pairs.get(missing.held) ?? new Map<Capture, Missing[]>();
    const keys = by.get(missing.lacking) ?? [];
    keys.push(missing);
    pairs.set(missing.held, by.set(missing.lacking, keys));
  }
  return [...pairs].flatMap(([held, by]) => {
    const posted = Float64Array.from(held.messages.values(), (one) => one.posted.earliest).sort();
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
  [former, later]: readonly [Capture, Capture],
): Finding[] {
  const [before, after] = [former.messages.get(key), later.messages.get(key)];
  if (!before?.granted || !after?.granted || after.edited === undefined) return [];
  const { earliest, latest } = after.edited;
  const isShown = latest < former.made.earliest;
  const isSame = before.edited !== undefined && before.edited.latest >= earliest;
  if (isShown || isSame || !Number.isFinite(latest)) return [];
  return [
    {
      kind: "edited between captures",
      about: [key, channel],
      says: `${key} was edited ${spokenBy(latest)}, as the capture ${named(later)} says; ${named(former)} shows it as it was before`,
      claims: [before.claim, after.claim].sort(),
    },
  ];
}

interface Held {
  key: Key;
  posted: Span;
  /** In the order of the captures. */
  by: Capture[];
}

function heldIn(captures: readonly Capture[]): Held[] {
  const held = new Map<Key, Held>();
  for (const one of captures) {
    for (const [key, { posted }] of one.messages) {
      const known = held.get(key);
      if (known) known.by.push(one);
      else held.set(key, { key, posted, by: [one] });
    }
  }
  return [...held.values()].sort(
    (a, b) => a.posted.earliest - b.posted.earliest || (a.key < b.key ? -1 : 1),
  );
}

/** Looks along the time at those captures only that go on there: a capture may be hundreds of parts. */
function missingIn(captures: readonly Capture[], all: readonly Held[]): Missing[] {
  const order = new Map(captures.map((one, index) => [one, index]));
  const coming = [...captures].sort((a, b) => b.first - a.first);
  let covering: Capture[] = [];
  return all.flatMap(({ key, posted, by }) => {
    for (let next = coming.at(-1); next && next.first < posted.earliest; next = coming.at(-1)) {
      covering.push(next);
      coming.pop();
    }
    covering = covering.filter(({ last }) => last > posted.earliest);
    const held = by.at(-1);
    if (held === undefined) return [];
    const [lacking] = covering
      .filter((one) => one.last > posted.latest && !one.messages.has(key) && !isBefore(one, held))
      .sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    return lacking ? [{ key, held, lacking }] : [];
  });
}

function compare(channel: Key, captures: readonly Capture[]): Finding[] {
  const all = heldIn(captures);
  const edits = all.flatMap(({ key, by }) =>
    by.slice(1).flatMap((later, index) => {
      const former = by[index];
      return former ? editedFinding(channel, key, [former, later]) : [];
    }),
  );
  const findings = [...missingFindings(channel, missingIn(captures, all)), ...edits];
  if (findings.length <= MAX_TOLD) return findings;
  const more = findings.length - MAX_TOLD;
  return [
    ...findings.slice(0, MAX_TOLD),
    {
      kind: "missing from another capture",
      about: [channel],
      says: `${many(more, `more message of ${channel} is`, `more messages of ${channel} are`)} missing from another capture of it, or edited between two`,
      claims: [],
    },
  ];
}

async function findDifferences(loaded: Loaded, view: View): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for await (const [channel, captures] of readCaptures(loaded, view)) {
    findings.push(...compare(channel, captures));
  }
  return findings;
}

const cache = new WeakMap<View, Promise<readonly Finding[]>>();

/** What captures of one channel show differently, under a view. */
export function captureFindings(loaded: Loaded, view: View): Promise<readonly Finding[]> {
  const known = cache.get(view);
  if (known) return known;
  const made = findDifferences(loaded, view);
  cache.set(view, made);
  return made;
}
