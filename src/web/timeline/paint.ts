/** Puts a scene on a canvas, or into SVG. */
import type { Pen } from "../saving/pen.ts";
import { ROW } from "./bands.ts";
import { type Colours, clear } from "./colours.ts";
import { curveOf } from "./curve.ts";
import { COLUMN } from "./density.ts";
import { type Extent, FADE, POINT } from "./extent.ts";
import { FONT } from "./font.ts";
import type { Line } from "./line.ts";
import { type Arrow, type BandScene, type Mark, type Scene, WORDS_FROM } from "./scene.ts";
import { hasMark } from "./words.ts";

/** Solid in the middle, fading where an end is open. */
export function fillOf(pen: Pen, { from, to, openFrom, openTo }: Extent, colour: string) {
  if (!openFrom && !openTo) return colour;
  const gradient = pen.createLinearGradient(from, 0, to, 0);
  const share = Math.min(1, FADE / Math.max(1, to - from));
  gradient.addColorStop(0, openFrom ? clear(colour) : colour);
  if (openFrom) gradient.addColorStop(share, colour);
  if (openTo) gradient.addColorStop(1 - share, colour);
  gradient.addColorStop(1, openTo ? clear(colour) : colour);
  return gradient;
}

const BAR = 8;
/** An interval is never drawn narrower than this, and never like a point. */
const LEAST = 3;

function bar(pen: Pen, extent: Extent, y: number, height: number): void {
  const width = Math.max(LEAST, extent.to - extent.from);
  const left =
    extent.to - extent.from < LEAST ? (extent.from + extent.to - LEAST) / 2 : extent.from;
  pen.beginPath();
  pen.roundRect(left, y - height / 2, width, height, Math.min(3, width / 2));
}

/** The outline of a mark, wider by `more`. */
function outline(pen: Pen, { isPoint, y }: Mark, told: Extent, more: number): void {
  if (!isPoint) {
    const extent = { ...told, from: told.from - more, to: told.to + more };
    bar(pen, extent, y, BAR + 2 * more);
    return;
  }
  pen.beginPath();
  pen.arc((told.from + told.to) / 2, y, POINT / 2 + more, 0, 2 * Math.PI);
}

/** Out of the bar's own line, so that the two are told apart. */
const RING = 3;

function paintMark(pen: Pen, line: Line, mark: Mark, colour: string, faint: boolean): void {
  const { item, y, told, wings } = mark;
  const strength = faint ? 0.55 : 1;
  pen.setLineDash([]);
  pen.lineWidth = 1.5;
  if (wings) {
    bar(pen, wings, y, BAR - 4);
    pen.globalAlpha = strength * 0.3;
    pen.fillStyle = fillOf(pen, wings, colour);
    pen.fill();
  }
  if (!told) return;
  const ink = fillOf(pen, told, colour);
  const isReference = hasMark(line, item, "knownOnlyByReference");
  outline(pen, mark, told, 0);
  pen.fillStyle = ink;
  pen.strokeStyle = ink;
  pen.globalAlpha = strength * (mark.isPoint ? 1 : 0.5);
  if (!isReference) pen.fill();
  pen.globalAlpha = strength;
  if (isReference || (!told.openFrom && !told.openTo)) pen.stroke();
  if (!hasMark(line, item, "reconstruction")) return;
  pen.setLineDash([2.5, 2]);
  pen.lineWidth = 1.25;
  outline(pen, mark, told, RING);
  pen.stroke();
}

function paintDisputed(pen: Pen, { told, y }: Mark, colours: Colours): void {
  if (!told) return;
  pen.globalAlpha = 1;
  pen.setLineDash([]);
  pen.fillStyle = colours.warn;
  const x = (told.openFrom ? told.to : told.from) - 1;
  pen.beginPath();
  pen.moveTo(x - 3, y - ROW / 2);
  pen.lineTo(x + 4, y - ROW / 2);
  pen.lineTo(x + 0.5, y - ROW / 2 + 6);
  pen.fill();
}

function paintWords(pen: Pen, mark: Mark, colours: Colours, faint: boolean): void {
  const end = Math.max(mark.told?.to ?? -Infinity, mark.wings?.to ?? -Infinity);
  pen.globalAlpha = 1;
  pen.fillStyle = faint ? colours.quiet : colours.ink;
  if (mark.isLabelBefore) {
    const start = Math.min(mark.told?.from ?? Infinity, mark.wings?.from ?? Infinity);
    pen.textAlign = "right";
    pen.fillText(mark.label ?? "", start - POINT / 2 - WORDS_FROM, mark.y + 0.5);
    pen.textAlign = "start";
    return;
  }
  pen.fillText(mark.label ?? "", end + POINT / 2 + WORDS_FROM, mark.y + 0.5);
}

function paintBand(pen: Pen, line: Line, scene: BandScene, colours: Colours): void {
  const { band } = scene;
  const colour = colours[band.tier];
  if (scene.as === "marks") {
    for (const mark of scene.marks) {
      const faint = !hasMark(line, mark.item, "asked");
      paintMark(pen, line, mark, colour, faint);
      if (hasMark(line, mark.item, "disputed")) paintDisputed(pen, mark, colours);
      if (mark.label !== null) paintWords(pen, mark, colours, faint);
    }
    return;
  }
  const { certain, possible, most } = scene.density;
  const foot = band.top + band.height;
  const heightOf = (count: number) =>
    count === 0 ? 0 : Math.max(2, band.height * Math.sqrt(count / most));
  pen.setLineDash([]);
  pen.fillStyle = colour;
  for (let column = 0; column < possible.length; column += 1) {
    const [sure, may] = [certain[column] ?? 0, possible[column] ?? 0];
    if (may === 0) continue;
    const x = column * COLUMN;
    pen.globalAlpha = 0.3;
    pen.fillRect(x, foot - heightOf(may), COLUMN - 1, heightOf(may));
    pen.globalAlpha = 0.9;
    pen.fillRect(x, foot - heightOf(sure), COLUMN - 1, heightOf(sure));
  }
}

interface ArrowLooks {
  /** Where the order is only possible. */
  dash: number[];
  size: number;
  /** By how much its head is wider to each side. */
  wider: number;
}

const FAINT: ArrowLooks = { dash: [4, 3], size: 1, wider: 0 };

export function paintArrow(
  pen: Pen,
  arrow: Omit<Arrow, "edge">,
  { dash, size, wider }: ArrowLooks,
): void {
  const { x1, y1, y2, certain } = arrow;
  const { c1, c2, end, tip, head } = curveOf(arrow, size);
  const half = head / 2 + wider;
  pen.setLineDash(certain ? [] : dash);
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.bezierCurveTo(c1, y1, c2, y2, end, y2);
  pen.stroke();
  pen.beginPath();
  pen.moveTo(tip, y2);
  pen.lineTo(tip - head, y2 - half);
  pen.lineTo(tip - head, y2 + half);
  pen.fill();
}

export function paintScene(pen: Pen, line: Line, scene: Scene, colours: Colours): void {
  pen.font = FONT;
  pen.textAlign = "start";
  pen.textBaseline = "middle";
  pen.globalAlpha = 0.5;
  pen.lineWidth = 1;
  pen.strokeStyle = colours.faint;
  pen.fillStyle = colours.faint;
  for (const arrow of scene.arrows) paintArrow(pen, arrow, FAINT);
  for (const band of scene.bands) paintBand(pen, line, band, colours);
  pen.globalAlpha = 1;
  pen.setLineDash([]);
}
