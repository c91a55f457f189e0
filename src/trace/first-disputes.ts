/** What stands first on each side of each contradiction, in all and of each group. */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import type { AnswerOrder } from "../model/answer.ts";
import type { ClaimId } from "../model/claim.ts";
import { compare } from "../model/compare.ts";
import type { FirstAnswer } from "../model/first-answer.ts";
import type { Key } from "../model/key.ts";
import { siteOf } from "../model/platform.ts";
import { OPEN } from "../model/time.ts";
import { MAX_DISPUTES, relevantContradictions } from "./disputes.ts";
import { groupsOf } from "./first-groups.ts";
import type { Loaded } from "./loaded.ts";
import { keysOf } from "./solve.ts";
import { bySurest, type Standing, standing } from "./standing.ts";
import { tiersOf } from "./tiers.ts";

/** Items told of those that are first of all, and of each list of a group. */
export const MAX_FIRST = 100;
export const MAX_IN_GROUP = 20;

/** A question of what stands first, put to a view. */
export interface FirstPosed {
  view: View;
  graph: TemporalGraph;
  items: readonly number[];
}

/** What stands first, on a side or granting every claim. */
interface Outcome {
  order: AnswerOrder;
  first: Key[];
  groups: ReadonlyMap<string, Omit<ChangedGroup, "name">>;
}
type ChangedGroup = FirstAnswer["disputes"][number]["sides"][number]["groups"][number];

export const platformOf =
  ({ view }: FirstPosed) =>
  (item: number): string => {
    const platform = view.nodes[item]?.platform;
    return platform === undefined ? "unknown platform" : siteOf(platform);
  };

function outcomeOf(loaded: Loaded, posed: FirstPosed, stand: Standing | undefined): Outcome {
  const tierOf = tiersOf(loaded.snapshot, posed.view);
  const keys = (found: Standing | undefined) =>
    keysOf(posed.view, (found?.items ?? []).toSorted(bySurest(posed.graph)));
  const groups = [
    ...groupsOf(posed, posed.items, platformOf(posed)),
    ...groupsOf(posed, posed.items, (item) => `tier ${tierOf(item) ?? "not known"}`),
  ];
  return {
    order: stand?.order ?? "none",
    first: keys(stand),
    groups: new Map(
      groups.map(({ name, standing: found, appeared }) => [
        name,
        { order: found?.order ?? "none", first: keys(found), appeared },
      ]),
    ),
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const NOTHING = { order: "none", first: [], appeared: OPEN } as const;

/** Groups that come out otherwise on a side, as they then do. */
function changedGroups(granted: Outcome, taken: Outcome): ChangedGroup[] {
  const names = [...new Set([...granted.groups.keys(), ...taken.groups.keys()])].sort(compare);
  return names
    .filter((name) => !same(granted.groups.get(name), taken.groups.get(name)))
    .map((name) => {
      const { order, first, appeared } = taken.groups.get(name) ?? NOTHING;
      return { name, order, first: first.slice(0, MAX_IN_GROUP), appeared };
    });
}

/** `take` puts the question to the claims that are left when some are out. */
export async function disputesOf(
  loaded: Loaded,
  posed: FirstPosed,
  stand: Standing | undefined,
  take: (without: ReadonlySet<ClaimId>) => Promise<FirstPosed>,
): Promise<Pick<FirstAnswer, "disputes" | "disputesNotTried">> {
  const relevant = await relevantContradictions(loaded, posed, posed.items);
  const disputes: FirstAnswer["disputes"] = [];
  if (relevant.length === 0) return { disputes, disputesNotTried: 0 };
  const granted = outcomeOf(loaded, posed, stand);
  for (const { name, kind, about, says, sides } of relevant.slice(0, MAX_DISPUTES)) {
    const tried: FirstAnswer["disputes"][number]["sides"] = [];
    for (const side of sides) {
      const other = await take(new Set(side.removes));
      const taken = outcomeOf(loaded, other, standing(other.graph, other.items));
      const groups = changedGroups(granted, taken);
      const changes: ("order" | "first" | "groups")[] = [];
      if (taken.order !== granted.order) changes.push("order");
      if (!same(taken.first, granted.first)) changes.push("first");
      if (groups.length > 0) changes.push("groups");
      tried.push({
        says: side.says,
        sources: [...side.sources],
        claims: [...side.claims],
        removes: [...side.removes],
        order: taken.order,
        first: taken.first.slice(0, MAX_FIRST),
        groups,
        changes,
      });
    }
    if (tried.every((side) => side.changes.length === 0)) continue;
    disputes.push({ name, kind, about: [...about], says, sides: tried });
  }
  return { disputes, disputesNotTried: Math.max(0, relevant.length - MAX_DISPUTES) };
}
