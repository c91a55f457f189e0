/** The drawing itself: canvas for marks, SVG for what must be crisp, pointer and keys. */
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Hop } from "../../model/answer.ts";
import type { Bands } from "./bands.ts";
import { COLUMN } from "./density.ts";
import { headOf, placeEvents } from "./events.ts";
import { Hint, type Pointed } from "./hint.tsx";
import { AxisWords, Chosen, EventWords, Ground, HopNumbers, PathLines } from "./layers.tsx";
import { legsOf } from "./legs.ts";
import type { Line } from "./line.ts";
import { paintScene } from "./paint.ts";
import { arrowOf, hitAt, type Places, type Scene } from "./scene.ts";
import { type Step, stepFrom } from "./steps.ts";
import { widthOf } from "./text-width.ts";
import { ticksOver } from "./ticks.ts";
import { useColours } from "./use-colours.ts";
import type { Zoomed } from "./use-zoom.ts";
import { describe } from "./words.ts";

/** Edges of what is selected that are drawn. */
const MAX_OWN = 200;

export interface PlotProps {
  surface: RefObject<HTMLDivElement | null>;
  line: Line;
  bands: Bands;
  scene: Scene & { places: Places };
  zoomed: Zoomed;
  width: number;
  zone: string;
  paths: readonly (readonly Hop[])[];
  selected: number;
  onSelect: (item: number) => void;
  onHop: (hops: readonly Hop[], index: number) => void;
}

function useCanvas({ line, bands, scene, width }: PlotProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours(canvas);
  const { height } = bands;
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context || !colours || width === 0) return;
    const density = Math.min(3, devicePixelRatio || 1);
    const [across, down] = [Math.round(width * density), Math.round(height * density)];
    if (element.width !== across) element.width = across;
    if (element.height !== down) element.height = down;
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, width, height);
    paintScene(context, line, scene, colours);
  }, [line, scene, width, height, colours]);
  return canvas;
}

const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: "before",
  ArrowRight: "after",
  ArrowUp: "above",
  ArrowDown: "below",
};

/** What the keys do; false for those that are not ours. */
function useKeys({ line, bands, zoomed, selected, onSelect }: PlotProps) {
  const [cursor, setCursor] = useState(-1);
  const go = (step: Step) => {
    const next = stepFrom(line, bands, cursor === -1 ? selected : cursor, step, zoomed.window);
    setCursor(next);
    showItem(line, zoomed, next);
  };
  const press = (event: KeyboardEvent): boolean => {
    const step = STEPS[event.key];
    if (step !== undefined && event.shiftKey) {
      zoomed.moveBy(step === "before" || step === "above" ? -0.25 : 0.25);
    } else if (step !== undefined) go(step);
    else if (event.key === "+" || event.key === "=") zoomed.zoomBy(2);
    else if (event.key === "-") zoomed.zoomBy(0.5);
    else if (event.key === "0" || event.key === "Home") zoomed.showAll();
    else if ((event.key === "Enter" || event.key === " ") && cursor !== -1) onSelect(cursor);
    else if (event.key === "Escape") {
      setCursor(-1);
      onSelect(-1);
    } else return false;
    return true;
  };
  return { cursor, setCursor, press };
}

/** Moves the window, without zooming, if the item is not in it. */
export function showItem({ at }: Line, { window, show }: Zoomed, item: number): void {
  const [low, high] = [at.low[item] ?? Number.NaN, at.high[item] ?? Number.NaN];
  const [from, to] = [Number.isFinite(low) ? low : high, Number.isFinite(high) ? high : low];
  if (Number.isNaN(from) || (to >= window.from && from <= window.to)) return;
  const half = (window.to - window.from) / 2;
  show({ from: (from + to) / 2 - half, to: (from + to) / 2 + half });
}

/** What is under the pointer stays true while the drawing moves under it. */
function usePointer(props: PlotProps, top: number) {
  const { surface, scene, zoomed, width, onSelect } = props;
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const placeOf = (event: MouseEvent) => {
    const box = surface.current?.getBoundingClientRect();
    return box ? { x: event.clientX - box.left, y: event.clientY - box.top } : null;
  };
  const hitOn = (place: { x: number; y: number } | null): Pointed | null => {
    const hit = place && hitAt(scene, place.x, place.y - top, COLUMN);
    return hit ? { ...place, hit } : null;
  };
  const click = (event: MouseEvent) => {
    const there = hitOn(placeOf(event));
    if (there === null) onSelect(-1);
    else if (there.hit.on === "mark") onSelect(there.hit.item);
    else {
      const { from, to } = zoomed.window;
      const msAt = (column: number) => from + ((column * COLUMN) / width) * (to - from);
      zoomed.show({ from: msAt(there.hit.column - 4), to: msAt(there.hit.column + 5) });
    }
  };
  return {
    pointed: hitOn(at),
    move: (event: MouseEvent) => setAt(placeOf(event)),
    leave: () => setAt(null),
    click,
  };
}

function ownArrows({ line, scene, zoomed, selected }: PlotProps) {
  const edges = [...(line.into.get(selected) ?? []), ...(line.outOf.get(selected) ?? [])];
  return edges
    .slice(0, MAX_OWN)
    .flatMap((edge) => arrowOf(line, edge, scene.places, zoomed.axis) ?? []);
}

export function Plot(props: PlotProps) {
  const { surface, line, bands, scene, zoomed, width, zone, paths, selected, onHop } = props;
  const { axis, window } = zoomed;
  const top = headOf(line);
  const height = top + bands.height;
  const canvas = useCanvas(props);
  const { cursor, setCursor, press } = useKeys(props);
  const { pointed, move, leave, click } = usePointer(props, top);
  const ticks = ticksOver(window, width, zone);
  const events = placeEvents(line.answer.events, axis, width, widthOf);
  const drawn = useMemo(
    () => paths.map((hops) => ({ hops, legs: legsOf(hops, line, scene.places, axis) })),
    [paths, line, scene, axis],
  );
  const told = cursor === -1 ? null : describe(line, cursor, zone);
  useEffect(() => {
    if (selected === -1) setCursor(-1);
  }, [selected, setCursor]);
  const best = drawn[0];
  return (
    <div
      ref={surface}
      className="timeline-plot"
      style={{ height }}
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move among the marks, which a canvas cannot hold as elements
      tabIndex={0}
      aria-label="Timeline: arrows go from item to item, Enter selects, plus and minus zoom, shift and arrows move, 0 shows all. The same stands in the table below."
      onKeyDown={(event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        if (press(event)) event.preventDefault();
      }}
      onClick={click}
      onMouseMove={move}
      onMouseLeave={leave}
    >
      <Ground {...{ ticks, events, axis, width, height }} />
      <canvas ref={canvas} style={{ top, width, height: bands.height }} />
      <svg className="timeline-over" width={width} height={height} aria-hidden="true">
        <AxisWords ticks={ticks} axis={axis} width={width} />
        <EventWords events={events} zone={zone} />
        <g transform={`translate(0 ${top})`}>
          <Chosen places={scene.places} arrows={ownArrows(props)} {...{ selected, cursor }} />
          {drawn.toReversed().map(({ hops, legs }) => (
            <PathLines
              key={hops.map(({ to }) => to.key).join(" ")}
              legs={legs}
              strong={hops === best?.hops}
            />
          ))}
        </g>
      </svg>
      {best && (
        <HopNumbers
          legs={best.legs}
          hops={best.hops}
          {...{ top, width }}
          onHop={(index) => onHop(best.hops, index)}
        />
      )}
      {pointed && <Hint {...{ line, pointed, zone, width, window }} />}
      <p className="unseen" aria-live="polite">
        {told &&
          [told.name, told.time, ...(told.alone === null ? [] : [told.alone]), ...told.more].join(
            "; ",
          )}
      </p>
    </div>
  );
}
