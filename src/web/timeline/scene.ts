/**
 * What is drawn at one scale and window: marks where there is room for them, with words where there
 * is room for those too, and densities where there is none. Pure: it knows no canvas.
 */
import type { Band, Bands } from "./bands.ts";
import { ROW } from "./bands.ts";
import type { Ends } from "./curve.ts";
import { type Density, densityOf } from "./density.ts";
import { type Axis, type Extent, extentOf, FADE, isPoint, middleOf, POINT } from "./extent.ts";
import { knownOf, type Line } from "./line.ts";
import { endOf, pack, startOf } from "./packing.ts";
import { labelOf } from "./words.ts";

/** With more items in a band, or in the window, no words are tried. */
const MAX_WORDED = 400;
/** Marks of a band that are drawn one by one; edges likewise. */
const MAX_MARKS = 1500;
const MAX_EDGES = 600;
/** From a mark to its words. */
export const WORDS_FROM = 6;

export interface Mark {
  item: number;
  y: number;
  isPoint: boolean;
  /** In every world; undefined if only what sources say alone has a bound. */
  told: Extent | undefined;
  /** What sources say alone, where order facts have narrowed it. */
  wings: Extent | undefined;
  label: string | null;
  /** The label stands before the mark, as it would be cut after it. */
  isLabelBefore: boolean;
}

export type BandScene =
  | { band: Band; as: "marks"; marks: readonly Mark[] }
  | { band: Band; as: "density"; density: Density };

/** From where and to where an edge is drawn. */
export interface Arrow extends Ends {
  edge: number;
  certain: boolean;
}

export interface Scene {
  bands: readonly BandScene[];
  arrows: readonly Arrow[];
  /** Edges in the window that are not drawn, because they are too many. */
  arrowsLeftOut: number;
  /** Edges from before the window to after it. */
  arrowsPassing: number;
}

/** Rows of the items of each band at one scale; found when they are first needed. */
export interface Packing {
  /** Room that an item's words take. */
  words: (item: number) => number;
  worded: (band: Band) => Int8Array | undefined;
  plain: (band: Band) => Int8Array;
}

function once<T>(make: (band: Band) => T): (band: Band) => T {
  const made = new Map<Band, T>();
  return (band) => {
    const known = made.get(band);
    if (known !== undefined) return known;
    const rows = make(band);
    made.set(band, rows);
    return rows;
  };
}

/** The axis may begin anywhere: only its scale matters. */
export function packingAt(line: Line, axis: Axis, widthOf: (text: string) => number): Packing {
  const words = (item: number) => WORDS_FROM + widthOf(labelOf(line, item));
  return {
    words,
    worded: once(({ items, rows }) =>
      items.length <= MAX_WORDED ? pack(line, items, rows, axis, words) : undefined,
    ),
    plain: once(({ items, rows }) => pack(line, items, rows, axis, () => 0)),
  };
}

/** Places of a band's items in the window; undefined if they are too many to be drawn one by one. */
function inView(line: Line, { items }: Band, axis: Axis, width: number): number[] | undefined {
  const { low, high } = line.stated;
  const seen: number[] = [];
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i] ?? 0;
    // What is open is looked at more closely.
    if (axis(high[item] ?? 0) + FADE < 0 || axis(low[item] ?? 0) - FADE > width) continue;
    if (endOf(line, item, axis) < 0 || startOf(line, item, axis) > width) continue;
    if (seen.length === MAX_MARKS) return undefined;
    seen.push(i);
  }
  return seen;
}

const allPlaced = (rows: Int8Array, seen: readonly number[]): boolean =>
  seen.every((i) => (rows[i] ?? -1) !== -1);

const isNarrowed = ({ at, stated }: Line, item: number): boolean =>
  at.low[item] !== stated.low[item] || at.high[item] !== stated.high[item];

/**
 * Of the marks of a band, those whose words end before the next mark of their row begins; `before`
 * the mark where they would be cut at the edge and there is room.
 */
function withRoom(
  line: Line,
  placed: readonly { item: number; row: number }[],
  packing: Packing,
  axis: Axis,
  width: number,
): ReadonlyMap<number, "before" | "after"> {
  const roomy = new Map<number, "before" | "after">();
  const starts = new Map<number, number>();
  for (const { item, row } of placed.toReversed()) {
    const next = starts.get(row) ?? Number.POSITIVE_INFINITY;
    if (endOf(line, item, axis) + packing.words(item) <= next) roomy.set(item, "after");
    starts.set(row, startOf(line, item, axis));
  }
  const ends = new Map<number, number>();
  for (const { item, row } of placed) {
    const [from, to, words] = [
      startOf(line, item, axis),
      endOf(line, item, axis),
      packing.words(item),
    ];
    const isCut = roomy.has(item) && to + words > width;
    if (isCut && from - words >= Math.max(0, ends.get(row) ?? 0)) roomy.set(item, "before");
    ends.set(row, to + (roomy.get(item) === "after" ? words : 0));
  }
  return roomy;
}

function bandScene(line: Line, band: Band, packing: Packing, axis: Axis, width: number): BandScene {
  const seen = inView(line, band, axis, width);
  const worded = seen && packing.worded(band);
  const rows = worded && allPlaced(worded, seen) ? worded : seen && packing.plain(band);
  if (seen === undefined || rows === undefined || !allPlaced(rows, seen)) {
    return { band, as: "density", density: densityOf(line.at, band.items, axis, width) };
  }
  const placed = seen.map((i) => ({ item: band.items[i] ?? 0, row: rows[i] ?? 0 }));
  const roomy =
    seen.length <= MAX_WORDED
      ? withRoom(line, placed, packing, axis, width)
      : new Map<number, never>();
  const marks = placed.map(
    ({ item, row }): Mark => ({
      item,
      y: band.top + (row + 0.5) * ROW,
      isPoint: isPoint(line.at, item),
      told: extentOf(line.at, item, axis),
      wings: isNarrowed(line, item) ? extentOf(line.stated, item, axis) : undefined,
      label: roomy.has(item) ? labelOf(line, item) : null,
      isLabelBefore: roomy.get(item) === "before",
    }),
  );
  return { band, as: "marks", marks };
}

/** Where each item in a drawing stands; those in densities at the foot of their band. */
export type Places = (item: number) => { x: number; y: number } | undefined;

function placesIn(line: Line, bands: Bands, scenes: readonly BandScene[], axis: Axis): Places {
  const rows = new Map<number, number>();
  for (const scene of scenes) {
    if (scene.as === "marks") for (const { item, y } of scene.marks) rows.set(item, y);
  }
  const footOf = ({ band, as }: BandScene) =>
    as === "marks" ? band.top + band.height / 2 : band.top + band.height - POINT / 2;
  const feet = scenes.map(footOf);
  return (item) => {
    const extent = extentOf(line.at, item, axis);
    const y = rows.get(item) ?? feet[bands.bandOf[item] ?? -1];
    return extent && y !== undefined ? { x: middleOf(extent), y } : undefined;
  };
}

/** An arrow ends when the receiver took the thing, which may be later than its publication. */
export function arrowOf(line: Line, edge: number, places: Places, axis: Axis): Arrow | undefined {
  const [from, to] = [places(line.giver[edge] ?? -1), places(line.receiver[edge] ?? -1)];
  if (!from || !to) return undefined;
  const taken = extentOf(line.taken, edge, axis);
  const x2 = taken ? middleOf(taken) : to.x;
  const certain = line.answer.edges.certain[edge] === 1;
  return { edge, x1: from.x, y1: from.y, x2, y2: to.y, certain };
}

/** Of edges with an end in the window; those that only pass over it are counted. */
function arrowsIn(
  line: Line,
  places: Places,
  onPaths: ReadonlySet<number>,
  axis: Axis,
  width: number,
): Pick<Scene, "arrows" | "arrowsLeftOut" | "arrowsPassing"> {
  const edges: number[] = [];
  let [count, passing] = [0, 0];
  for (let edge = 0; edge < line.giver.length; edge += 1) {
    if (onPaths.has(edge)) continue;
    const start = axis(knownOf(line.at, line.giver[edge] ?? -1));
    const end = axis(knownOf(line.taken, edge));
    const isIn = (start >= 0 && start <= width) || (end >= 0 && end <= width);
    if (isIn) {
      count += 1;
      if (count <= MAX_EDGES) edges.push(edge);
    } else if (Math.min(start, end) < 0 && Math.max(start, end) > width) passing += 1;
  }
  if (count > MAX_EDGES) return { arrows: [], arrowsLeftOut: count, arrowsPassing: passing };
  const arrows = edges.flatMap((edge) => arrowOf(line, edge, places, axis) ?? []);
  return { arrows, arrowsLeftOut: 0, arrowsPassing: passing };
}

export function sceneOf(
  line: Line,
  bands: Bands,
  packing: Packing,
  onPaths: ReadonlySet<number>,
  axis: Axis,
  width: number,
): Scene & { places: Places } {
  const scenes = bands.tiers.flatMap((tier) =>
    tier.bands.map((band) => bandScene(line, band, packing, axis, width)),
  );
  const places = placesIn(line, bands, scenes, axis);
  return { bands: scenes, ...arrowsIn(line, places, onPaths, axis, width), places };
}

const NEAR = 12;

/** The mark under the pointer, or the column of a density. */
export type Hit =
  | { on: "mark"; item: number }
  | { on: "density"; band: Band; column: number; density: Density };

const distance = ({ told, wings, y }: Mark, atX: number, atY: number): number => {
  const from = Math.min(
    told?.from ?? Number.POSITIVE_INFINITY,
    wings?.from ?? Number.POSITIVE_INFINITY,
  );
  const to = Math.max(told?.to ?? Number.NEGATIVE_INFINITY, wings?.to ?? Number.NEGATIVE_INFINITY);
  const dx = atX < from ? from - atX : Math.max(0, atX - to);
  return Math.hypot(dx, atY - y);
};

export function hitAt(
  { bands }: Pick<Scene, "bands">,
  x: number,
  y: number,
  columnWidth: number,
): Hit | undefined {
  const scene = bands.find(({ band }) => y >= band.top - 3 && y < band.top + band.height + 3);
  if (!scene) return undefined;
  if (scene.as === "density") {
    const column = Math.floor(x / columnWidth);
    const there = (scene.density.possible[column] ?? 0) > 0;
    return there ? { on: "density", band: scene.band, column, density: scene.density } : undefined;
  }
  let best: { item: number; away: number } | undefined;
  for (const mark of scene.marks) {
    const away = distance(mark, x, y);
    if (away <= NEAR && (best === undefined || away < best.away)) best = { item: mark.item, away };
  }
  return best && { on: "mark", item: best.item };
}
