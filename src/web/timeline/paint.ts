/** Puts a scene on a canvas. */
import { ROW } from "./bands.ts";
import type { Colours } from "./colours.ts";
import { curveOf } from "./curve.ts";
import { COLUMN } from "./density.ts";
import { type Extent, FADE, POINT } from "./extent.ts";
import type { Line } from "./line.ts";
import { type Arrow, type BandScene, type Mark, type Scene, WORDS_FROM } from "./scene.ts";
import { hasMark } from "./words.ts";

type Context = CanvasRenderingContext2D;

/** Solid in the middle, fading where an end is open. */
function fillOf(context: Context, { from, to, openFrom, openTo }: Extent, colour: string) {
  if (!openFrom && !openTo) return colour;
  const gradient = context.createLinearGradient(from, 0, to, 0);
  const clear = `color-mix(in srgb, ${colour} 0%, transparent)`;
  const share = Math.min(1, FADE / Math.max(1, to - from));
  gradient.addColorStop(0, openFrom ? clear : colour);
  if (openFrom) gradient.addColorStop(share, colour);
  if (openTo) gradient.addColorStop(1 - share, colour);
  gradient.addColorStop(1, openTo ? clear : colour);
  return gradient;
}

const BAR = 8;
/** An interval is never drawn narrower than this, and never like a point. */
const LEAST = 3;

function bar(context: Context, extent: Extent, y: number, height: number): void {
  const width = Math.max(LEAST, extent.to - extent.from);
  const left =
    extent.to - extent.from < LEAST ? (extent.from + extent.to - LEAST) / 2 : extent.from;
  context.beginPath();
  context.roundRect(left, y - height / 2, width, height, Math.min(3, width / 2));
}

/** The outline of a mark, wider by `more`. */
function outline(context: Context, { isPoint, y }: Mark, told: Extent, more: number): void {
  if (!isPoint) {
    const extent = { ...told, from: told.from - more, to: told.to + more };
    bar(context, extent, y, BAR + 2 * more);
    return;
  }
  context.beginPath();
  context.arc((told.from + told.to) / 2, y, POINT / 2 + more, 0, 2 * Math.PI);
}

/** Out of the bar's own line, so that the two are told apart. */
const RING = 3;

function paintMark(context: Context, line: Line, mark: Mark, colour: string, faint: boolean): void {
  const { item, y, told, wings } = mark;
  const strength = faint ? 0.55 : 1;
  context.setLineDash([]);
  context.lineWidth = 1.5;
  if (wings) {
    bar(context, wings, y, BAR - 4);
    context.globalAlpha = strength * 0.3;
    context.fillStyle = fillOf(context, wings, colour);
    context.fill();
  }
  if (!told) return;
  const ink = fillOf(context, told, colour);
  const isReference = hasMark(line, item, "knownOnlyByReference");
  outline(context, mark, told, 0);
  context.fillStyle = ink;
  context.strokeStyle = ink;
  context.globalAlpha = strength * (mark.isPoint ? 1 : 0.5);
  if (!isReference) context.fill();
  context.globalAlpha = strength;
  if (isReference || (!told.openFrom && !told.openTo)) context.stroke();
  if (!hasMark(line, item, "reconstruction")) return;
  context.setLineDash([2.5, 2]);
  context.lineWidth = 1.25;
  outline(context, mark, told, RING);
  context.stroke();
}

function paintDisputed(context: Context, { told, y }: Mark, colours: Colours): void {
  if (!told) return;
  context.globalAlpha = 1;
  context.setLineDash([]);
  context.fillStyle = colours.warn;
  const x = (told.openFrom ? told.to : told.from) - 1;
  context.beginPath();
  context.moveTo(x - 3, y - ROW / 2);
  context.lineTo(x + 4, y - ROW / 2);
  context.lineTo(x + 0.5, y - ROW / 2 + 6);
  context.fill();
}

function paintWords(context: Context, mark: Mark, colours: Colours, faint: boolean): void {
  const end = Math.max(mark.told?.to ?? -Infinity, mark.wings?.to ?? -Infinity);
  context.globalAlpha = 1;
  context.fillStyle = faint ? colours.quiet : colours.ink;
  context.fillText(mark.label ?? "", end + POINT / 2 + WORDS_FROM, mark.y + 0.5);
}

function paintBand(context: Context, line: Line, scene: BandScene, colours: Colours): void {
  const { band } = scene;
  const colour = colours[band.tier];
  if (scene.as === "marks") {
    for (const mark of scene.marks) {
      const faint = !hasMark(line, mark.item, "asked");
      paintMark(context, line, mark, colour, faint);
      if (hasMark(line, mark.item, "disputed")) paintDisputed(context, mark, colours);
      if (mark.label !== null) paintWords(context, mark, colours, faint);
    }
    return;
  }
  const { certain, possible, most } = scene.density;
  const foot = band.top + band.height;
  const heightOf = (count: number) =>
    count === 0 ? 0 : Math.max(2, band.height * Math.sqrt(count / most));
  context.setLineDash([]);
  context.fillStyle = colour;
  for (let column = 0; column < possible.length; column += 1) {
    const [sure, may] = [certain[column] ?? 0, possible[column] ?? 0];
    if (may === 0) continue;
    const x = column * COLUMN;
    context.globalAlpha = 0.3;
    context.fillRect(x, foot - heightOf(may), COLUMN - 1, heightOf(may));
    context.globalAlpha = 0.9;
    context.fillRect(x, foot - heightOf(sure), COLUMN - 1, heightOf(sure));
  }
}

function paintArrow(context: Context, arrow: Arrow): void {
  const { x1, y1, y2, certain } = arrow;
  const { c1, c2, end, tip, head } = curveOf(arrow);
  context.setLineDash(certain ? [] : [4, 3]);
  context.beginPath();
  context.moveTo(x1, y1);
  context.bezierCurveTo(c1, y1, c2, y2, end, y2);
  context.stroke();
  context.beginPath();
  context.moveTo(tip, y2);
  context.lineTo(tip - head, y2 - head / 2);
  context.lineTo(tip - head, y2 + head / 2);
  context.fill();
}

interface Sheet {
  width: number;
  height: number;
  /** Device pixels for one of ours. */
  density: number;
  font: string;
  colours: Colours;
}

export function paint(context: Context, line: Line, scene: Scene, sheet: Sheet): void {
  const { width, height, density, font, colours } = sheet;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  context.font = font;
  context.textBaseline = "middle";
  context.globalAlpha = 0.5;
  context.lineWidth = 1;
  context.strokeStyle = colours.faint;
  context.fillStyle = colours.faint;
  for (const arrow of scene.arrows) paintArrow(context, arrow);
  for (const band of scene.bands) paintBand(context, line, band, colours);
  context.globalAlpha = 1;
}
