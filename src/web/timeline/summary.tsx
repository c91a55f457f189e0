/** What a timeline comes to, in sentences: how sure it is, and what is not in it. */
import type { Hop } from "../../model/answer.ts";
import { KeyList } from "../words/things.tsx";
import { Told } from "../words/told.tsx";
import type { Line } from "./line.ts";
import { leftOutOf, totalOf, withoutTime } from "./said.ts";
import type { Scene } from "./scene.ts";

interface SummaryProps {
  line: Line;
  scene: Scene;
  paths: readonly (readonly Hop[])[];
}

export function Summary({ line, scene, paths }: SummaryProps) {
  const lost = withoutTime(paths, line);
  return (
    <div className="timeline-summary terms">
      <p>
        {totalOf(line)}{" "}
        {leftOutOf(line, scene).map((one) => (
          <span key={one}>{one} </span>
        ))}
        {scene.arrowsLeftOut > 0 && "Zoom in for them, or select an item to see its own. "}
        {line.answer.limits.map((limit) => (
          <span key={limit}>
            <Told text={limit} length={600} />.{" "}
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
