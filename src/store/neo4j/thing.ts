/** Things as they are written: what the store needs, and what a person sees in Neo4j Browser. */
import { caseOfKey, type Key } from "../../model/key.ts";
import type { MergedNode } from "../../model/merged.ts";
import { platformFacts } from "../../model/platform.ts";
import type { ResolvedNode } from "../../model/resolve.ts";
import { formatInstant, type Interval } from "../../model/time.ts";
import { isNodeKey } from "../derive/gathered.ts";
import type { TimedNode } from "../derive/timed-node.ts";
import type { Words } from "../derive/words.ts";
import type { Values } from "./database.ts";
import { boundsOf, shortKey } from "./numbers.ts";

const TIER_LABEL = { fringe: "Fringe", bridge: "Bridge", mainstream: "Mainstream" } as const;

const CAPTION_LENGTH = 60;
const cut = (text: string): string =>
  text.length <= CAPTION_LENGTH ? text : `${text.slice(0, CAPTION_LENGTH).toWellFormed()}…`;

const MINUTE_MS = 60_000;

/** What tells untitled items of one platform apart better than their ids do, if it is known to the minute. */
function placeAndMinute({ key, platform, published }: ResolvedNode): string | undefined {
  const { earliest, latest } = published;
  if (caseOfKey(key) !== undefined || platform === undefined) return undefined;
  if (earliest === null || latest === null || latest - earliest >= MINUTE_MS) return undefined;
  return `${platform} ${spoken(earliest)}`;
}

/** Without the case, or an account's platform: else all would begin alike. */
function shownKey({ key, account }: ResolvedNode): string {
  if (caseOfKey(key) !== undefined) return key.slice(key.indexOf("/") + 1);
  return account ? key.slice(key.indexOf(":") + 1) : key;
}

/** What a date of JavaScript can hold, in milliseconds. */
const MAX_DATE = 8.64e15;
const spoken = (ms: number): string =>
  Math.abs(ms) <= MAX_DATE ? formatInstant(ms) : `${ms} ms after 1970`;

/** Bounds in words, for people. */
export function spokenBounds({ earliest, latest }: Interval): string {
  if (earliest === null && latest === null) return "unknown";
  if (earliest === null) return `by ${spoken(latest ?? 0)}`;
  if (latest === null) return `from ${spoken(earliest)}`;
  return earliest === latest ? spoken(earliest) : `${spoken(earliest)} to ${spoken(latest)}`;
}

const NO_TIME = { earliest: null, latest: null, cannotChange: null };

export interface ThingRow extends Values {
  key: string;
  labels: readonly string[];
  properties: Values;
}

/** How states are written: the same states give the same text. */
export interface StoredStates {
  attested: string;
  states: string;
}
export const storedStates = ({ attested, states }: MergedNode): StoredStates => ({
  attested: attested ?? "none",
  states: JSON.stringify(states),
});

/** Tags have no words and no time. */
const tag = (key: Key): ThingRow => ({
  key: shortKey(key),
  labels: ["Tag"],
  properties: {
    ...{ ...keyed(key), attested: "none", states: "{}", lossy: false },
    caption: cut(key.replace(/^tag:/, "#")),
  },
});

function keyed(key: Key): Values {
  const short = shortKey(key);
  return short === key ? { key } : { key: short, longKey: key };
}

/** With its words if they are new. */
export function thingRow(timed: TimedNode, lossy: boolean, words: Words | undefined): ThingRow {
  const { node, resolved } = timed;
  if (!isNodeKey(node.key)) return tag(node.key);
  const { account, type, platform, title, text, names, handles, published, cannotChange } =
    resolved;
  const tier = platform === undefined ? undefined : platformFacts(platform)?.tier;
  const kinds = account
    ? ["Account"]
    : ["Item", ...(type === undefined ? [] : [type === "post" ? "Post" : "Document"])];
  const caption = account ? (names[0] ?? handles[0]) : (title ?? text ?? placeAndMinute(resolved));
  return {
    key: shortKey(node.key),
    labels: [...kinds, ...(tier === undefined ? [] : [TIER_LABEL[tier]])],
    properties: {
      ...keyed(node.key),
      ...storedStates(node),
      lossy,
      ...(words ? { words: words.line, size: words.size } : {}),
      caption: cut(caption ?? shownKey(resolved)),
      type: type ?? null,
      platform: platform === undefined ? null : shortKey(platform),
      tier: tier ?? null,
      title: title === undefined ? null : cut(title),
      published: account ? null : spokenBounds(published),
      ...(account ? NO_TIME : { ...boundsOf(published), cannotChange }),
    },
  };
}
