/** A timeline with all that belongs to it: controls, bands, overview, legend, table, notes. */
import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Hop } from "../../model/answer.ts";
import type { TimelineAnswer } from "../../model/timeline-answer.ts";
import { useOpenAnswer } from "../answer/open-answer.tsx";
import type { Caption } from "../saving/caption.ts";
import { useZone } from "../site/zone.tsx";
import { bandsOf, type TierName } from "./bands.ts";
import { headOf } from "./events.ts";
import { Gutter } from "./gutter.tsx";
import { Legend } from "./legend.tsx";
import { edgesOn } from "./legs.ts";
import { type Line, lineOf } from "./line.ts";
import { Beside } from "./notes.tsx";
import { Overview } from "./overview.tsx";
import { Plot, showItem } from "./plot.tsx";
import { Saving } from "./saving.tsx";
import { packingAt, type Scene, sceneOf } from "./scene.ts";
import { Summary } from "./summary.tsx";
import { TimelineTable } from "./table.tsx";
import { widthOf } from "./text-width.ts";
import { useZoom, type Zoomed } from "./use-zoom.ts";
import type { TimeWindow } from "./window.ts";
import { coarse } from "./words.ts";
import "./timeline.css";

const GUTTER = 176;
/** Narrower than this, names stand above their bands. */
const ROOM_FOR_NAMES = 640;

function padded(from: number, to: number, share: number): TimeWindow {
  const by = Math.max(1000, (to - from) * share);
  return { from: from - by, to: to + by };
}

/** From the first time on the paths to the last. */
function spanOfPaths(paths: readonly (readonly Hop[])[]): TimeWindow | null {
  const known = paths.flatMap((hops) =>
    hops.flatMap(({ from, to, time }) =>
      [from.published, to.published, time].flatMap(({ earliest, latest }) => [earliest, latest]),
    ),
  );
  const times = known.filter((time) => time !== null);
  return times.length === 0 ? null : padded(Math.min(...times), Math.max(...times), 0.12);
}

function useWidth() {
  const body = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!body.current) return;
    const observer = new ResizeObserver(([entry]) =>
      setWidth(Math.floor(entry?.contentRect.width ?? 0)),
    );
    observer.observe(body.current);
    setWidth(Math.floor(body.current.clientWidth));
    return () => observer.disconnect();
  }, []);
  return { body, width };
}

interface ControlsProps {
  zoomed: Zoomed;
  first: TimeWindow | null;
}

function Controls({ zoomed, first }: ControlsProps) {
  const { zone } = useZone();
  const { window, zoomBy, moveBy, show, showAll } = zoomed;
  return (
    <div className="timeline-controls" role="toolbar" aria-label="Window of time">
      <button type="button" aria-label="Zoom in" onClick={() => zoomBy(2)}>
        +
      </button>
      <button type="button" aria-label="Zoom out" onClick={() => zoomBy(0.5)}>
        −
      </button>
      <button type="button" aria-label="Earlier" onClick={() => moveBy(-0.5)}>
        ←
      </button>
      <button type="button" aria-label="Later" onClick={() => moveBy(0.5)}>
        →
      </button>
      {first !== null && (
        <button type="button" onClick={() => show(first)}>
          The path
        </button>
      )}
      <button type="button" onClick={showAll}>
        All of it
      </button>
      <p className="when">
        {coarse(window.from, window, zone)} <span aria-hidden="true">–</span>
        <span className="unseen">to</span> {coarse(window.to, window, zone)}
      </p>
    </div>
  );
}

interface ChartProps {
  line: Line;
  paths: readonly (readonly Hop[])[];
  around: Caption | null;
  width: number;
}

function useFolded() {
  const [folded, setFolded] = useState<ReadonlySet<TierName>>(new Set());
  const fold = (tier: TierName) => {
    const next = new Set(folded);
    if (!next.delete(tier)) next.add(tier);
    setFolded(next);
  };
  return { folded, fold };
}

function useSelected(line: Line, zoomed: Zoomed) {
  const { selected, select, open } = useOpenAnswer();
  const item = selected === null ? -1 : (line.itemOf.get(selected) ?? -1);
  const follow = useEffectEvent(() => showItem(line, zoomed, item));
  // biome-ignore lint/correctness/useExhaustiveDependencies: followed when another is selected, not when the window moves
  useEffect(() => follow(), [item]);
  const onSelect = (chosen: number) => select(line.answer.items.key[chosen] ?? null);
  const onHop = (hops: readonly Hop[], index: number) => {
    select(hops[index]?.to.key ?? null);
    open({ on: "hop", hops, index });
  };
  return { item, onSelect, onHop };
}

function Chart({ line, paths, around, width }: ChartProps) {
  const { zone } = useZone();
  const surface = useRef<HTMLDivElement>(null);
  const above = width < ROOM_FOR_NAMES;
  const inner = above ? width : width - GUTTER;
  const whole = useMemo(() => padded(line.span[0], line.span[1], 0.04), [line]);
  const first = useMemo(() => spanOfPaths(paths), [paths]);
  const zoomed = useZoom(surface, inner, whole, first ?? whole);
  const { folded, fold } = useFolded();
  const bands = useMemo(() => bandsOf(line, folded, above), [line, folded, above]);
  const { scale, axis } = zoomed;
  const packing = useMemo(
    () => packingAt(line, (ms) => (ms - line.span[0]) * scale, widthOf),
    [line, scale],
  );
  const onPaths = useMemo(() => edgesOn(paths, line), [paths, line]);
  const scene = useMemo(
    () => sceneOf(line, bands, packing, onPaths, axis, inner),
    [line, bands, packing, onPaths, axis, inner],
  );
  const { item, onSelect, onHop } = useSelected(line, zoomed);
  return (
    <>
      <div className="timeline-above">
        <Controls zoomed={zoomed} first={first} />
        <Saving {...{ line, paths, folded, around, zone }} window={zoomed.window} />
      </div>
      <div className={above ? "timeline-sheet above" : "timeline-sheet"}>
        <Gutter bands={bands} scenes={scene.bands} above={above} top={headOf(line)} onFold={fold} />
        <Plot
          {...{ surface, line, bands, scene, zoomed, zone, paths, onSelect, onHop }}
          width={inner}
          selected={item}
        />
        <Overview line={line} whole={whole} zoomed={zoomed} width={inner} />
      </div>
      <Below {...{ line, scene, paths, zoomed }} selected={item} />
    </>
  );
}

interface BelowProps {
  line: Line;
  scene: Scene;
  paths: readonly (readonly Hop[])[];
  zoomed: Zoomed;
  selected: number;
}

const Below = ({ line, scene, paths, zoomed, selected }: BelowProps) => (
  <>
    <Summary line={line} scene={scene} paths={paths} />
    <Legend />
    <TimelineTable line={line} window={zoomed.window} selected={selected} />
    <Beside answer={line.answer} />
  </>
);

interface TimelineProps {
  answer: TimelineAnswer;
  /** Paths of the answer around it; the first is drawn strong. */
  paths: readonly (readonly Hop[])[];
  /** What the answer says of itself that it stands under. */
  around: Caption | null;
}

export function Timeline({ answer, paths, around }: TimelineProps) {
  const line = useMemo(() => lineOf(answer), [answer]);
  const { body, width } = useWidth();
  return (
    <div className="timeline" ref={body}>
      {line.count === 0 ? (
        <p>Nothing here has a time.</p>
      ) : (
        width > 0 && <Chart {...{ line, paths, around, width }} />
      )}
      {line.count === 0 && <Beside answer={answer} />}
    </div>
  );
}
