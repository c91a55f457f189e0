/** What lies under and over the canvas, as SVG: axis, events, the answer's path, what is selected. */
import { type KeyboardEvent, useState } from "react";
import type { Hop } from "../../model/answer.ts";
import { spokenTime } from "../../model/spoken-time.ts";
import { shortName } from "../words/short-name.ts";
import { clocksIn } from "../words/spoken-time.ts";
import { badgeOf, svgCurve } from "./curve.ts";
import { AXIS_HEIGHT, EVENT_ROW, type PlacedEvent } from "./events.ts";
import type { Axis } from "./extent.ts";
import type { Leg } from "./legs.ts";
import type { Arrow, Places } from "./scene.ts";
import { widthOf } from "./text-width.ts";
import { type Tick, tickWords } from "./ticks.ts";

interface Sized {
  width: number;
  height: number;
}

/** Grid lines, and the shade of events over the bands. */
export function Ground({
  ticks,
  events,
  axis,
  width,
  height,
}: Sized & { ticks: readonly Tick[]; events: readonly PlacedEvent[]; axis: Axis }) {
  return (
    <svg className="timeline-ground" {...{ width, height }} aria-hidden="true">
      <defs>
        {events.map(({ extent }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events keep their places
          <linearGradient key={i} id={`event-fade-${i}`}>
            <stop offset="0" className="shade" stopOpacity={extent.openFrom ? 0 : 1} />
            <stop offset="1" className="shade" stopOpacity={extent.openTo ? 0 : 1} />
          </linearGradient>
        ))}
      </defs>
      {events.map(({ extent: { from, to, openFrom, openTo } }, i) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: events keep their places
          key={i}
          className="event-shade"
          x={from}
          y={AXIS_HEIGHT}
          width={Math.max(1.5, to - from)}
          height={height - AXIS_HEIGHT}
          fill={openFrom || openTo ? `url(#event-fade-${i})` : undefined}
        />
      ))}
      {ticks.map(({ ms }) => (
        <line
          key={ms}
          className="grid"
          x1={axis(ms)}
          x2={axis(ms)}
          y1={AXIS_HEIGHT - 6}
          y2={height}
        />
      ))}
    </svg>
  );
}

interface WordsProps {
  ticks: readonly Tick[];
  axis: Axis;
  width: number;
}

export function AxisWords({ ticks, axis, width }: WordsProps) {
  const { dates, labels } = tickWords(ticks, axis, width, widthOf);
  return (
    <g className="axis">
      {dates.map(({ text, left }) => (
        <text key={left} className="date" x={left} y={11}>
          {text}
        </text>
      ))}
      {labels.map(({ text, left }) => (
        <text key={left} x={left} y={26}>
          {text}
        </text>
      ))}
    </g>
  );
}

export const EventWords = ({ events, zone }: { events: readonly PlacedEvent[]; zone: string }) => (
  <g className="events" transform={`translate(0 ${AXIS_HEIGHT})`}>
    {events.map(({ event, extent, row, label, labelAt }, i) =>
      row === -1 ? null : (
        // biome-ignore lint/suspicious/noArrayIndexKey: events keep their places
        <g key={i} transform={`translate(0 ${row * EVENT_ROW})`}>
          <title>
            {label}, {event.time === null ? "" : spokenTime(event.time, clocksIn(zone))}
          </title>
          <rect
            className="event-bar"
            x={extent.from}
            width={Math.max(3, extent.to - extent.from)}
            y={EVENT_ROW - 5}
            height={3}
            fill={extent.openFrom || extent.openTo ? `url(#event-fade-${i})` : undefined}
          />
          <text x={labelAt} y={EVENT_ROW - 8}>
            {label}
          </text>
        </g>
      ),
    )}
  </g>
);

export const PathLines = ({ legs, strong }: { legs: readonly Leg[]; strong: boolean }) => (
  <g className={strong ? "path strong" : "path"}>
    {legs.map((leg) => {
      const { line, head } = svgCurve(leg, strong ? 1.7 : 1.2);
      return (
        <g key={leg.index}>
          <path className={leg.certain ? "leg" : "leg only-possible"} d={line} />
          <path className="leg-head" d={head} />
        </g>
      );
    })}
  </g>
);

interface NumbersProps {
  legs: readonly Leg[];
  hops: readonly Hop[];
  top: number;
  width: number;
  onHop: (index: number) => void;
}

const STEP: Readonly<Record<string, number>> = {
  ...{ ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 },
};

/** From one number to the next, round at the ends. */
function stepFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = STEP[event.key];
  if (step === undefined) return;
  const all = [...(event.currentTarget.parentElement?.querySelectorAll("button") ?? [])];
  all.at((all.indexOf(event.currentTarget) + step) % all.length)?.focus();
  event.preventDefault();
}

/** The numbers that the hops have in the words; each opens its evidence. Together they are one stop of the Tab key. */
export function HopNumbers({ legs, hops, top, width, onHop }: NumbersProps) {
  const [at, setAt] = useState(-1);
  const shown = legs.filter((leg) => {
    const { x } = badgeOf(leg);
    return x >= 0 && x <= width;
  });
  if (shown.length === 0) return null;
  const stop = shown.find(({ index }) => index === at) ?? shown[0];
  return (
    <div role="toolbar" aria-label="Hops: arrows go from one to the next">
      {shown.map((leg) => {
        const { index } = leg;
        const to = hops[index]?.to;
        const { x, y } = badgeOf(leg);
        return (
          <button
            key={index}
            type="button"
            tabIndex={leg === stop ? 0 : -1}
            className={`hop-number basis-${hops[index]?.basis ?? "none"}`}
            style={{ left: x, top: top + y }}
            aria-label={`Hop ${index + 1}${to ? `, to the ${shortName(to)}` : ""}${hops[index]?.basis === "inferred" ? ", inferred" : ""}: check the evidence`}
            onFocus={() => setAt(index)}
            onClick={(event) => {
              event.stopPropagation();
              onHop(index);
            }}
            onKeyDown={(event) => {
              event.stopPropagation();
              stepFocus(event);
            }}
          >
            {index + 1}
          </button>
        );
      })}
    </div>
  );
}

/** A ring around what is selected, one around where the keys are, and the edges of the first. */
export function Chosen({
  places,
  selected,
  cursor,
  arrows,
}: {
  places: Places;
  selected: number;
  cursor: number;
  arrows: readonly Arrow[];
}) {
  const [chosen, at] = [places(selected), places(cursor)];
  return (
    <g className="chosen">
      {arrows.map((arrow) => {
        const { line, head } = svgCurve(arrow, 1.2);
        return (
          <g key={arrow.edge}>
            <path className={arrow.certain ? "leg" : "leg only-possible"} d={line} />
            <path className="leg-head" d={head} />
          </g>
        );
      })}
      {chosen && <circle className="selected" cx={chosen.x} cy={chosen.y} r={9} />}
      {at && <circle className="cursor" cx={at.x} cy={at.y} r={12} />}
    </g>
  );
}
