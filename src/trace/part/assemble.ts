/** Makes a loaded graph of what has been read of a store for a question. */
import type { Snapshot } from "../../graph/snapshot.ts";
import type { Basis } from "../../model/basis.ts";
import { compare } from "../../model/compare.ts";
import { handleOfKey, type Key } from "../../model/key.ts";
import type { MergedEdge } from "../../model/merged.ts";
import { Loaded } from "../loaded.ts";
import { readBearers, readOrigins } from "./ends.ts";
import { onTheWay, reachedFrom } from "./expansion.ts";
import type { Fetched, PartReader } from "./fetched.ts";
import { type Frame, namesOf, statementsOf } from "./frame.ts";
import { readTimes } from "./times.ts";
import type { Spread } from "./wanted.ts";

/** Handles that accounts are looked up for. */
const MAX_HANDLES = 100;

const READ: Record<Spread, string> = {
  between: "only between the two ends",
  onward: "only onwards from where it started",
  beside: "only what was asked about and what it took from, or gave to",
};
const restsOnPart = (spread: Spread): string =>
  `the store is too large to be read whole; ${READ[spread]} was read: coverage, disputes and what came nearest are of that; further paths, those by inferred edges too, and contradictions of what came first were not looked for beyond it`;
const HANDLES_LEFT_OUT = `accounts known only by a handle are not named where there are more than ${MAX_HANDLES}, or where too many things mention the handle`;

export interface Asked {
  reader: PartReader;
  frame: Frame;
  fetched: Fetched;
  spread: Spread;
  floors: readonly Basis[];
  /** Every account that has a hand in it may be taken out. */
  triesAccounts: boolean;
  sources: ReadonlySet<Key>;
  targets: ReadonlySet<Key>;
  /** All that the question names. */
  named: ReadonlySet<Key>;
  /** What it takes out, with reshares and copies. */
  removed: ReadonlySet<Key>;
  /** All that is connected with the ends is read. */
  anyWay: boolean;
}

const accountsIn = (edges: Iterable<MergedEdge>, items: ReadonlySet<Key>): Key[] =>
  [...edges].flatMap((edge) =>
    edge.relation === "POSTED_BY" && items.has(edge.subject) ? [edge.object] : [],
  );

/** A loaded snapshot of the edges and nodes that are kept. */
export function assemble(
  { reader, frame, fetched, spread }: Pick<Asked, "reader" | "frame" | "fetched" | "spread">,
  keep: ReadonlySet<Key>,
  whole: ReadonlySet<Key>,
): Loaded {
  const flowEdges = [...fetched.edges].filter(
    ({ giver, receiver }) =>
      whole.has(giver) || whole.has(receiver) || (keep.has(giver) && keep.has(receiver)),
  );
  // A handle is joined to the one account that bore it: none may stand there without the others.
  const isKnown = (key: Key) => handleOfKey(key) === undefined || fetched.handles.has(key);
  const keys = [...fetched.nodes.keys()].filter(isKnown).sort(compare);
  const posting = accountsIn(fetched.others.values(), keep);
  const snapshot: Snapshot = {
    version: frame.version,
    nodes: new Map(
      keys.flatMap((key) => {
        const node = fetched.nodes.get(key);
        return node ? [[key, node] as const] : [];
      }),
    ),
    flowEdges,
    otherEdges: [...fetched.others.values()],
    disputed: frame.disputed,
    members: frame.members,
    remarks: frame.remarks,
    ...statementsOf(frame, namesOf(frame, keys)),
  };
  return Loaded.of(reader, snapshot, frame.evidence, [
    restsOnPart(spread),
    ...(posting.every(isKnown) ? [] : [HANDLES_LEFT_OUT]),
  ]);
}

/** Reads the accounts that bore the handles which post. */
async function readHandles({ fetched, frame }: Asked, accounts: readonly Key[]): Promise<void> {
  const handles = [...new Set(accounts)].filter(
    (key) => handleOfKey(key) !== undefined && !fetched.handles.has(key),
  );
  for (const handle of handles.slice(0, MAX_HANDLES)) {
    await fetched.readNodes(namesOf(frame, (await readBearers(fetched, handle)) ?? []));
  }
}

/** What the answer is about, of all that has been read. */
function itemsIn({ fetched, frame, spread, anyWay, sources, targets, named }: Asked): Set<Key> {
  const ends = () => [...fetched.edges].flatMap(({ giver, receiver }) => [giver, receiver]);
  if (anyWay || spread === "beside") return new Set([...ends(), ...named]);
  const onWay =
    spread === "onward"
      ? reachedFrom(fetched, frame, sources, "forward")
      : onTheWay(fetched, frame, sources, targets);
  return new Set([...onWay, ...named]);
}

/** What has been read so far, with all that times and names of what it is about need. */
export async function loadSoFar(asked: Asked): Promise<Loaded> {
  const { fetched, frame, removed } = asked;
  const items = itemsIn(asked);
  await fetched.readOthers(items);
  const accounts = accountsIn(fetched.others.values(), items);
  await fetched.readNodes([...items, ...namesOf(frame, accounts)]);
  const whole = asked.anyWay ? items : await readTimes(fetched, frame, items, asked, asked.floors);
  await fetched.readOthers([...whole, ...removed]);
  const kept = new Set([...whole, ...removed]);
  if (asked.spread === "beside") for (const key of asked.named) kept.add(key);
  const beside = [...fetched.edges].flatMap(({ giver, receiver }) =>
    kept.has(giver) || kept.has(receiver) ? [giver, receiver] : [],
  );
  await fetched.readNodes(namesOf(frame, beside));
  if (asked.triesAccounts) {
    const hands = await readOrigins(fetched, frame, [...items, ...beside]);
    for (const key of hands) items.add(key);
    await fetched.readOthers(items);
    for (const key of accountsIn(fetched.others.values(), items)) accounts.push(key);
    await fetched.readNodes([...items, ...namesOf(frame, accounts)]);
  }
  await readHandles(asked, accounts);
  return assemble(asked, items, kept);
}
