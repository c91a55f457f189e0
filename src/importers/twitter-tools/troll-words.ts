/** Links, tags and mentions in the text of a FiveThirtyEight row, which lists none of them. */
import type { Said } from "../reading/said.ts";
import type { Row } from "../reading/table.ts";
import { linksInText } from "../reading/text-links.ts";
import { accountOf, cellOf, type SaidLink } from "../twitter/tweet-said.ts";

/** Where the first, second and third t.co address of the text led. */
const STEPS = ["tco1_step1", "tco2_step1", "tco3_step1"];
/** With the mark of a text that breaks off in it, which makes it none. */
const SHORT = /https?:\/\/t\.co\/\w{1,20}(\u2026|\.{3})?/g;
/** As Twitter reads them: a tag is no number alone, and both begin a word. */
const TAG = /(?<![\p{L}\p{N}_&/])[#\uff03]([\p{L}\p{M}\p{N}_]+)/gu;
const MENTION = /(?<![\p{L}\p{N}_@/.])@(\w{1,20})/gu;

/** Where each whole t.co address led, up to the first that breaks off: no column tells of that one. */
function ledTo(row: Row, content: string): ReadonlyMap<string, Said> {
  const led = new Map<string, Said>();
  for (const [index, [short, cut]] of [...content.matchAll(SHORT)].entries()) {
    const step = STEPS[index];
    if (cut !== undefined || step === undefined) break;
    const target = cellOf(row, step);
    if (target) led.set(short, target);
  }
  return led;
}

function linksIn(row: Row, content: Said | undefined): SaidLink[] {
  const led = ledTo(row, content?.value ?? "");
  const links = linksInText(content?.value ?? "").map((value): SaidLink => {
    const url = { value, at: content?.at ?? "" };
    const target = led.get(value);
    return target ? { url: target, short: url } : { url };
  });
  // What an address that breaks off led to is a link all the same.
  const paired = new Set([...led.values()].map(({ at }) => at));
  const more = STEPS.flatMap((step) => cellOf(row, step) ?? []).filter(({ at }) => !paired.has(at));
  return [...links, ...more.map((url) => ({ url }))];
}

const found = (pattern: RegExp, text: Said | undefined): Said[] =>
  [...(text?.value.matchAll(pattern) ?? [])].map(([, value = ""]) => ({
    value,
    at: text?.at ?? "",
  }));

export function wordsIn(row: Row) {
  const text = cellOf(row, "content");
  return {
    text,
    links: linksIn(row, text),
    tags: found(TAG, text).filter(({ value }) => /\p{L}/u.test(value)),
    mentioned: found(MENTION, text).flatMap((handle) => accountOf({ handle }) ?? []),
  };
}
