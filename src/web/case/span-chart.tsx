/** Coverage in time: for each platform a bar from the first publication known of it to the last. */

import { useCallback, useState } from "react";
import type { Coverage } from "../../model/answer.ts";
import { counted } from "../../model/plain-text.ts";
import { spokenEnd, spokenSince } from "../../model/spoken-time.ts";
import { PlatformName } from "../answer/coverage.tsx";
import { useZone } from "../site/zone.tsx";
import { widthOf } from "../timeline/text-width.ts";
import { placedWords } from "../timeline/tick-words.ts";
import { shown } from "../words/spoken-time.ts";
import { Instant } from "../words/time.tsx";
import { type Axis, axisOf, barOf } from "./axis.ts";

type Platform = Coverage[number];

const counts = ({ items }: Platform): string =>
  items.map(({ type, count }) => counted(count, type)).join(", ");

const percent = (share: number): string => `${(100 * share).toFixed(3)}%`;

const Grid = ({ axis }: { axis: Axis }) =>
  axis.ticks.map(({ ms, at }) => (
    <line key={ms} className="grid" x1={percent(at)} x2={percent(at)} y1="0" y2="100%" />
  ));

/** `05-05 18:35`: the year stands where the days are. */
const dayAndMinute = ({ date, clock }: ReturnType<typeof shown>): string =>
  `${date.slice(-5)} ${clock.slice(0, 5)}`;

function Bar({ platform, axis }: { platform: Platform; axis: Axis }) {
  const bar = barOf(platform, axis);
  return (
    <svg className="span" aria-hidden="true">
      <Grid axis={axis} />
      {bar !== undefined && (
        <rect
          className={bar.isOpen ? "bar open" : "bar"}
          x={percent(bar.start)}
          width={percent(bar.width)}
          y="25%"
          height="50%"
          rx="2"
        />
      )}
    </svg>
  );
}

const Times = ({ from, to }: Platform) => {
  if (from === null && to === null) return <>no time known</>;
  if (from === null && to !== null) {
    return (
      <>
        no start known, until <Instant ms={to} told={spokenEnd} />
      </>
    );
  }
  return (
    <>
      <Instant ms={from ?? 0} told={spokenSince} />{" "}
      {to === null ? (
        ", no end known"
      ) : (
        <>
          to <Instant ms={to} told={spokenEnd} />
        </>
      )}
    </>
  );
};

/** How wide an element is, from when it is on the page. */
function useWidth() {
  const [width, setWidth] = useState(0);
  const watch = useCallback((element: SVGSVGElement | null) => {
    if (element === null) return;
    const watcher = new ResizeObserver(() => setWidth(element.clientWidth));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return [width, watch] as const;
}

function Ticks({ axis }: { axis: Axis }) {
  const { zone } = useZone();
  const [width, watch] = useWidth();
  const words = axis.ticks.map(({ ms, at }) => ({
    at: at * width,
    text: axis.isOfDays ? shown(ms, zone).date : dayAndMinute(shown(ms, zone)),
  }));
  return (
    <svg ref={watch} className="ticks" aria-hidden="true">
      {width > 0 &&
        placedWords(words, width, widthOf).map(({ text, left }) => (
          <text key={left} x={left} y="70%">
            {text}
          </text>
        ))}
    </svg>
  );
}

export function SpanChart({ coverage }: { coverage: Coverage }) {
  const { zone } = useZone();
  const axis = axisOf(coverage, zone);
  return (
    <>
      <div className="narrow-axis">
        <Ticks axis={axis} />
      </div>
      <Spans coverage={coverage} axis={axis} />
    </>
  );
}

function Spans({ coverage, axis }: { coverage: Coverage; axis: Axis }) {
  return (
    <table className="spans">
      <thead>
        <tr>
          <th scope="col">Platform</th>
          <th scope="col" className="axis">
            <span className="unseen">From first to last</span>
            <Ticks axis={axis} />
          </th>
          <th scope="col">Items</th>
          <th scope="col">Published</th>
        </tr>
      </thead>
      <tbody>
        {coverage.map((one) => (
          <tr key={one.platform}>
            <th scope="row">
              <PlatformName platform={one.platform} title={one.title} />
            </th>
            <td className="plot">
              <Bar platform={one} axis={axis} />
            </td>
            <td data-label="items">{counts(one)}</td>
            <td data-label="published" className="times">
              <Times {...one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
