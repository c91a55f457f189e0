/**
 * Where things lie: in layers along the flow, so that what flows goes one way wherever there is no
 * circle; the best path straight through the middle. It depends on what is drawn and on nothing else.
 */
import type { Key } from "../../model/key.ts";
import type { Tier } from "../../model/platform.ts";
import type { Net, Thing } from "./net.ts";

/** In layers along the flow, and in rows across it, with the middle at 0. */
export interface Place {
  along: number;
  across: number;
}

const TIERS: readonly (Tier | null)[] = ["fringe", "bridge", "mainstream", null];
const SWEEPS = 8;
const LEAN = 0.18;

const knownTime = ({ item: { published } }: Thing): number =>
  published.earliest ?? published.latest ?? Number.POSITIVE_INFINITY;

function earlier(a: Thing, b: Thing): number {
  const [x, y] = [knownTime(a), knownTime(b)];
  if (x !== y) return x < y ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

/** FNV-1a, from 0 to 1. */
function seedOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0) / 0xffffffff;
}

/** Each thing once all that it took from is there; in a circle the earliest goes first. */
function layersOf({ things }: Net): Map<Key, number> {
  const waiting = new Map([...things.values()].map((thing) => [thing.key, thing.tookFrom.length]));
  const left = [...things.values()].sort(earlier);
  const layer = new Map<Key, number>();
  const ready = left.filter(({ tookFrom }) => tookFrom.length === 0);
  const place = (thing: Thing) => {
    if (layer.has(thing.key)) return;
    const before = thing.tookFrom.map((key) => layer.get(key) ?? -1);
    layer.set(thing.key, Math.max(-1, ...before) + 1);
    for (const key of thing.gaveTo) {
      const open = (waiting.get(key) ?? 0) - 1;
      waiting.set(key, open);
      const next = things.get(key);
      if (open === 0 && next) ready.push(next);
    }
  };
  let at = 0;
  for (const start of left) {
    for (; at < ready.length; at += 1) {
      const thing = ready[at];
      if (thing) place(thing);
    }
    place(start);
  }
  return layer;
}

/** What took from nothing stands just before the first thing that it gave to. */
function drawnNear(net: Net, layer: Map<Key, number>): void {
  for (const { key, tookFrom, gaveTo } of net.things.values()) {
    if (tookFrom.length > 0 || gaveTo.length === 0) continue;
    const next = Math.min(...gaveTo.map((other) => layer.get(other) ?? 0));
    layer.set(key, Math.max(layer.get(key) ?? 0, next - 1));
  }
}

const tierOf = ({ item: { tier } }: Thing): number => TIERS.indexOf(tier);

function columnsOf(net: Net, layer: ReadonlyMap<Key, number>): Thing[][] {
  const columns = new Map<number, Thing[]>();
  const inOrder = [...net.things.values()].sort((a, b) => tierOf(a) - tierOf(b) || earlier(a, b));
  for (const thing of inOrder) {
    const of = layer.get(thing.key) ?? 0;
    columns.set(of, [...(columns.get(of) ?? []), thing]);
  }
  return [...columns].sort(([a], [b]) => a - b).map(([, column]) => column);
}

/** Rows of a column: the path's thing in the middle, the others above and below it as they lean. */
function rowsOf(column: readonly Thing[], lean: (thing: Thing) => number, path: ReadonlySet<Key>) {
  const sorted = column
    .map((thing) => ({ thing, at: path.has(thing.key) ? 0 : lean(thing) }))
    .sort((a, b) => a.at - b.at)
    .map(({ thing }) => thing);
  const middle = sorted.find(({ key }) => path.has(key));
  if (middle === undefined) return { sorted, zero: (sorted.length - 1) / 2 };
  const others = sorted.filter((thing) => thing !== middle);
  const above = Math.floor(others.length / 2);
  return { sorted: others.toSpliced(above, 0, middle), zero: above };
}

const mean = (numbers: readonly number[]): number | undefined =>
  numbers.length === 0 ? undefined : numbers.reduce((a, b) => a + b, 0) / numbers.length;

/** Columns with more things than `rows` are laid in several beside each other. */
export function layoutOf(net: Net, rows: number): Map<Key, Place> {
  const layer = layersOf(net);
  drawnNear(net, layer);
  const columns = columnsOf(net, layer);
  const path = new Set(net.path);
  const row = new Map<Key, number>();
  const lean = ({ key, gaveTo, tookFrom }: Thing): number =>
    mean([...gaveTo, ...tookFrom].flatMap((other) => row.get(other) ?? [])) ?? row.get(key) ?? 0;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) {
      const { sorted, zero } = rowsOf(column, lean, path);
      for (const [i, { key }] of sorted.entries()) row.set(key, i - zero);
    }
  }
  return placesOf(columns, row, path, rows);
}

function placesOf(
  columns: readonly (readonly Thing[])[],
  row: ReadonlyMap<Key, number>,
  path: ReadonlySet<Key>,
  rows: number,
): Map<Key, Place> {
  const places = new Map<Key, Place>();
  let start = 0;
  for (const column of columns) {
    const wide = Math.max(1, Math.ceil(column.length / rows));
    for (const { key } of column) {
      const at = row.get(key) ?? 0;
      const beside = path.has(key) ? 0 : (((Math.round(at) % wide) + wide) % wide) * 0.6;
      const off = path.has(key) ? 0 : (seedOf(key) - 0.5) * 2 * LEAN;
      places.set(key, { along: start + beside + off / 2, across: at / wide + off });
    }
    start += 1 + (wide - 1) * 0.6;
  }
  return places;
}
