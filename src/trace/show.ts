/** Everything that the evidence says of one thing, claim by claim. */
import type { Join } from "../graph/joins.ts";
import type { View } from "../graph/view.ts";
import { BASES } from "../model/basis.ts";
import type { StoredClaim } from "../model/claim.ts";
import { edgeKey } from "../model/edge.ts";
import type { Key } from "../model/key.ts";
import type { ShowAnswer } from "../model/show-answer.ts";
import { assumptionsFor } from "./assumptions.ts";
import { CitationList } from "./citations.ts";
import { coverageOf } from "./coverage.ts";
import { digestOf } from "./digest.ts";
import { evidenceState } from "./evidence-state.ts";
import { findingsOf } from "./findings.ts";
import { tellNearCopies } from "./likeness.ts";
import type { Loaded, ReadQuote } from "./loaded.ts";
import { tellLookAlikes } from "./look-alikes.ts";
import { refsOf } from "./refs.ts";
import { keysAround, remarksOn } from "./remarks.ts";
import { endOf, nodesNamed, settle } from "./selector.ts";

/** Members of a set that are told one by one. */
const MAX_MEMBERS = 100;
const MAX_EDGES = 200;
const MAX_JOINS = 100;

function timesOf(
  claims: readonly StoredClaim[],
  keys: ReadonlySet<Key>,
  citations: CitationList,
): ShowAnswer["times"] {
  return claims.flatMap((claim) =>
    claim.facts.flatMap((fact) => {
      if (fact.fact !== "time" || !keys.has(fact.item)) return [];
      return [
        {
          kind: fact.kind,
          time: { earliest: fact.earliest, latest: fact.latest },
          asWritten: fact.asWritten ?? null,
          zone: fact.zone?.name ?? null,
          zoneReason: fact.zone?.reason ?? null,
          fromId: fact.fromId === true,
          basis: claim.basis,
          claim: citations.cite(claim, fact.at),
        },
      ];
    }),
  );
}

async function edgesOf(
  loaded: Loaded,
  keys: ReadonlySet<Key>,
  citations: CitationList,
): Promise<ShowAnswer["edges"]> {
  const { flowEdges, otherEdges } = loaded.snapshot;
  const touching = [...flowEdges, ...otherEdges]
    .filter((edge) => keys.has(edge.subject) || keys.has(edge.object))
    .map((edge) => ({ edge, key: edgeKey(edge) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, MAX_EDGES);
  const claims = await loaded.reader.claimsAbout(
    [],
    touching.map(({ key }) => key),
  );
  return touching.map(({ edge, key }) => {
    const stating = claims.flatMap((claim) =>
      claim.facts.flatMap((fact) =>
        fact.fact === "edge" && edgeKey(fact) === key ? [{ claim, fact }] : [],
      ),
    );
    const bases = stating.map(({ claim }) => claim.basis);
    const bounds = stating.flatMap(({ fact }) => fact.time ?? [])[0];
    return {
      relation: edge.relation,
      subject: edge.subject,
      object: edge.object,
      basis: BASES.find((basis) => bases.includes(basis)) ?? "inferred",
      time: bounds ? { earliest: bounds.earliest, latest: bounds.latest } : null,
      claims: stating.slice(0, 8).map(({ claim, fact }) => citations.cite(claim, fact.at)),
    };
  });
}

/** The claims that the node's join needs, in the order of their ids. */
async function joinsOf(
  loaded: Loaded,
  join: Join | undefined,
  citations: CitationList,
): Promise<ShowAnswer["joins"]> {
  if (!join) return [];
  const members = new Set(join.members);
  const claims = await loaded.reader.claimsOf(join.claims.slice(0, MAX_JOINS));
  return claims.flatMap((claim) =>
    claim.facts.flatMap((fact) => {
      if (fact.fact !== "same-as" && fact.fact !== "leads-to") return [];
      if (!members.has(fact.a) || !members.has(fact.b)) return [];
      const claimed = { basis: claim.basis, claim: citations.cite(claim, fact.at) };
      return [{ relation: fact.fact, subject: fact.a, object: fact.b, ...claimed }];
    }),
  );
}

function accountOf(view: View, index: number): ShowAnswer["account"] {
  const node = view.nodes[index];
  if (!node?.account) return null;
  const names = node.join?.members ?? [node.key];
  return {
    key: node.key,
    alsoKnownAs: names.filter((key) => key !== node.key),
    platform: node.platform ?? null,
    names: [...node.names],
    items: view.postsOf.get(index)?.length ?? 0,
  };
}

type Copies = "nearCopies" | "nearCopyCount" | "nearPictures" | "nearPictureCount";
const NO_COPIES = { nearCopies: [], nearCopyCount: 0, nearPictures: [], nearPictureCount: 0 };

const copiesOf = async (
  loaded: Loaded,
  view: View,
  item: number | undefined,
  citations: CitationList,
): Promise<Pick<ShowAnswer, Copies>> =>
  item === undefined
    ? NO_COPIES
    : {
        ...(await tellNearCopies(loaded, view, item, citations)),
        ...(await tellLookAlikes(loaded, view, item, citations)),
      };

/**
 * Answers "what is known of this": an item, an account, or the members of a set. Claims of every
 * basis are shown.
 * @throws HeadwaterError `bad-selector`, `no-match`, `ambiguous-selector`
 */
export async function show(
  loaded: Loaded,
  asked: string,
  readQuote: ReadQuote,
  software: string,
): Promise<ShowAnswer> {
  const selector = await settle(loaded, asked);
  const view = await loaded.inferredBeside();
  const graph = loaded.graph(view);
  const ref = refsOf(loaded, view, graph);
  const named = selector.kind === "key" ? nodesNamed(view, selector.key) : [];
  const index = named.length === 1 ? named[0] : undefined;
  const node = index === undefined ? undefined : view.nodes[index];
  const end = await endOf(loaded, view, asked, selector);
  const citations = new CitationList(loaded);
  const keys = new Set<Key>(node ? (node.join?.members ?? [node.key]) : []);
  const claims = node && !node.account ? await loaded.reader.claimsAbout([...keys], []) : [];
  const about = index === undefined ? [] : [index];
  const remarkKeys = new Set<string>(keysAround(view, about));
  if (selector.kind === "key") remarkKeys.add(selector.key);
  const findings = (await findingsOf(loaded, view)).filter((finding) =>
    finding.about.some((key) => keys.has(key) || (selector.kind === "key" && key === selector.key)),
  );
  const members = index !== undefined && !node?.account ? [] : end.items;
  const answer: Omit<ShowAnswer, "digest"> = {
    kind: "show",
    asked,
    item: index !== undefined && node && !node.account ? ref(index) : null,
    account: index === undefined ? null : accountOf(view, index),
    text: node?.text ?? null,
    cannotChange: node && !node.account ? node.cannotChange : null,
    members: members.slice(0, MAX_MEMBERS).map(ref),
    memberCount: members.length,
    times: timesOf(claims, keys, citations),
    edges: await edgesOf(loaded, keys, citations),
    joins: await joinsOf(loaded, node?.join, citations),
    ...(await copiesOf(loaded, view, node && !node.account ? index : undefined, citations)),
    limits: loaded.limitsOf(view),
    findings,
    remarks: remarksOn(loaded, remarkKeys, undefined, citations),
    coverage: coverageOf(view, loaded.snapshot),
    citations: await citations.read(readQuote),
    assumptions: await assumptionsFor(loaded, view, about),
    software,
    evidence: evidenceState(loaded),
  };
  return { ...answer, digest: digestOf(answer) };
}
