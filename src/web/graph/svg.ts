/** The graph as an SVG file that stands by itself: what it shows, and what it rests on, written into it. */
import type { Caption } from "../saving/caption.ts";
import { escaped, svgFile } from "../saving/markup.ts";
import { svgPen } from "../saving/svg-pen.ts";
import { heightUnder, linesUnder, paintUnder } from "../saving/under.ts";
import type { Colours } from "../timeline/colours.ts";
import type { Arrow, Figure, Mark } from "./figure.ts";

export const SIGNS =
  "Arrows go the way the thing went: the answer’s path dark and numbered, inferred ones dashed, of all others the order is not judged. Outline only: known only by reference. Larger: gave to more things, as far as loaded.";

function markOf(mark: Mark, { down }: Figure, colours: Colours): string {
  const { x, y, size, label, tier, hollow, strong } = mark;
  const [fill, ring] = [
    hollow ? colours.sheet : colours[tier],
    strong ? colours.ink : colours[tier],
  ];
  const words = down
    ? `x="${x + size + 5}" y="${y + 4}"`
    : `x="${x}" y="${y + size + 15}" text-anchor="middle"`;
  return `<circle cx="${x}" cy="${y}" r="${size}" fill="${fill}" stroke="${ring}" stroke-width="2"/><text ${words} fill="${strong ? colours.ink : colours.quiet}">${escaped(label)}</text>`;
}

/** From edge to edge of its two marks, bent as far as sigma bends it. */
function arrowOf(arrow: Arrow, from: Mark, to: Mark, colours: Colours): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const bend = arrow.bend * length;
  const [mx, my] = [
    (from.x + to.x) / 2 + (dy / length) * bend,
    (from.y + to.y) / 2 - (dx / length) * bend,
  ];
  const away = Math.hypot(to.x - mx, to.y - my) || 1;
  const [ux, uy] = [(to.x - mx) / away, (to.y - my) / away];
  const [tipX, tipY] = [to.x - ux * (to.size + 2), to.y - uy * (to.size + 2)];
  const width = arrow.strong ? 3 : 1.5;
  const head = arrow.strong ? 10 : 7;
  const colour = arrow.inferred ? colours.warn : arrow.strong ? colours.ink : colours.faint;
  const dash = arrow.inferred ? ' stroke-dasharray="6 5"' : "";
  const [footX, footY] = [tipX - ux * head, tipY - uy * head];
  const side = head / 2.4;
  return `<path d="M${from.x} ${from.y}Q${mx} ${my} ${footX} ${footY}" fill="none" stroke="${colour}" stroke-width="${width}"${dash}/><path d="M${tipX} ${tipY}L${footX - uy * side} ${footY + ux * side}L${footX + uy * side} ${footY - ux * side}z" fill="${colour}"/>${badgeOf(arrow, (from.x + 2 * mx + to.x) / 4, (from.y + 2 * my + to.y) / 4, colours)}`;
}

const badgeOf = ({ label }: Arrow, x: number, y: number, colours: Colours): string =>
  label === null
    ? ""
    : `<text x="${x}" y="${y + 4}" text-anchor="middle" fill="${colours.ink}" stroke="${colours.sheet}" stroke-width="5" paint-order="stroke">${escaped(label)}</text>`;

export function svgOf(figure: Figure, colours: Colours, caption: Caption): string {
  const { left, right, top, bottom } = figure.view;
  const width = Math.max(480, right - left);
  const lines = linesUnder([...caption.lines, SIGNS], width);
  const height = bottom - top + heightUnder(lines);
  const marks = new Map(figure.marks.map((mark) => [mark.key, mark]));
  const arrows = [...figure.arrows].sort((a, b) => Number(a.strong) - Number(b.strong));
  const drawn = arrows.flatMap((arrow) => {
    const [from, to] = [marks.get(arrow.giver), marks.get(arrow.receiver)];
    return from && to ? [arrowOf(arrow, from, to, colours)] : [];
  });
  const { pen, markup } = svgPen();
  paintUnder(pen, lines, { left, top: bottom }, colours);
  return svgFile(
    { left, top, width, height },
    [...drawn, ...figure.marks.map((mark) => markOf(mark, figure, colours)), markup()],
    caption,
    colours,
  );
}
