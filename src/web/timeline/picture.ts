/**
 * The timeline as a picture that is handed on: what is in the window, as wide on every screen, with
 * what it rests on under it. Pure but for the pen that it is drawn with.
 */
import type { Hop } from "../../model/answer.ts";
import { type Caption, timelineCaption } from "../saving/caption.ts";
import { svgFile } from "../saving/markup.ts";
import type { Pen } from "../saving/pen.ts";
import { svgPen } from "../saving/svg-pen.ts";
import { heightUnder, linesUnder, paintUnder } from "../saving/under.ts";
import { bandsOf, type TierName } from "./bands.ts";
import type { Colours } from "./colours.ts";
import { headOf, placeEvents } from "./events.ts";
import { edgesOn, legsOf } from "./legs.ts";
import type { Line } from "./line.ts";
import { paintScene } from "./paint.ts";
import {
  paintAxis,
  paintEvents,
  paintGround,
  paintNames,
  paintNumbers,
  paintPath,
  paintZone,
} from "./paint-around.ts";
import { seenOf } from "./said.ts";
import { packingAt, sceneOf } from "./scene.ts";
import { ticksOver, tickWords } from "./ticks.ts";
import type { TimeWindow } from "./window.ts";

const WIDTH = 1200;
const NAMES = 176;
const INNER = WIDTH - NAMES;
const MARGIN = 10;

const SIGNS =
  "Points: times known to the second. Bars: somewhere in here, nobody can tell where; pale wings are what sources alone leave room for, fading ends have no bound. Hollow: known only by reference. Dashed outline: partly from a reconstruction. Notch: sources contradict each other. Strong arrows: the answer’s path, numbered, a red number inferred. Faint arrows: something else flowed here. Dashed arrows: possible, not in every world. Arrows meet the middle of a bar, which is no date. Columns: too many to draw one by one; dark for those that lie there in every world, pale for those that may. Shade: an event or period within its bounds.";

export interface Pictured {
  line: Line;
  /** The first is drawn strong. */
  paths: readonly (readonly Hop[])[];
  folded: ReadonlySet<TierName>;
  window: TimeWindow;
  zone: string;
  /** What the answer says of itself that it stands under. */
  around: Caption | null;
}

export interface TimelinePicture {
  width: number;
  height: number;
  caption: Caption;
  paint: (pen: Pen, colours: Colours) => void;
}

export function pictureOf(
  { line, paths, folded, window, zone, around }: Pictured,
  widthOf: (text: string) => number,
): TimelinePicture {
  const scale = INNER / (window.to - window.from);
  const axis = (ms: number) => (ms - window.from) * scale;
  const bands = bandsOf(line, folded, false);
  const packing = packingAt(line, (ms) => (ms - line.span[0]) * scale, widthOf);
  const scene = sceneOf(line, bands, packing, edgesOn(paths, line), axis, INNER);
  const ticks = ticksOver(window, INNER, zone);
  const events = placeEvents(line.answer.events, axis, INNER, widthOf);
  const ways = paths.map((hops) => ({ hops, legs: legsOf(hops, line, scene.places, axis) }));
  const seen = seenOf({ line, scene, paths, window, axis, width: INNER, zone });
  const caption = timelineCaption(around, line.answer, seen);
  const lines = linesUnder([...caption.lines, SIGNS], WIDTH);
  const top = headOf(line);
  const foot = top + bands.height;
  const paintInner = (pen: Pen, colours: Colours) => {
    paintGround(pen, { ticks, events, axis }, foot, colours);
    paintAxis(pen, tickWords(ticks, axis, INNER, widthOf), colours);
    paintEvents(pen, events, colours);
    pen.translate(0, top);
    paintScene(pen, line, scene, colours);
    for (const [i, { legs }] of [...ways.entries()].toReversed()) {
      paintPath(pen, legs, i === 0, colours);
    }
    const [best] = ways;
    if (best) paintNumbers(pen, best.legs, best.hops, colours);
  };
  return {
    ...{ width: WIDTH, height: MARGIN + foot + heightUnder(lines), caption },
    paint: (pen, colours) => {
      pen.save();
      pen.translate(0, MARGIN);
      paintZone(pen, zone, colours);
      pen.translate(0, top);
      paintNames(pen, bands, scene.bands, colours);
      pen.restore();
      pen.save();
      pen.translate(NAMES, MARGIN);
      pen.beginPath();
      pen.rect(0, 0, INNER, foot);
      pen.clip();
      paintInner(pen, colours);
      pen.restore();
      paintUnder(pen, lines, { left: 0, top: MARGIN + foot }, colours);
    },
  };
}

export function timelineSvg(picture: TimelinePicture, colours: Colours): string {
  const { width, height, caption, paint } = picture;
  const { pen, markup } = svgPen();
  paint(pen, colours);
  return svgFile({ left: 0, top: 0, width, height }, [markup()], caption, colours);
}
