/** The zone in which times are shown. UTC until a person chooses another; kept in this browser. */
import { createContext, type ReactNode, use, useMemo, useState } from "react";

const KEY = "headwater:zone";

interface Zone {
  zone: string;
  setZone: (zone: string) => void;
}

const ZoneContext = createContext<Zone>({ zone: "UTC", setZone: () => undefined });

export const useZone = (): Zone => use(ZoneContext);

/** Of this machine. */
const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const isZone = (zone: string): boolean =>
  zone === "UTC" || zone === ownZone() || Intl.supportedValuesOf("timeZone").includes(zone);

/** Storage may be forbidden, or hold what somebody else wrote. */
function keptZone(): string {
  try {
    const kept = localStorage.getItem(KEY) ?? "UTC";
    return isZone(kept) ? kept : "UTC";
  } catch {
    return "UTC";
  }
}

function keepZone(zone: string): void {
  try {
    localStorage.setItem(KEY, zone);
  } catch {
    // Then it lasts as long as the page.
  }
}

export function ZoneProvider({ children }: { children: ReactNode }) {
  const [zone, choose] = useState(keptZone);
  const value = useMemo(
    () => ({
      zone,
      setZone: (chosen: string) => {
        keepZone(chosen);
        choose(chosen);
      },
    }),
    [zone],
  );
  return <ZoneContext value={value}>{children}</ZoneContext>;
}

const COMMON = [
  "Europe/London",
  "Europe/Paris",
  "Europe/Moscow",
  "America/New_York",
  "America/Los_Angeles",
];

/** UTC and this machine's zone at one click, any other from a list. */
export function ZonePicker() {
  const { zone, setZone } = useZone();
  const near = [...new Set(["UTC", ownZone()])].filter((one) => one !== "Etc/UTC");
  const listed = near.includes(zone) ? "" : zone;
  return (
    <fieldset className="zone-picker">
      <legend>Times in</legend>
      {near.map((one) => (
        <button key={one} type="button" aria-pressed={zone === one} onClick={() => setZone(one)}>
          {one}
        </button>
      ))}
      <select
        aria-label="Another zone"
        value={listed}
        onChange={({ target }) => setZone(target.value === "" ? "UTC" : target.value)}
      >
        <option value="">other zone</option>
        <optgroup label="Often asked for">
          {COMMON.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </optgroup>
        <optgroup label="All">
          {Intl.supportedValuesOf("timeZone").map((one) => (
            <option key={one}>{one}</option>
          ))}
        </optgroup>
      </select>
    </fieldset>
  );
}
