/** Times on the page, in the zone that is chosen; the exact bounds in UTC and the words of the sources on hover. */
import { redacted } from "../../model/plain-text.ts";
import { formatInstant, type Interval } from "../../model/time.ts";
import { useZone } from "../site/zone.tsx";
import { spokenDeparture, spokenInstant, spokenTime, spokenWindow } from "./spoken-time.ts";

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
      {spokenTime(interval, zone)}
    </span>
  );
}

export function Instant({ ms }: { ms: number }) {
  const { zone } = useZone();
  return (
    <time className="when" dateTime={new Date(ms).toISOString()} title={formatInstant(ms)}>
      {spokenInstant(ms, zone)}
    </time>
  );
}

export function Departure({ interval }: { interval: Interval }) {
  const { zone } = useZone();
  return <span title={bounds(interval)}>{spokenDeparture(interval, zone)}</span>;
}

/** Led by a comma, so that it can end a sentence; nothing for no bound. */
export function Window({ interval }: { interval: Interval }) {
  const { zone } = useZone();
  const said = spokenWindow(interval, zone);
  return said === "" ? null : <>, {said}</>;
}
