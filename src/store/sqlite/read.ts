/** Reads of what is asked for by key, on one connection. */
import type { ClaimId, StoredClaim } from "../../model/claim.ts";
import { compare } from "../../model/compare.ts";
import { edgeKey } from "../../model/edge.ts";
import type { EvidenceRecord, Hash } from "../../model/evidence.ts";
import { evidenceRecordSchema } from "../../model/evidence.ts";
import type { Key } from "../../model/key.ts";
import type { MergedEdge, MergedNode } from "../../model/merged.ts";
import { highOf, type Interval, lowOf } from "../../model/time.ts";
import type { FlowEdge } from "../contract.ts";
import { endsOf } from "../derive/claim-facts.ts";
import { parseEdgeKey } from "../derive/edge-name.ts";
import { isNodeKey } from "../derive/gathered.ts";
import type { FoundLead } from "../derive/leads.ts";
import { type Connection, int, type Row, text } from "./connection.ts";
import { codeOf, intervalCells, readClaim, readEdge, readFlowEdge, readNode } from "./rows.ts";
import type { STATED } from "./schema.ts";

const EVIDENCE = "SELECT record FROM evidence ORDER BY hash";
export const EVIDENCE_OF = "SELECT record FROM evidence WHERE hash = ?";

const readRecord = ([record]: Row): EvidenceRecord =>
  evidenceRecordSchema.parse(JSON.parse(text(record)));
export const readEvidence = (db: Connection): EvidenceRecord[] => db.rows(EVIDENCE).map(readRecord);
export function readEvidenceOf(db: Connection, hash: Hash): EvidenceRecord | undefined {
  const row = db.row(EVIDENCE_OF, hash);
  return row && readRecord(row);
}

const NODES_OF = `
SELECT n.key, n.attested, n.states
FROM nodes AS n WHERE n.key IN (SELECT value FROM json_each(?)) ORDER BY n.key`;

export function readNodesOf(db: Connection, keys: readonly Key[]): MergedNode[] {
  return db
    .rows(NODES_OF, JSON.stringify(keys.filter(isNodeKey)))
    .map(([key, attested, states]) => readNode(key, attested, states));
}

const ASKED = `
asked (id) AS MATERIALIZED (
  SELECT n.id FROM nodes AS n WHERE n.key IN (SELECT value FROM json_each(?))
)`;
const FOUND = `
SELECT e.relation, s.key, t.key, e.states
FROM found CROSS JOIN edges AS e ON e.id = found.id
JOIN nodes AS s ON s.id = e.source JOIN nodes AS t ON t.id = e.target`;
const EDGES_OF = `
WITH ${ASKED}, found (id) AS (
  SELECT e.id FROM asked CROSS JOIN edges AS e ON e.source = asked.id
  UNION
  SELECT e.id FROM asked CROSS JOIN edges AS e INDEXED BY edges_in
    ON e.target = asked.id AND e.relation < 100
  UNION
  SELECT e.id FROM asked CROSS JOIN edges AS e INDEXED BY others_in
    ON e.target = asked.id AND e.relation >= 100
)
${FOUND}`;
const OTHER_EDGES_OF = `
WITH ${ASKED}, found (id) AS (
  SELECT e.id FROM asked CROSS JOIN edges AS e INDEXED BY edges_by_ends
    ON e.source = asked.id AND e.relation >= 100
  UNION
  SELECT e.id FROM asked CROSS JOIN edges AS e INDEXED BY others_in
    ON e.target = asked.id AND e.relation >= 100
)
${FOUND}`;

const edgesBy = (db: Connection, sql: string, keys: readonly Key[]): MergedEdge[] =>
  db
    .rows(sql, JSON.stringify(keys))
    .map(([relation, source, target, states]) => readEdge(relation, source, target, states))
    .sort((a, b) => compare(edgeKey(a), edgeKey(b)));

export const readEdgesOf = (db: Connection, keys: readonly Key[]): MergedEdge[] =>
  edgesBy(db, EDGES_OF, keys);
export const readOtherEdgesOf = (db: Connection, keys: readonly Key[]): MergedEdge[] =>
  edgesBy(db, OTHER_EDGES_OF, keys);

const LAST_EDGE = "SELECT coalesce(max(id), 0) FROM edges";
export const readLastEdge = (db: Connection): number => int(db.row(LAST_EDGE)?.[0]);

const expansion = (asked: "source" | "target", index: "edges_out" | "edges_in") => `
SELECT e.relation, s.key, t.key, e.states, e.earliest, e.latest
FROM (SELECT id FROM nodes WHERE key IN (SELECT value FROM json_each(?))) AS asked
CROSS JOIN edges AS e INDEXED BY ${index}
  ON e.${asked} = asked.id AND e.relation < 100 AND e.earliest <= ? AND e.latest >= ?
JOIN nodes AS s ON s.id = e.source JOIN nodes AS t ON t.id = e.target`;
const EXPAND = {
  forward: expansion("source", "edges_out"),
  backward: expansion("target", "edges_in"),
};
/** Only where some are left out: looking for them costs as much as reading them. */
const EXCEPT = `
WHERE e.id NOT IN (
  SELECT known.id FROM json_each(?) AS asked
  CROSS JOIN nodes AS a ON a.key = asked.value ->> 0
  CROSS JOIN nodes AS b ON b.key = asked.value ->> 1
  CROSS JOIN edges AS known
    ON known.source = a.id AND known.target = b.id AND known.relation = asked.value ->> 2
)`;

const byTime = (a: FlowEdge, b: FlowEdge): number =>
  compare(lowOf(a), lowOf(b)) || compare(highOf(a), highOf(b)) || compare(edgeKey(a), edgeKey(b));

export function readExpansion(
  db: Connection,
  keys: readonly Key[],
  direction: "forward" | "backward",
  window: Interval,
  except: readonly string[],
): FlowEdge[] {
  const [from, to] = intervalCells(window);
  const asked = [JSON.stringify(keys), to, from];
  const rows =
    except.length === 0
      ? db.rows(EXPAND[direction], ...asked)
      : db.rows(EXPAND[direction] + EXCEPT, ...asked, JSON.stringify(except.flatMap(placeOf)));
  return rows.map(readFlowEdge).sort(byTime);
}

const CLAIM = "v.hash, v.first_claim, c.id, c.body";
const CLAIMS_ABOUT = `
WITH about (claim) AS (
  SELECT l.claim FROM nodes AS n JOIN node_claims AS l ON l.node = n.id
  WHERE n.key IN (SELECT value FROM json_each(?))
  UNION
  SELECT l.claim FROM json_each(?) AS asked
  CROSS JOIN nodes AS s ON s.key = asked.value ->> 0
  CROSS JOIN nodes AS t ON t.key = asked.value ->> 1
  CROSS JOIN edges AS e
    ON e.source = s.id AND e.target = t.id AND e.relation = asked.value ->> 2
  CROSS JOIN edge_claims AS l ON l.edge = e.id
)
SELECT ${CLAIM} FROM about CROSS JOIN claims AS c ON c.id = about.claim
JOIN evidence AS v ON v.id = c.evidence ORDER BY v.hash, c.id`;

/** Source, target and relation of an edge key; none if it is no edge key. */
function placeOf(edge: string): [Key, Key, number][] {
  const written = parseEdgeKey(edge);
  if (written === undefined) return [];
  const { source, target } = endsOf(written);
  return [[source, target, codeOf(written.relation)]];
}

export const toClaim = ([hash, first, id, body]: Row): StoredClaim =>
  readClaim(hash, first, id, body);

export function readClaimsAbout(
  db: Connection,
  nodes: readonly Key[],
  edges: readonly string[],
): StoredClaim[] {
  const places = edges.flatMap(placeOf);
  return db.rows(CLAIMS_ABOUT, JSON.stringify(nodes), JSON.stringify(places)).map(toClaim);
}

const CLAIMS_OF = `
SELECT DISTINCT ${CLAIM} FROM json_each(?) AS asked
CROSS JOIN evidence AS v ON v.hash = asked.value ->> 0
CROSS JOIN claims AS c
  ON c.id = v.first_claim + (asked.value ->> 1) - 1
  AND c.id BETWEEN v.first_claim AND v.last_claim
ORDER BY v.hash, c.id`;
const ID = /^(.+)#([1-9]\d*)$/;

export function readClaimsOf(db: Connection, ids: readonly ClaimId[]): StoredClaim[] {
  const asked = ids.flatMap((id) => {
    const [, hash, ordinal] = ID.exec(id) ?? [];
    return hash === undefined ? [] : [[hash, Number(ordinal)]];
  });
  return db.rows(CLAIMS_OF, JSON.stringify(asked)).map(toClaim);
}

export const CLAIMS_IN = `
SELECT ${CLAIM} FROM evidence AS v CROSS JOIN claims AS c
  ON c.id BETWEEN v.first_claim AND v.last_claim
WHERE v.hash = ? ORDER BY c.id`;

export const BODIES_IN = `
SELECT c.body FROM evidence AS v CROSS JOIN claims AS c
  ON c.id BETWEEN v.first_claim AND v.last_claim
WHERE v.hash = ? ORDER BY c.id`;

const leadsBy = (addresses: string) => `
SELECT ${CLAIM}, a.subject FROM ${addresses}
CROSS JOIN claims AS c ON c.id = a.claim AND instr(c.body, '"leads-to"') > 0
JOIN evidence AS v ON v.id = c.evidence`;
const LEADS_OF_NODES = leadsBy("attributes AS a CROSS JOIN nodes AS n ON n.key = a.subject");
const LEADS_OF = leadsBy(
  "json_each(?) AS asked CROSS JOIN attributes AS a ON a.subject = asked.value",
);

export function readLeads(db: Connection, addresses: "nodes" | readonly string[]): FoundLead[] {
  const rows =
    addresses === "nodes" ? db.rows(LEADS_OF_NODES) : db.rows(LEADS_OF, JSON.stringify(addresses));
  return rows.map((row) => ({ claim: toClaim(row), address: text(row[4]) }));
}

const STATED_CLAIMS = `
SELECT ${CLAIM} FROM stated AS s CROSS JOIN claims AS c ON c.id = s.claim
JOIN evidence AS v ON v.id = c.evidence
WHERE s.kind = ? ORDER BY v.hash, c.id`;

export const readStated = (
  db: Connection,
  kind: (typeof STATED)[keyof typeof STATED],
): StoredClaim[] => db.rows(STATED_CLAIMS, kind).map(toClaim);
