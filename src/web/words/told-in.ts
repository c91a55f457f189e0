/** Sentences that the server words, in any zone. */
import { shown } from "./spoken-time.ts";

const INSTANT = /([+-]?\d{4,6}-\d\d-\d\d) (\d\d:\d\d(?::\d\d(?:\.\d{3})?)?) UTC\b/g;

/** What stands in quotation marks, as evidence says it. */
const QUOTE = /(“[^”]*”)/;

function instantIn(written: string, date: string, clock: string, zone: string): string {
  const ms = Date.parse(`${date}T${clock}Z`);
  if (Number.isNaN(ms)) return written;
  const there = shown(ms, zone);
  // A zone whose offset has seconds shows some where UTC shows none.
  const isWhole = /^[0:.]*$/.test(there.clock.slice(clock.length));
  const told = isWhole ? there.clock.slice(0, clock.length) : there.clock;
  return `${there.date} ${told} (${zone}, ${there.offset})`;
}

/** A sentence with its instants in another zone, by its name and its offset then; quotes stay as they are. */
export function toldIn(text: string, zone: string): string {
  if (zone === "UTC") return text;
  return text
    .split(QUOTE)
    .map((part) =>
      part.startsWith("“")
        ? part
        : part.replace(INSTANT, (written: string, date: string, clock: string) =>
            instantIn(written, date, clock, zone),
          ),
    )
    .join("");
}
