/** What a timeline comes to, in sentences: how sure it is, and what is not in it. */
import type { ReactNode } from "react";
import type { Hop } from "../../model/answer.ts";
import { Words } from "../words/text.tsx";
import { KeyList } from "../words/things.tsx";
import type { Line } from "./line.ts";
import type { Scene } from "./scene.ts";

const number = (count: number): string => count.toLocaleString("en");
const are = (count: number, one: string): string =>
  `${number(count)} ${one}${count === 1 ? " is" : "s are"}`;

/** Things on the path that have no time, so that its arrows lead past them. */
function withoutTime(paths: readonly (readonly Hop[])[], { itemOf }: Line): string[] {
  const [hops = []] = paths;
  const keys = hops.flatMap(({ from, to }) => [from.key, to.key]);
  return [...new Set(keys)].filter((key) => !itemOf.has(key));
}

function leftOutOf({ answer: { leftOut } }: Line): string[] {
  const said: [count: number, says: string][] = [
    [leftOut.outside, `${are(leftOut.outside, "item")} outside the times asked about.`],
    [leftOut.overLimit, `${are(leftOut.overLimit, "further item")} beyond what is told here.`],
    [
      leftOut.impossible,
      `${are(leftOut.impossible, "edge")} left out, for no world lets anything flow along them.`,
    ],
    [
      leftOut.toOthers + leftOut.edgesOverLimit,
      `${are(leftOut.toOthers + leftOut.edgesOverLimit, "edge")} left out, whose ends are not drawn or that are too many.`,
    ],
  ];
  return said.flatMap(([count, says]) => (count > 0 ? [says] : []));
}

interface SummaryProps {
  line: Line;
  scene: Scene;
  paths: readonly (readonly Hop[])[];
}

export function Summary({ line, scene, paths }: SummaryProps) {
  const { order, basis, disputed, disputes, disputesOmitted, items, edges, limits } = line.answer;
  const lost = withoutTime(paths, line);
  const said: ReactNode[] = leftOutOf(line);
  if (scene.arrowsLeftOut > 0) {
    said.push(
      `${number(scene.arrowsLeftOut)} arrows fall in this window, too many to draw: zoom in, or select an item to see its own.`,
    );
  }
  if (scene.arrowsPassing > 0) {
    said.push(`${number(scene.arrowsPassing)} pass over this window, and are not drawn.`);
  }
  return (
    <div className="timeline-summary terms">
      <p>
        {number(items.key.length)} items, {number(edges.giver.length)} edges: order{" "}
        {order === "certain" ? "certain along each edge" : order}
        {basis !== null && <>, basis {basis}</>},{" "}
        {disputed
          ? `${number(disputes.length + disputesOmitted)} contradictions about what is drawn`
          : "no dispute found"}
        .{" "}
        {said.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences have no other name
          <span key={i}>{one} </span>
        ))}
        {limits.map((limit) => (
          <span key={limit}>
            <Words text={limit} length={600} />.{" "}
          </span>
        ))}
      </p>
      {lost.length > 0 && (
        <p>
          On the path but without a time, so not drawn: <KeyList keys={lost} />.
        </p>
      )}
    </div>
  );
}
