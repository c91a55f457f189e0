/** A seeded case of made-up items on eight platforms: bursts, intervals, open ends, reshares and links. */
import { join } from "node:path";
import type { Claim, Fact } from "../../src/model/claim.ts";
import type { Hash } from "../../src/model/evidence.ts";
import { type Key, parseKey } from "../../src/model/key.ts";
import type { Interval } from "../../src/model/time.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { type Running, start } from "../api/server.ts";
import { randomFrom } from "../bench/random.ts";
import { importFile } from "../store/check.ts";

const HASH: Hash = `sha256:${"b".repeat(64)}`;
const START = Date.UTC(2017, 4, 3);
const HOUR = 3_600_000;
const MINUTE = 60_000;

type Random = () => number;

/** Most of it in two bursts of some hours, the rest over three days. */
function momentOf(random: Random): number {
  const kind = random();
  if (kind < 0.55) return START + 40 * HOUR + Math.floor((random() + random()) * 2 * HOUR);
  if (kind < 0.8) return START + 60 * HOUR + Math.floor(random() ** 2 * 5 * HOUR);
  return START + Math.floor(random() * 80 * HOUR);
}

interface Made {
  key: Key;
  time: Interval;
}

function itemOf(n: number, at: number, random: Random): Made {
  const kind = random();
  const exact = { earliest: at, latest: at };
  const minute = Math.floor(at / MINUTE) * MINUTE;
  if (kind < 0.7) return { key: parseKey(`twitter:status/${9_000_000_000 + n}`), time: exact };
  if (kind < 0.82) {
    return {
      key: parseKey(`4chan:pol/${1_000_000 + n}`),
      time: { earliest: at, latest: at + 999 },
    };
  }
  if (kind < 0.88) return { key: parseKey(`reddit:t3_${n.toString(36)}`), time: exact };
  if (kind < 0.94) {
    return {
      key: parseKey(`telegram:channel/${n}`),
      time: { earliest: minute, latest: minute + MINUTE - 1 },
    };
  }
  const site = Math.floor(random() * 4);
  const open = random();
  return {
    key: parseKey(`web:https://news${site}.example/story/${n}`),
    time: {
      earliest: open < 0.3 ? null : minute,
      latest: open > 0.8 ? null : minute + Math.floor(random() * 3 * HOUR),
    },
  };
}

function claimOf(made: readonly Made[], n: number, random: Random): Claim {
  const { key, time } = made[n] ?? {
    key: parseKey("case:large/none"),
    time: { earliest: 0, latest: 0 },
  };
  const facts: Fact[] = [
    { fact: "item", item: key, title: `Item ${n}` },
    { fact: "time", item: key, kind: "published", ...time },
  ];
  const earlier = made[Math.floor(n * random())]?.key;
  const before = made[n - 1 - Math.floor(random() * Math.min(n, 40))]?.key;
  if (key.startsWith("twitter:")) {
    const author = parseKey(`twitter:user/${1000 + Math.floor(random() ** 2 * 4000)}`);
    facts.push({ fact: "edge", relation: "POSTED_BY", subject: key, object: author });
    if (before?.startsWith("twitter:")) {
      facts.push({ fact: "edge", relation: "RESHARED_BY", subject: before, object: key });
    }
  }
  if (earlier !== undefined && earlier !== key && random() < 0.5) {
    facts.push({ fact: "edge", relation: "LINKS_TO", subject: key, object: earlier });
  }
  return {
    subject: key,
    place: { bytes: [n * 900, n * 900 + 899], record: n + 1, as: "json" },
    basis: "recorded",
    facts,
  };
}

function claimsOf(count: number): Claim[] {
  const random = randomFrom(11);
  const moments = Array.from({ length: count }, () => momentOf(random)).sort((a, b) => a - b);
  const made = moments.map((at, n) => itemOf(n, at, random));
  return made.map((_, n) => claimOf(made, n, random));
}

/** A server on a store of so many items. */
export async function startLarge(count: number): Promise<Running> {
  const site = await start({ empty: true });
  const store = openSqliteStore(join(site.folder, "store.db"));
  try {
    await importFile(store, { hash: HASH, claims: claimsOf(count) });
  } finally {
    await store.close();
  }
  return site;
}
