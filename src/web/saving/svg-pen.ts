/** A pen that writes SVG. Arcs are whole circles, corners equally round, gradients go across. */
import { attributes, escaped } from "./markup.ts";
import type { Fade, Pen, PenStyle } from "./pen.ts";

/** `#rgb` or `#rrggbb`, and how much of it is seen where two digits more, or one, say so. */
function seenOf(colour: string): { colour: string; opacity: number } {
  const digits = colour.length === 5 ? 1 : colour.length === 9 ? 2 : 0;
  if (digits === 0) return { colour, opacity: 1 };
  const [solid, alpha] = [colour.slice(0, -digits), colour.slice(-digits)];
  return { colour: solid, opacity: Number.parseInt(alpha, 16) / (16 ** digits - 1) };
}

interface Gradient extends Fade {
  markup: () => string;
}

function gradientOf(id: string, x1: number, y1: number, x2: number, y2: number): Gradient {
  const stops: string[] = [];
  return {
    addColorStop: (offset, given) => {
      const { colour, opacity } = seenOf(given);
      stops.push(`<stop${attributes({ offset, "stop-color": colour, "stop-opacity": opacity })}/>`);
    },
    markup: () =>
      `<linearGradient${attributes({ id, gradientUnits: "userSpaceOnUse", x1, y1, x2, y2 })}>${stops.join("")}</linearGradient>`,
  };
}

const ANCHORS: Readonly<Record<string, string>> = { center: "middle", right: "end", end: "end" };

/** `600 12px Sans` as SVG has it. */
function fontOf(font: string): { weight: string | undefined; size: number } {
  const [, weight, size] = /^(?:(\d+) )?(\d+)px /.exec(font) ?? [];
  return { weight, size: Number(size ?? 12) };
}

const PLAIN: PenStyle = {
  ...{ globalAlpha: 1, lineWidth: 1, fillStyle: "#000", strokeStyle: "#000" },
  ...{ font: "12px sans-serif", textAlign: "start", textBaseline: "alphabetic" },
};

const styleOf = (of: PenStyle): PenStyle => ({
  ...{ globalAlpha: of.globalAlpha, lineWidth: of.lineWidth },
  ...{ fillStyle: of.fillStyle, strokeStyle: of.strokeStyle },
  ...{ font: of.font, textAlign: of.textAlign, textBaseline: of.textBaseline },
});

/** `markup` is what was drawn; what was saved has to be restored before. */
export function svgPen(): { pen: Pen; markup: () => string } {
  const body: string[] = [];
  const gradients = new Map<object, { id: string; markup: () => string }>();
  const saved: { style: PenStyle; dash: readonly number[]; groups: number }[] = [];
  let [path, dash, groups, clips]: [string, readonly number[], number, number] = ["", [], 0, 0];
  const open = (markup: string) => {
    body.push(markup);
    groups += 1;
  };
  const inkOf = (style: PenStyle["fillStyle"]): string =>
    typeof style === "string" ? style : `url(#${gradients.get(style)?.id ?? ""})`;
  const rect = (x: number, y: number, width: number, height: number) =>
    attributes({ x, y, width, height });
  const filled = () => ({ fill: inkOf(pen.fillStyle), "fill-opacity": pen.globalAlpha });
  const draw = (d: readonly (string | number)[]) => {
    path += d
      .map((one) => (typeof one === "number" ? `${Math.round(one * 100) / 100}` : one))
      .join(" ");
  };
  const pen: Pen = {
    ...PLAIN,
    beginPath: () => {
      path = "";
    },
    moveTo: (x, y) => draw(["M", x, y]),
    lineTo: (x, y) => draw(["L", x, y]),
    bezierCurveTo: (...to) => draw(["C", ...to]),
    arc: (x, y, r) =>
      draw(["M", x - r, y, "a", r, r, 0, 1, 0, 2 * r, 0, "a", r, r, 0, 1, 0, -2 * r, 0, "z"]),
    rect: (x, y, width, height) => draw(["M", x, y, "h", width, "v", height, "h", -width, "z"]),
    roundRect: (x, y, width, height, r) => {
      const turn = (dx: number, dy: number) => ["a", r, r, 0, 0, 1, dx, dy];
      draw([
        ...["M", x + r, y, "h", width - 2 * r, ...turn(r, r), "v", height - 2 * r],
        ...[...turn(-r, r), "h", 2 * r - width, ...turn(-r, -r), "v", 2 * r - height],
        ...[...turn(r, -r), "z"],
      ]);
    },
    fill: () => {
      body.push(`<path${attributes({ d: path, ...filled() })}/>`);
    },
    stroke: () => {
      const line = { stroke: inkOf(pen.strokeStyle), "stroke-opacity": pen.globalAlpha };
      const drawn = { "stroke-width": pen.lineWidth, "stroke-dasharray": dash.join(" ") };
      body.push(`<path${attributes({ d: path, fill: "none", ...line, ...drawn })}/>`);
    },
    fillRect: (...at) => {
      body.push(`<rect${rect(...at)}${attributes(filled())}/>`);
    },
    fillText: (text, x, y) => {
      const { weight = "", size } = fontOf(pen.font);
      const down = pen.textBaseline === "middle" ? size * 0.35 : 0;
      const anchor = ANCHORS[pen.textAlign] ?? "";
      const look = { "font-size": size, "font-weight": weight, "text-anchor": anchor };
      body.push(
        `<text${attributes({ x, y: y + down, ...look, ...filled() })}>${escaped(text)}</text>`,
      );
    },
    setLineDash: (given) => {
      dash = [...given];
    },
    createLinearGradient: (...across) => {
      const id = `fade-${gradients.size}`;
      const gradient = gradientOf(id, ...across);
      gradients.set(gradient, { id, markup: gradient.markup });
      return gradient;
    },
    save: () => {
      saved.push({ style: styleOf(pen), dash, groups });
    },
    restore: () => {
      const before = saved.pop();
      if (before === undefined) return;
      body.push("</g>".repeat(groups - before.groups));
      ({ dash, groups } = before);
      Object.assign(pen, before.style);
    },
    translate: (x, y) => open(`<g transform="translate(${x} ${y})">`),
    clip: () => {
      const id = `clip-${clips}`;
      clips += 1;
      body.push(`<clipPath id="${id}"><path d="${path}"/></clipPath>`);
      open(`<g clip-path="url(#${id})">`);
    },
  };
  return {
    pen,
    markup: () =>
      [
        `<defs>${[...gradients.values()].map(({ markup }) => markup()).join("")}</defs>`,
        ...body,
      ].join("\n"),
  };
}
