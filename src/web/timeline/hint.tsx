/** What is under the pointer, in words. */

import { counted } from "../../model/plain-text.ts";
import { COLUMN } from "./density.ts";
import type { Line } from "./line.ts";
import type { Hit } from "./scene.ts";
import type { TimeWindow } from "./window.ts";
import { coarse, describe } from "./words.ts";

export interface Pointed {
  hit: Hit;
  x: number;
  y: number;
}

interface HintProps {
  line: Line;
  pointed: Pointed;
  zone: string;
  width: number;
  window: TimeWindow;
}

function OnMark({ line, item, zone }: { line: Line; item: number; zone: string }) {
  const { name, key, time, alone, more } = describe(line, item, zone);
  return (
    <>
      <b>
        <bdi>{name}</bdi>
      </b>
      <span>{time}</span>
      {alone !== null && <span>{alone}</span>}
      <span>{more.join(", ")}</span>
      <span className="key">
        <bdi>{key}</bdi>
      </span>
    </>
  );
}

function OnDensity({ hit, zone, width, window }: { hit: Hit } & HintProps) {
  if (hit.on !== "density") return null;
  const { column, density } = hit;
  const { from, to } = window;
  const at = (place: number) => Math.round(from + ((place * COLUMN) / width) * (to - from));
  const [sure, may] = [density.certain[column] ?? 0, density.possible[column] ?? 0];
  return (
    <>
      <b>
        {counted(sure, "item")}
        {may > sure && `, perhaps ${may.toLocaleString("en")}`}
      </b>
      <span>
        {coarse(at(column), window, zone)} to {coarse(at(column + 1), window, zone)}
      </span>
      <span>Click to look closer.</span>
    </>
  );
}

const WIDTH = 300;

export function Hint(props: HintProps) {
  const { line, pointed, zone, width } = props;
  const { hit, x, y } = pointed;
  const left = Math.max(0, Math.min(width - WIDTH, x + 14));
  return (
    <div className="timeline-hint" style={{ left, top: y + 16 }} aria-hidden="true">
      {hit.on === "mark" ? (
        <OnMark line={line} item={hit.item} zone={zone} />
      ) : (
        <OnDensity hit={hit} {...props} />
      )}
    </div>
  );
}
