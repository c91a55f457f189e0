/** The timeline of a path: lanes by platform, exact moments as points, intervals as bars, arrows from hop to hop. */
import type { Hop, ItemRef, Path } from "../../model/answer.ts";
import { capital, shorten, spokenItem } from "../../model/plain-text.ts";
import { spokenTime } from "../../model/spoken-time.ts";
import type { Interval } from "../../model/time.ts";
import { type Html, html } from "../html/html.ts";
import { axisOver, type TimeAxis } from "./time-axis.ts";

const WIDTH = 960;
const LEFT = 150;
const RIGHT = WIDTH - 14;
const TOP = 10;
const ROW = 44;
const FOOT = 40;
const BAR = 12;
const NARROWEST = 8;
/** What is known to the second is drawn as a point. */
const EXACT_MS = 1000;
const LABEL_LENGTH = 30;
const MARKS_LENGTH = 32;
/** Marks stand a little below the middle of their row, for what is written above some. */
const DOWN = 4;
const LETTER = 7;
const LANE_LENGTH = 22;
const TIERS = ["fringe", "bridge", "mainstream", null] as const;
const NOWHERE = "no platform known";

interface Station {
  item: ItemRef;
  time: Interval;
  /** The hop by which it took the thing; none for the source. */
  hop: Hop | undefined;
}

interface Placed extends Station {
  number: number;
  y: number;
}

interface Lane {
  name: string;
  tier: ItemRef["tier"];
  placed: readonly Placed[];
}

const stationsOf = ({ hops }: Path): Station[] => [
  ...hops.slice(0, 1).map(({ from }) => ({ item: from, time: from.published, hop: undefined })),
  ...hops.map((hop) => ({ item: hop.to, time: hop.time, hop })),
];

const laneName = ({ item }: Station): string => item.platform ?? NOWHERE;

/** One row for each station, so that nothing covers anything; lanes from fringe to mainstream. */
function lanesOf(stations: readonly Station[]): Lane[] {
  const numbered = stations.map((station, number) => ({ ...station, number }));
  const rank = (tier: ItemRef["tier"]) => TIERS.indexOf(tier);
  const lanes = [...Map.groupBy(numbered, laneName)].map(([name, all]) => ({
    name,
    tier: all[0]?.item.tier ?? null,
    all,
  }));
  let row = 0;
  return lanes
    .toSorted((a, b) => rank(a.tier) - rank(b.tier))
    .map(({ name, tier, all }) => ({
      name,
      tier,
      placed: all.map((one) => ({ ...one, y: TOP + ROW * (row++ + 0.5) + DOWN })),
    }));
}

type Scale = (ms: number) => number;

const scaleOf =
  ({ low, high }: TimeAxis): Scale =>
  (ms) =>
    Math.round((LEFT + ((ms - low) / (high - low)) * (RIGHT - LEFT)) * 10) / 10;

const isExact = ({ earliest, latest }: Interval): boolean =>
  earliest !== null && latest !== null && latest - earliest < EXACT_MS;

/** Where a bar begins and ends; an open end reaches the end of the axis. */
function extentOf({ earliest, latest }: Interval, scale: Scale): [number, number] {
  const from = earliest === null ? LEFT : scale(earliest);
  const to = latest === null ? RIGHT : scale(latest);
  const lack = Math.max(0, NARROWEST - (to - from)) / 2;
  return [from - lack, to + lack];
}

function middleOf(time: Interval, scale: Scale): number {
  const [from, to] = extentOf(time, scale);
  return (from + to) / 2;
}

function mark({ time, item, y }: Placed, scale: Scale): Html {
  const tier = `tier-${item.tier ?? "none"}`;
  if (isExact(time)) {
    return html`<circle class="point ${tier}" cx="${middleOf(time, scale)}" cy="${y}" r="6"/>`;
  }
  const [from, to] = extentOf(time, scale);
  const open = time.earliest === null || time.latest === null ? "open" : "closed";
  return html`<rect class="bar ${tier} ${open}" x="${from}" y="${y - BAR / 2}" width="${to - from}" height="${BAR}" rx="2"/>`;
}

/** From when it had the thing in every world until another may have taken it; undefined where these overlap. */
function heldOf({ time }: Placed, next: Placed | undefined): [number, number] | undefined {
  const until = next?.time.earliest ?? null;
  if (time.latest === null || until === null || until <= time.latest) return undefined;
  return [time.latest, until];
}

function core(placed: Placed, next: Placed | undefined, scale: Scale): Html {
  const held = heldOf(placed, next);
  if (held === undefined) return html``;
  const { y, item } = placed;
  const [from, until] = held;
  return html`<line class="core tier-${item.tier ?? "none"}" x1="${scale(from)}" y1="${y}" x2="${scale(until)}" y2="${y}"/>`;
}

const HEAD = 7;

function arrow(from: Placed, to: Placed | undefined, scale: Scale): Html {
  if (to?.hop === undefined) return html``;
  const [x1, x2] = [middleOf(from.time, scale), middleOf(to.time, scale)];
  const down = to.y > from.y ? 1 : -1;
  const [y1, y2] = [from.y + down * 7, to.y - down * 8];
  const bend = (y1 + y2) / 2;
  const tip = y2 - down * HEAD;
  const kind = `order-${to.hop.order} basis-${to.hop.basis}`;
  return html`<path class="arrow ${kind}" d="M${x1} ${y1}C${x1} ${bend} ${x2} ${bend} ${x2} ${tip}"/><path class="head ${kind}" d="M${x2 - 4} ${tip}L${x2 + 4} ${tip}L${x2} ${y2}Z"/>`;
}

const nameOf = ({ item }: Station): string => {
  const by = item.account === null ? "" : ` by ${item.account.name ?? item.account.key}`;
  return item.title === null ? `${item.type ?? "item"}${by}` : `“${item.title}”${by}`;
};

/** On a side with room for it: above the line that goes on to the right, else above the mark. */
function captionPlace(
  { time, y }: Placed,
  room: number,
  isHeld: boolean,
  scale: Scale,
): [side: "left" | "right", x: number, y: number] {
  const [from, to] = extentOf(time, scale);
  if (from - LEFT >= room) return ["left", from - 9, y + 4];
  if (RIGHT - to >= room) return ["right", to + 9, isHeld ? y - 5 : y + 4];
  return ["right", from, y - BAR];
}

function caption(placed: Placed, next: Placed | undefined, scale: Scale): Html {
  const isHeld = heldOf(placed, next) !== undefined;
  const called = shorten(nameOf(placed), LABEL_LENGTH);
  const marks = shorten(placed.hop?.marks.join(", ") ?? "", MARKS_LENGTH);
  const number = placed.number === 0 ? "from" : String(placed.number);
  const room = LETTER * (number.length + called.length + marks.length + 3);
  const [side, x, y] = captionPlace(placed, room, isHeld, scale);
  return html`<text class="${side}" x="${x}" y="${y}"><tspan class="number">${number}</tspan> ${called}${
    marks === "" ? null : html` <tspan class="marks">${marks}</tspan>`
  }</text>`;
}

function laneBand({ name, tier, placed }: Lane): Html {
  const top = (placed[0]?.y ?? 0) - DOWN - ROW / 2;
  return html`<rect class="lane" x="0" y="${top}" width="${WIDTH}" height="${placed.length * ROW}"/><text class="lane-name" x="8" y="${top + 16}">${shorten(name, LANE_LENGTH)}</text><text class="lane-tier" x="8" y="${top + 29}">${tier === null ? "no tier" : tier}</text>
`;
}

function axis({ ticks }: TimeAxis, bottom: number, scale: Scale): Html {
  return html`${ticks.map(
    ({ at, clock, date }) =>
      html`<line class="tick" x1="${scale(at)}" y1="${TOP}" x2="${scale(at)}" y2="${bottom}"/><text class="tick-name" x="${scale(at)}" y="${bottom + 15}">${clock === "" ? date : clock}</text>${
        clock === "" || date === ""
          ? null
          : html`<text class="tick-name" x="${scale(at)}" y="${bottom + 29}">${date}</text>`
      }`,
  )}<line class="base" x1="${LEFT}" y1="${bottom}" x2="${RIGHT}" y2="${bottom}"/>`;
}

const described = ({ item, time, hop }: Station): string =>
  `${capital(spokenItem(item))}, ${spokenTime(time)}${
    hop === undefined
      ? ""
      : `, order ${hop.order}, basis ${hop.basis}${hop.marks.length === 0 ? "" : ` (${hop.marks.join(", ")})`}`
  }.`;

const LEGEND =
  "A point is a moment known to the second, a bar some moment within it, fading where no bound is known; a thick line runs from when a thing had it in every world to when the next may have taken it. Dashed arrows: order only possible. Red arrows: inferred. Times are UTC.";

/** An SVG with the same facts as text; nothing where no time is known. `id` is that of its part of the report; one drawing explains them all. */
export function pathDrawing(path: Path, id: string, explained: boolean): Html {
  const stations = stationsOf(path);
  const over = axisOver(stations.map(({ time }) => time));
  if (over === undefined) return html``;
  const scale = scaleOf(over);
  const lanes = lanesOf(stations);
  const placed = lanes.flatMap((lane) => lane.placed).toSorted((a, b) => a.number - b.number);
  const bottom = TOP + ROW * placed.length;
  const each = (draw: (one: Placed, next: Placed | undefined, scale: Scale) => Html): Html[] =>
    placed.map((one, i) => draw(one, placed[i + 1], scale));
  return html`<figure class="drawing"><div class="wide" role="region" aria-labelledby="${id}-drawn" tabindex="0"><svg role="img" aria-labelledby="${id}-drawn" aria-describedby="${id}-told" viewBox="0 0 ${WIDTH} ${bottom + FOOT}" xmlns="http://www.w3.org/2000/svg"><title id="${id}-drawn">Timeline of this path</title><desc id="${id}-told">${stations.map(described).join(" ")}</desc>
${lanes.map(laneBand)}${axis(over, bottom, scale)}
${each(core)}${placed.map((one) => mark(one, scale))}${each(arrow)}${each(caption)}
</svg></div>${explained ? html`<figcaption>${LEGEND}</figcaption>` : null}</figure>`;
}
