/** Times of Bluesky: those that the author's own program writes, and those that servers write. */
import { instant, type Time } from "../../model/time.ts";

const ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";
/** A timestamp identifier of the AT Protocol: 53 bits of microseconds, 10 of a clock. */
const TID = /^[2-7a-j][2-7a-z]{12}$/;
const CLOCK_BITS = 10n;
/** Older and newer ones were typed, not counted. */
const [FROM, TO] = [Date.UTC(2000, 0, 1), Date.UTC(2100, 0, 1)];

/** UTC milliseconds in the name of a record, as its author's program counted them. */
function msOfName(name: string): number | undefined {
  if (!TID.test(name)) return undefined;
  let bits = 0n;
  for (const char of name) bits = bits * 32n + BigInt(ALPHABET.indexOf(char));
  const ms = Number((bits >> CLOCK_BITS) / 1000n);
  return ms >= FROM && ms < TO ? ms : undefined;
}

export function timeOfName(name: string): Time | undefined {
  const ms = msOfName(name);
  if (ms === undefined) return undefined;
  return {
    ...instant(ms, "millisecond", name),
    zone: { name: "UTC", reason: "documented", note: "decoded from the name of the record" },
  };
}

/** What was there by a time and says nothing of when it began. */
export const byThen = ({ latest, ...time }: Time): Time => ({ ...time, earliest: null, latest });
