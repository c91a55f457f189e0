/** Sentences that the server words: the instants in them in the zone that is chosen. */
import { useZone } from "../site/zone.tsx";
import { shown } from "./spoken-time.ts";
import { Words } from "./text.tsx";

const INSTANT = /([+-]?\d{4,6}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3}) UTC\b/g;

/** What stands in quotation marks, as evidence says it. */
const QUOTE = /(“[^”]*”)/;

function instantIn(written: string, date: string, clock: string, zone: string): string {
  const ms = Date.parse(`${date}T${clock}Z`);
  if (Number.isNaN(ms)) return written;
  const there = shown(ms, zone);
  return `${there.date} ${there.clock} (${zone}, ${there.offset})`;
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

interface ToldProps {
  text: string;
  length?: number;
}

/** What is wholly of evidence is put on the page by `Words`, never by this. */
export function Told({ text, length = 300 }: ToldProps) {
  const { zone } = useZone();
  return <Words text={toldIn(text, zone)} length={length} />;
}
