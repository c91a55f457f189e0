/** Times on the page, in the zone that is chosen; the exact bounds in UTC and the words of the sources on hover. */
import { redacted } from "../../model/plain-text.ts";
import {
  type Clocks,
  spokenDeparture,
  spokenInstant,
  spokenTime,
  spokenWindow,
} from "../../model/spoken-time.ts";
import { formatInstant, type Interval } from "../../model/time.ts";
import { useZone } from "../site/zone.tsx";
import { clocksIn } from "./spoken-time.ts";

const bounds = ({ earliest, latest }: Interval): string =>
  earliest === null && latest === null
    ? "No source bounds this time."
    : `Earliest ${formatInstant(earliest)}, latest ${formatInstant(latest)}.`;

const hover = (interval: Interval, asWritten: readonly string[]): string =>
  [bounds(interval), ...asWritten.map((one) => `As written: “${redacted(one)}”`)].join("\n");

interface TimeProps {
  interval: Interval;
  /** What sources write of it. */
  asWritten?: readonly string[];
}

/** `at …`, `between … and …`, `by …`. */
export function When({ interval, asWritten = [] }: TimeProps) {
  const { zone } = useZone();
  return (
    <span className="when" title={hover(interval, asWritten)}>
      {spokenTime(interval, clocksIn(zone))}
    </span>
  );
}

interface InstantProps {
  ms: number;
  /** Of an end of a time that is known less closely. */
  told?: (ms: number, clocks: Clocks) => string;
}

export function Instant({ ms, told = spokenInstant }: InstantProps) {
  const { zone } = useZone();
  return (
    <time className="when" dateTime={new Date(ms).toISOString()} title={formatInstant(ms)}>
      {told(ms, clocksIn(zone))}
    </time>
  );
}

export function Departure({ interval }: { interval: Interval }) {
  const { zone } = useZone();
  return <span title={bounds(interval)}>{spokenDeparture(interval, clocksIn(zone))}</span>;
}

/** Led by a comma, so that it can end a sentence; nothing for no bound. */
export function Window({ interval }: { interval: Interval }) {
  const { zone } = useZone();
  return <>{spokenWindow(interval, clocksIn(zone))}</>;
}
