/** What a timeline comes to, in sentences: on the page and under its picture. */

import type { Hop } from "../../model/answer.ts";
import { counted, shorten } from "../../model/plain-text.ts";
import type { Axis } from "./extent.ts";
import type { Line } from "./line.ts";
import { endOf, startOf } from "./packing.ts";
import type { BandScene, Scene } from "./scene.ts";
import type { TimeWindow } from "./window.ts";
import { coarse, hasMark } from "./words.ts";

const number = (count: number): string => count.toLocaleString("en");
const are = (count: number, one: string): string => counted(count, `${one} is`, `${one}s are`);

/** Things on the path that have no time, so that its arrows lead past them. */
export function withoutTime(paths: readonly (readonly Hop[])[], { itemOf }: Line): string[] {
  const [hops = []] = paths;
  const keys = hops.flatMap(({ from, to }) => [from.key, to.key]);
  return [...new Set(keys)].filter((key) => !itemOf.has(key));
}

/** What is in the answer and not drawn, or not in the answer. */
export function leftOutOf({ answer: { leftOut } }: Line, scene: Scene): string[] {
  const said: [count: number, says: string][] = [
    [leftOut.outside, `${are(leftOut.outside, "item")} outside the times asked about.`],
    [leftOut.overLimit, `${are(leftOut.overLimit, "further item")} beyond what is told here.`],
    [
      leftOut.impossible,
      `${are(leftOut.impossible, "edge")} left out, for no world lets anything flow there.`,
    ],
    [
      leftOut.toOthers + leftOut.edgesOverLimit,
      `${are(leftOut.toOthers + leftOut.edgesOverLimit, "edge")} left out, whose ends are not drawn or that are too many.`,
    ],
    [
      scene.arrowsLeftOut,
      `${counted(scene.arrowsLeftOut, "arrow falls", "arrows fall")} in this window, too many to draw.`,
    ],
    [
      scene.arrowsPassing,
      `${counted(scene.arrowsPassing, "arrow passes over this window, and is", "arrows pass over this window, and are")} not drawn.`,
    ],
  ];
  return said.flatMap(([count, says]) => (count > 0 ? [says] : []));
}

/** Everything that is told, with how sure it is. */
export function totalOf({ answer }: Line): string {
  const { order, basis, disputed, disputes, disputesOmitted, items, edges } = answer;
  const said = [
    `order ${order === "certain" ? "certain along each edge" : order}`,
    ...(basis === null ? [] : [`basis ${basis}`]),
    disputed
      ? `${counted(disputes.length + disputesOmitted, "contradiction")} about what is drawn`
      : "no dispute found",
  ];
  return `${counted(items.key.length, "item")}, ${counted(edges.giver.length, "edge")}: ${said.join(", ")}.`;
}

/** Items of which something falls on the axis. */
const inWindow = (line: Line, axis: Axis, width: number): number[] =>
  Array.from({ length: line.count }, (_, item) => item).filter(
    (item) => endOf(line, item, axis) >= 0 && startOf(line, item, axis) <= width,
  );

function marksIn(line: Line, seen: readonly number[]): string[] {
  const { items } = line.answer;
  const count = (test: (item: number) => boolean) => seen.filter(test).length;
  const said: [count: number, says: string][] = [
    [count((item) => hasMark(line, item, "knownOnlyByReference")), "known only by reference"],
    [count((item) => hasMark(line, item, "reconstruction")), "with a reconstruction in it"],
    [count((item) => hasMark(line, item, "disputed")), "disputed"],
    [count((item) => items.basis[item] === "inferred"), "with an inferred time"],
  ];
  return said.flatMap(([count, says]) => (count > 0 ? [`${number(count)} ${says}`] : []));
}

interface Seen {
  line: Line;
  scene: Scene;
  paths: readonly (readonly Hop[])[];
  window: TimeWindow;
  axis: Axis;
  width: number;
  zone: string;
}

/** What a picture of one window shows, and what it lacks. */
export function seenOf({ line, scene, paths, window, axis, width, zone }: Seen): string[] {
  const { edges, limits, untimed, leftOut } = line.answer;
  const seen = inWindow(line, axis, width);
  const inferred = edges.basis.filter((basis) => basis === "inferred").length;
  const lost = withoutTime(paths, line);
  const timeless = untimed.length + leftOut.untimed;
  return [
    `Timeline of ${totalOf(line)}`,
    ...(inferred > 0 ? [`${counted(inferred, "edge")} inferred.`] : []),
    `This picture is of ${coarse(window.from, window, zone)} to ${coarse(window.to, window, zone)}, with ${[`${counted(seen.length, "item")}`, ...marksIn(line, seen)].join(", ")}.`,
    ...leftOutOf(line, scene),
    ...(timeless > 0 ? [`${are(timeless, "item")} without a time, so not drawn.`] : []),
    ...(lost.length > 0
      ? [`On the path but without a time: ${lost.map((key) => shorten(key, 60)).join(", ")}.`]
      : []),
    ...limits.map((limit) => `${shorten(limit, 600)}.`),
  ];
}

/** How much a band holds. */
export function noteOf(scene: BandScene | undefined, items: number): string {
  if (scene?.as !== "density") return counted(items, "item");
  return `${counted(items, "item")}, peak ${scene.density.most.toLocaleString("en")}`;
}
