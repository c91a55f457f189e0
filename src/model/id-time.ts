/** Times that ids and addresses hold. */
import type { Key } from "./key.ts";

/** The Internet Archive began in 1996. */
const FIRST_CAPTURE = Date.UTC(1996, 0, 1);
/** Nothing at or after this decodes: such an id was typed, not given out. */
const NO_ID_FROM = Date.UTC(2100, 0, 1);

/**
 * UTC milliseconds of the second in which an archive copy was taken, as the stamp in its key has
 * it; undefined for one outside 1996 to 2099, or of a day that does not exist.
 */
export function takenByKey(key: Key): number | undefined {
  const stamp = /^wayback:(\d{14})\//.exec(key)?.[1];
  if (stamp === undefined) return undefined;
  const iso = stamp.replace(/^(....)(..)(..)(..)(..)(..)$/, "$1-$2-$3T$4:$5:$6.000Z");
  const ms = Date.parse(iso);
  if (!(ms >= FIRST_CAPTURE && ms < NO_ID_FROM)) return undefined;
  // A day that does not exist would roll over to another.
  return new Date(ms).toISOString() === iso ? ms : undefined;
}

/** Ids that hold milliseconds since an epoch above their last 22 bits, and the first such id. */
const SNOWFLAKES = [
  // Twitter's announcement of snowflake ids. Ids before 4 November 2010 were counted up.
  { id: /^twitter:status\/(\d+)$/, epochMs: 1_288_834_974_657n, first: 29_700_859_247n },
  // Discord's API reference, "Snowflakes". A shorter id would be older than Discord.
  {
    id: /^discord:(?:\d+|@me)\/\d+\/(\d{1,20})$/,
    epochMs: 1_420_070_400_000n,
    first: 10_000_000_000_000_000n,
  },
] as const;

/** Snowflakes have 63 bits. */
const NO_SNOWFLAKE_FROM = 2n ** 63n;

/**
 * Publication in UTC milliseconds where the id of a tweet or chat message encodes it; undefined
 * else, for an id beyond 63 bits, and for a time of 2100 or later.
 */
export function publishedByKey(key: Key): number | undefined {
  for (const { id, epochMs, first } of SNOWFLAKES) {
    const digits = id.exec(key)?.[1];
    if (digits === undefined) continue;
    const number = BigInt(digits);
    if (number < first || number >= NO_SNOWFLAKE_FROM) return undefined;
    const ms = Number((number >> 22n) + epochMs);
    return ms < NO_ID_FROM ? ms : undefined;
  }
  return undefined;
}
