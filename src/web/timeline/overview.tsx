/** All of the time at a glance, with the window on it, which can be drawn anew or moved. */
import { brushX, type D3BrushEvent } from "d3-brush";
import { select } from "d3-selection";
import { useEffect, useMemo, useRef } from "react";
import { COLUMN, densityOf } from "./density.ts";
import type { Line } from "./line.ts";
import type { Zoomed } from "./use-zoom.ts";
import type { TimeWindow } from "./window.ts";

const HEIGHT = 36;

interface OverviewProps {
  line: Line;
  whole: TimeWindow;
  zoomed: Zoomed;
  width: number;
}

function useBrush({ whole, zoomed, width }: OverviewProps) {
  const group = useRef<SVGGElement>(null);
  const busy = useRef(false);
  const { show, window } = zoomed;
  const brush = useMemo(
    () =>
      brushX<unknown>()
        .extent([
          [0, 0],
          [width, HEIGHT],
        ])
        .handleSize(10)
        .on("start brush end", (event: D3BrushEvent<unknown>) => {
          if (!event.sourceEvent) return;
          busy.current = event.type !== "end";
          const [from, to] = event.selection ?? [];
          if (typeof from !== "number" || typeof to !== "number" || to - from < 1) return;
          const at = (x: number) => whole.from + (x / width) * (whole.to - whole.from);
          show({ from: at(from), to: at(to) });
        }),
    [whole, width, show],
  );
  useEffect(() => {
    if (!group.current) return;
    const selection = select<SVGGElement, unknown>(group.current);
    selection.call(brush);
    return () => {
      selection.on(".brush", null).selectAll("*").remove();
    };
  }, [brush]);
  useEffect(() => {
    if (!group.current || busy.current) return;
    const at = (ms: number) => ((ms - whole.from) / (whole.to - whole.from)) * width;
    select<SVGGElement, unknown>(group.current).call(brush.move, [
      at(window.from),
      Math.min(width, at(window.to)),
    ]);
  }, [brush, whole, width, window]);
  return group;
}

/** Drawn once: nothing of it changes with the window. */
function useColumns(line: Line, whole: TimeWindow, width: number) {
  return useMemo(() => {
    const all = Int32Array.from({ length: line.count }, (_, item) => item);
    const scale = width / (whole.to - whole.from);
    const { certain, possible, most } = densityOf(
      line.at,
      all,
      (ms) => (ms - whole.from) * scale,
      width,
    );
    const bars = (counts: Int32Array) =>
      [...counts].map((count, i) => {
        const height = count === 0 ? 0 : Math.max(2, (HEIGHT - 4) * Math.sqrt(count / most));
        const at = { x: i * COLUMN, y: HEIGHT - height, width: COLUMN - 1, height };
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
        return count === 0 ? null : <rect key={i} {...at} />;
      });
    return (
      <g className="overview-columns">
        <g className="may">{bars(possible)}</g>
        {bars(certain)}
      </g>
    );
  }, [line, whole, width]);
}

export function Overview(props: OverviewProps) {
  const { line, whole, width } = props;
  const group = useBrush(props);
  const columns = useColumns(line, whole, width);
  return (
    <svg className="timeline-overview" width={width} height={HEIGHT} aria-hidden="true">
      {columns}
      <g className="brush" ref={group} />
    </svg>
  );
}
