/** Draws with a pen what the page has as elements around the canvas: axis, events, path, names. */
import type { Hop } from "../../model/answer.ts";
import { shorten } from "../../model/plain-text.ts";
import type { Pen } from "../saving/pen.ts";
import type { Bands } from "./bands.ts";
import type { Colours } from "./colours.ts";
import { badgeOf } from "./curve.ts";
import { AXIS_HEIGHT, EVENT_ROW, type PlacedEvent } from "./events.ts";
import type { Axis } from "./extent.ts";
import { FONT } from "./font.ts";
import type { Leg } from "./legs.ts";
import { fillOf, paintArrow } from "./paint.ts";
import { noteOf } from "./said.ts";
import type { BandScene } from "./scene.ts";
import type { Tick, tickWords } from "./ticks.ts";

const STRONG = `600 ${FONT}`;
const SMALL = FONT.replace("12px", "11px");

/** Shade of events, then grid lines. */
export function paintGround(
  pen: Pen,
  { ticks, events, axis }: { ticks: readonly Tick[]; events: readonly PlacedEvent[]; axis: Axis },
  height: number,
  colours: Colours,
): void {
  pen.globalAlpha = 0.11;
  for (const { extent } of events) {
    pen.fillStyle = fillOf(pen, extent, colours.faint);
    const width = Math.max(1.5, extent.to - extent.from);
    pen.fillRect(extent.from, AXIS_HEIGHT, width, height - AXIS_HEIGHT);
  }
  pen.globalAlpha = 0.35;
  pen.lineWidth = 1;
  pen.strokeStyle = colours.faint;
  for (const { ms } of ticks) {
    pen.beginPath();
    pen.moveTo(axis(ms), AXIS_HEIGHT - 6);
    pen.lineTo(axis(ms), height);
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

export function paintAxis(
  pen: Pen,
  { dates, labels }: ReturnType<typeof tickWords>,
  colours: Colours,
): void {
  pen.textBaseline = "alphabetic";
  pen.textAlign = "start";
  pen.font = STRONG;
  pen.fillStyle = colours.ink;
  for (const { text, left } of dates) pen.fillText(text, left, 11);
  pen.font = SMALL;
  pen.fillStyle = colours.quiet;
  for (const { text, left } of labels) pen.fillText(text, left, 26);
}

/** Beside the clock times of the axis. */
export function paintZone(pen: Pen, zone: string, colours: Colours): void {
  pen.textBaseline = "alphabetic";
  pen.textAlign = "start";
  pen.font = SMALL;
  pen.fillStyle = colours.quiet;
  pen.fillText(zone, 10, 26);
}

export function paintEvents(pen: Pen, events: readonly PlacedEvent[], colours: Colours): void {
  pen.textBaseline = "alphabetic";
  pen.textAlign = "start";
  pen.font = SMALL;
  for (const { extent, row, label, labelAt } of events) {
    if (row === -1) continue;
    const foot = AXIS_HEIGHT + (row + 1) * EVENT_ROW;
    pen.fillStyle = fillOf(pen, extent, colours.faint);
    pen.fillRect(extent.from, foot - 5, Math.max(3, extent.to - extent.from), 3);
    pen.fillStyle = colours.ink;
    pen.fillText(label, labelAt, foot - 8);
  }
}

export function paintPath(pen: Pen, legs: readonly Leg[], strong: boolean, colours: Colours): void {
  pen.strokeStyle = colours.accent;
  pen.fillStyle = colours.accent;
  pen.lineWidth = strong ? 2.75 : 1.25;
  const looks = { dash: [6, 4], size: strong ? 1.7 : 1.2, wider: 0.5 };
  for (const leg of legs) paintArrow(pen, leg, looks);
  pen.setLineDash([]);
}

export function paintNumbers(
  pen: Pen,
  legs: readonly Leg[],
  hops: readonly Hop[],
  colours: Colours,
): void {
  pen.font = `600 ${SMALL}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.strokeStyle = colours.sheet;
  pen.lineWidth = 1.5;
  for (const leg of legs) {
    const { x, y } = badgeOf(leg);
    pen.fillStyle = hops[leg.index]?.basis === "inferred" ? colours.warn : colours.accent;
    pen.beginPath();
    pen.arc(x, y, 9, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
    pen.fillStyle = colours.sheet;
    pen.fillText(String(leg.index + 1), x, y);
  }
}

/** Names of tiers and platforms, in the room beside their bands. */
export function paintNames(
  pen: Pen,
  bands: Bands,
  scenes: readonly BandScene[],
  colours: Colours,
): void {
  const sceneOf = new Map(scenes.map((scene) => [scene.band, scene]));
  pen.textAlign = "start";
  pen.textBaseline = "middle";
  for (const { tier, top, folded, bands: inside } of bands.tiers) {
    pen.font = STRONG;
    pen.fillStyle = colours[tier];
    const name = tier === "unknown" ? "tier unknown" : tier;
    pen.fillText(folded ? `${name}, folded` : name, 10, top + 11);
    for (const band of inside) {
      const middle = band.top + band.height / 2;
      pen.font = FONT;
      pen.fillStyle = colours.ink;
      pen.fillText(shorten(band.label, 24), 10, middle - 7);
      pen.font = SMALL;
      pen.fillStyle = colours.quiet;
      pen.fillText(noteOf(sceneOf.get(band), band.items.length), 10, middle + 8);
    }
  }
}
