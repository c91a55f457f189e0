/** The drawing in pixels, from what is drawn and the room there is: what WebGL and SVG both show. */
import type { Key } from "../../model/key.ts";
import type { TierName } from "../timeline/bands.ts";
import { layoutOf, type Place } from "./layout.ts";
import type { Link, Net, Thing } from "./net.ts";
import { labelOf } from "./words.ts";

export interface Mark {
  key: Key;
  x: number;
  y: number;
  /** Radius. */
  size: number;
  label: string;
  tier: TierName;
  /** Known only by reference. */
  hollow: boolean;
  strong: boolean;
}

export interface Arrow {
  giver: Key;
  receiver: Key;
  strong: boolean;
  inferred: boolean;
  /** How far it leaves the straight line, as a share of its length: it goes round what lies on its way. */
  bend: number;
  label: string | null;
}

export interface Figure {
  marks: readonly Mark[];
  arrows: readonly Arrow[];
  /** The flow goes down where there is no room to go right. */
  down: boolean;
  /** What has to be in view: no less than the room there is. */
  view: { left: number; right: number; top: number; bottom: number };
}

export interface Room {
  width: number;
  height: number;
}

const NARROW = 560;
const LABEL = { down: 150, right: 210 };
const clamp = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(most, value));

/** Its area grows with the number of things that it gave to. */
const sizeOf = ({ gaveTo }: Thing): number => Math.min(18, 5 + 2.2 * Math.sqrt(gaveTo.length));

interface Span {
  from: number;
  to: number;
}

function spanOf(numbers: readonly number[]): Span {
  return numbers.reduce(
    ({ from, to }, one) => ({ from: Math.min(from, one), to: Math.max(to, one) }),
    { from: 0, to: 0 },
  );
}

const widened = ({ from, to }: Span, least: number): Span => {
  const more = Math.max(0, least - (to - from)) / 2;
  return { from: from - more, to: to + more };
};

function unitsOf(places: readonly Place[], { width, height }: Room, down: boolean) {
  const [along, across] = [
    spanOf(places.map((place) => place.along)),
    spanOf(places.map((place) => place.across)),
  ];
  const layers = Math.max(1, along.to - along.from);
  const rows = Math.max(1, across.to - across.from);
  return down
    ? {
        along: clamp((height - 70) / layers, 56, 110),
        across: clamp((width - 190) / rows, 60, 130),
      }
    : {
        along: clamp((width - 240) / layers, 100, 250),
        across: clamp((height - 90) / rows, 34, 84),
      };
}

const BEND = 0.18;

/** Bent along a row with a layer between, where something may lie, and against the flow. */
function bendOf(from: Place | undefined, to: Place | undefined): number {
  if (!from || !to) return 0;
  const ahead = to.along - from.along;
  const sameRow = Math.abs(to.across - from.across) < 0.6;
  return ahead < 0 || (sameRow && ahead > 1.5) ? BEND : 0;
}

function arrowOf(link: Link, places: ReadonlyMap<Key, Place>, down: boolean): Arrow {
  const { giver, receiver, basis, hop } = link;
  const inferred = (hop?.hop.basis ?? basis) === "inferred";
  // Along a short arrow there is room for a number only.
  const words = [...(hop ? [String(hop.number)] : []), ...(inferred && !down ? ["inferred"] : [])];
  return {
    ...{ giver, receiver, inferred },
    strong: hop !== null,
    bend: bendOf(places.get(giver), places.get(receiver)),
    label: words.length === 0 ? null : words.join(", "),
  };
}

export function figureOf(net: Net, room: Room): Figure {
  const down = room.width < NARROW;
  const places = layoutOf(net, down ? 4 : Math.max(5, Math.floor(room.height / 44)));
  const unit = unitsOf([...places.values()], room, down);
  const marks = [...net.things.values()].map((thing): Mark => {
    const { along, across } = places.get(thing.key) ?? { along: 0, across: 0 };
    const [flow, side] = [along * unit.along, across * unit.across];
    return {
      key: thing.key,
      ...(down ? { x: side, y: flow } : { x: flow, y: side }),
      size: sizeOf(thing),
      label: labelOf(thing.item),
      tier: thing.item.tier ?? "unknown",
      hollow: !thing.item.attested,
      strong: thing.onPath,
    };
  });
  const label = down ? LABEL.down : LABEL.right;
  const x = spanOf(marks.map((mark) => mark.x));
  const y = spanOf(marks.map((mark) => mark.y));
  const [wide, high] = [
    widened(
      { from: x.from - (down ? 24 : label / 2), to: x.to + (down ? label : label / 2) },
      room.width,
    ),
    widened({ from: y.from - 30, to: y.to + 44 }, room.height),
  ];
  return {
    ...{ marks, down },
    arrows: net.links.map((link) => arrowOf(link, places, down)),
    view: { left: wide.from, right: wide.to, top: high.from, bottom: high.to },
  };
}
