/** What an answer grants that its evidence does not itself say: zones, above all. */
import { countsUnder } from "../graph/snapshot.ts";
import type { View } from "../graph/view.ts";
import { strictlyContains } from "../model/time.ts";
import type { Loaded } from "./loaded.ts";
import type { Selector } from "./selector.ts";

/** Sentences for the zones granted or unknown in the publication times of the nodes. */
export async function assumptionsFor(
  loaded: Loaded,
  view: View,
  nodes: readonly number[],
): Promise<string[]> {
  const sentences = new Set<string>();
  const nodeOf = new Map(
    nodes.flatMap((index) => {
      const node = view.nodes[index];
      return node ? (node.join?.members ?? [node.key]).map((key) => [key, node] as const) : [];
    }),
  );
  for (const claim of await loaded.reader.claimsAbout([...nodeOf.keys()], [])) {
    if (!countsUnder(view.filter)(claim)) continue;
    for (const fact of claim.facts) {
      const node = fact.fact === "time" ? nodeOf.get(fact.item) : undefined;
      if (fact.fact !== "time" || !node || !fact.zone) continue;
      // What others say more closely does not rest on this zone.
      if (fact.kind === "published" && strictlyContains(fact, node.published)) continue;
      const { name, reason, note } = fact.zone;
      if (reason === "granted") {
        sentences.add(
          `granting that the times of ${node.key} are in ${name ?? "their zone"}${note ? ` (${note})` : ""}`,
        );
      }
      if (reason === "unknown") {
        sentences.add(
          `the zone of "${fact.asWritten ?? "the time"}" of ${node.key} is unknown, so its time is widened over all zones`,
        );
      }
    }
  }
  return [...sentences].sort();
}

/** Sentences for handles that several accounts bore, where a question names them. */
export function handleAssumptions(view: View, selectors: readonly Selector[]): string[] {
  return selectors.flatMap((selector) => {
    const bearers = selector.kind === "key" ? (view.bearersOf.get(selector.key) ?? []) : [];
    if (selector.kind !== "key" || bearers.length < 2) return [];
    const accounts = bearers.flatMap((index) => view.nodes[index]?.key ?? []);
    return [
      `granting that ${selector.key} means all accounts that bore it: ${accounts.join(", ")}`,
    ];
  });
}
