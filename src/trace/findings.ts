/** Findings: what a person should look at in the evidence loaded. Computed afresh, never stored. */
import type { Astray } from "../graph/leads.ts";
import type { View } from "../graph/view.ts";
import type { Finding } from "../model/case-answer.ts";
import { type Key, kindOfKey } from "../model/key.ts";
import { captureFindings } from "./captures-compared.ts";
import type { ContradictionSide } from "./contradiction-sides.ts";
import { contradictionsOf } from "./contradictions.ts";
import { goneFindings } from "./gone.ts";
import type { Loaded } from "./loaded.ts";

const CONTRADICTION = {
  declared: "declared contradiction",
  time: "time contradiction",
  order: "order contradiction",
} as const;

/** A side that lets go of the one record there is has nobody to speak for it. */
const sideOf = ({ says, sources }: ContradictionSide): string =>
  sources.length === 0 ? says : `${says} (${sources.join(", ")})`;

async function contradictionFindings(loaded: Loaded, view: View): Promise<Finding[]> {
  return (await contradictionsOf(loaded, view)).map(({ kind, about, name, says, sides }) => ({
    kind: CONTRADICTION[kind],
    about: [...about],
    says: `${name}: ${says}: ${sides.map(sideOf).join(" | ")}`,
    claims: [...new Set(sides.flatMap((side) => side.claims))].sort(),
  }));
}

const astrayFinding = ({ address, why, leadsTo, claims }: Astray): Finding => ({
  kind: "leads to no one thing",
  about: [address, ...leadsTo],
  says:
    why === "several"
      ? `${address} leads to ${leadsTo.join(" and to ")}, as claims have it: it is joined to none`
      : `${address} leads to ${leadsTo.join(" and to ")}, and so on in a circle: it is joined to none`,
  claims: [...claims],
});

function joinFindings({ joins, bearersOf, nodes }: View): Finding[] {
  return [
    ...joins.astray.map(astrayFinding),
    ...joins.refused.map(
      ({ members, claims }): Finding => ({
        kind: "join refused",
        about: [...members],
        says: "statements join these, and another says that two of them are not the same: none is joined",
        claims: [...claims],
      }),
    ),
    ...[...bearersOf].flatMap(([handle, bearers]): Finding[] => {
      if (bearers.length < 2) return [];
      const accounts = bearers.flatMap((index) => nodes[index]?.key ?? []);
      return [
        {
          kind: "handle of several accounts",
          about: [handle, ...accounts],
          says: `${handle} was borne by ${accounts.join(" and ")}: what names it alone is joined to none, and a question about it is about all`,
          claims: [],
        },
      ];
    }),
  ];
}

function nodeFindings(view: View): Finding[] {
  const several = new Set(view.severalAuthors);
  return view.nodes.flatMap((node, index): Finding[] => {
    const findings: Finding[] = [];
    const about: Key[] = [node.key];
    if (several.has(index)) {
      findings.push({
        kind: "several authors",
        about,
        says: "several accounts are said to have posted it",
        claims: [],
      });
    }
    if (node.conflict) {
      findings.push({
        kind: "several types",
        about,
        says: "claims name several types or platforms for it",
        claims: [],
      });
    }
    const names = node.join?.members ?? about;
    if (names.some((key) => kindOfKey(key) === "case") && !node.named) {
      findings.push({
        kind: "name never declared",
        about,
        says: "it is used, but no item row declares it: a slip of the pen?",
        claims: [],
      });
    }
    return findings;
  });
}

/** All findings under a view. */
export async function findingsOf(loaded: Loaded, view: View): Promise<Finding[]> {
  return [
    ...(await contradictionFindings(loaded, view)),
    ...joinFindings(view),
    ...nodeFindings(view),
    ...(await captureFindings(loaded, view)),
    ...goneFindings(loaded, view),
  ];
}
