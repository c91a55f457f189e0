/** Reads of what is asked for by key, at the version that readers see. */
import { z } from "zod";
import type { ClaimId, StoredClaim } from "../../model/claim.ts";
import { claimSchema } from "../../model/claim.ts";
import { compare } from "../../model/compare.ts";
import { edgeKey } from "../../model/edge.ts";
import { HeadwaterError } from "../../model/errors.ts";
import { type Hash, hashSchema } from "../../model/evidence.ts";
import type { Key } from "../../model/key.ts";
import type { MergedEdge, MergedNode } from "../../model/merged.ts";
import { highOf, type Interval, lowOf } from "../../model/time.ts";
import type { FlowEdge, SearchHit } from "../contract.ts";
import { damaged } from "../derive/claim-facts.ts";
import { compareText } from "../derive/compare-text.ts";
import { parseEdgeKey } from "../derive/edge-name.ts";
import { isNodeKey } from "../derive/gathered.ts";
import type { FoundLead } from "../derive/leads.ts";
import { excerptOf, phrasesOf } from "../derive/words.ts";
import type { Database } from "./database.ts";
import { placeOf } from "./edge-rows.ts";
import { boundsOf, fileOf, idOfClaim, numberOfClaim, SPAN, shortKey } from "./numbers.ts";
import {
  claimRowSchema,
  flowRowSchema,
  nodeRowSchema,
  readEdge,
  readFlowEdge,
  readNode,
} from "./rows.ts";

const stateSchema = z.object({ name: z.string(), version: z.number(), visible: z.number() });
/** What readers see: its version, and the numbers below which things are of it. */
export type ReaderState = z.infer<typeof stateSchema>;

export async function readState(database: Database): Promise<ReaderState> {
  const [state] = await database.read("store/read-state", {}, stateSchema);
  if (state === undefined) throw damaged("no node of its own, which");
  return state;
}

const MAX_ATTEMPTS = 20;

export const changedMeanwhile = (database: Database): HeadwaterError =>
  new HeadwaterError("busy", `${database.uri} was changed while it was read: ask again`, {
    where: database.uri,
  });

/** Reads again until the version is the same before and after: what a change ends is soon deleted. */
export async function atOneVersion<T>(
  database: Database,
  read: (state: ReaderState) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const state = await readState(database);
    const found = await read(state);
    if (isSame(state, await readState(database))) return found;
  }
  throw changedMeanwhile(database);
}

export const isSame = (a: ReaderState, b: ReaderState): boolean =>
  a.name === b.name && a.version === b.version;

/** Those that take part in queries for what readers see. */
export const seen = ({ version, visible }: ReaderState) => ({ version, visible });

const fileSchema = z.object({ file: z.number(), hash: hashSchema });
/** Hashes of the visible files, by the number that their claims carry. */
export type Files = ReadonlyMap<number, Hash>;
export async function readFiles(database: Database): Promise<Files> {
  const rows = await database.read("evidence/list-files", {}, fileSchema);
  return new Map(rows.map(({ file, hash }) => [file, hash]));
}

/** Relation, subject and object, in that order. */
export const byEdge = (a: MergedEdge, b: MergedEdge): number =>
  compare(a.relation, b.relation) ||
  compareText(a.subject, b.subject) ||
  compareText(a.object, b.object);

const byTime = (a: FlowEdge, b: FlowEdge): number =>
  compare(lowOf(a), lowOf(b)) || compare(highOf(a), highOf(b)) || byEdge(a, b);

const unique = (keys: readonly Key[]): string[] => [...new Set(keys.map(shortKey))];

export async function readNodesOf(
  database: Database,
  state: ReaderState,
  keys: readonly Key[],
): Promise<MergedNode[]> {
  const values = { keys: unique(keys.filter(isNodeKey)), ...seen(state) };
  const rows = await database.read("things/find-visible", values, nodeRowSchema);
  return rows
    .map(({ name, attested, states }) => readNode(name, attested, states))
    .sort((a, b) => compareText(a.key, b.key));
}

const aroundSchema = z.object({
  relation: z.string(),
  source: z.string(),
  target: z.string(),
  states: z.string(),
});

export async function readEdgesOf(
  database: Database,
  state: ReaderState,
  keys: readonly Key[],
  query: "edges/find-around" | "edges/find-others-around",
): Promise<MergedEdge[]> {
  const values = { keys: unique(keys), ...seen(state) };
  const rows = await database.read(query, values, aroundSchema);
  return rows
    .map(({ relation, source, target, states }) => readEdge(relation, source, target, states))
    .sort((a, b) => compareText(edgeKey(a), edgeKey(b)));
}

export async function readExpansion(
  database: Database,
  state: ReaderState,
  keys: readonly Key[],
  direction: "forward" | "backward",
  window: Interval,
  except: readonly string[],
): Promise<FlowEdge[]> {
  const values = {
    keys: unique(keys),
    except: placesOf(except),
    ...boundsOf(window),
    ...seen(state),
  };
  const rows = await database.read(`edges/expand-${direction}`, values, flowRowSchema);
  return rows.map(readFlowEdge).sort(byTime);
}

/** Claims of visible files, by id. */
export function visibleClaims(
  rows: readonly z.infer<typeof claimRowSchema>[],
  files: Files,
): StoredClaim[] {
  const claims: { number: number; claim: StoredClaim }[] = [];
  for (const { number, body } of rows) {
    const evidence = files.get(fileOf(number));
    if (evidence === undefined) continue;
    const parsed = claimSchema.safeParse(JSON.parse(body));
    if (!parsed.success) throw damaged("a claim");
    const claim = { ...parsed.data, id: idOfClaim(evidence, number), evidence };
    claims.push({ number, claim });
  }
  return claims
    .sort((a, b) => compare(a.claim.evidence, b.claim.evidence) || compare(a.number, b.number))
    .map(({ claim }) => claim);
}

const numberSchema = z.object({ number: z.number() });
const claimsSchema = z.object({ claims: z.array(z.number()) });

/** Where the edges with these keys are found; none for what is no edge key. */
const placesOf = (edges: readonly string[]) =>
  edges.flatMap((edge) => {
    const name = parseEdgeKey(edge);
    return name === undefined ? [] : [placeOf(name)];
  });

export async function readClaimsAbout(
  database: Database,
  state: ReaderState,
  files: Files,
  nodes: readonly Key[],
  edges: readonly string[],
): Promise<StoredClaim[]> {
  const numbers = new Set<number>();
  if (nodes.length > 0) {
    const values = { keys: unique(nodes) };
    const rows = await database.read("claims/list-about", values, numberSchema);
    for (const { number } of rows) numbers.add(number);
  }
  const places = placesOf(edges);
  if (places.length > 0) {
    const values = { edges: places, ...seen(state) };
    const rows = await database.read("edges/list-claims", values, claimsSchema);
    for (const { claims } of rows) for (const number of claims) numbers.add(number);
  }
  return readNumbered(database, files, numbers);
}

async function readNumbered(
  database: Database,
  files: Files,
  numbers: ReadonlySet<number>,
): Promise<StoredClaim[]> {
  const shown = [...numbers].filter((number) => files.has(fileOf(number)));
  if (shown.length === 0) return [];
  const rows = await database.read("claims/find-claims", { numbers: shown }, claimRowSchema);
  return visibleClaims(rows, files);
}

const ID = /^(.+)#([1-9]\d*)$/;

export async function readClaimsOf(
  database: Database,
  files: Files,
  ids: readonly ClaimId[],
): Promise<StoredClaim[]> {
  const fileOfHash = new Map([...files].map(([file, hash]) => [hash, file]));
  const numbers = ids.flatMap((id) => {
    const [, hash = "", digits] = ID.exec(id) ?? [];
    const file = fileOfHash.get(hash);
    const ordinal = Number(digits);
    return file === undefined || !(ordinal < SPAN) ? [] : [numberOfClaim(file, ordinal)];
  });
  return readNumbered(database, files, new Set(numbers));
}

export async function readStated(
  database: Database,
  files: Files,
  label: "Join" | "Membership" | "Remark" | "Disputed",
): Promise<StoredClaim[]> {
  return visibleClaims(await database.read("claims/list-stated", { label }, claimRowSchema), files);
}

const leadSchema = claimRowSchema.extend({ address: z.string() });

export async function readLeads(
  database: Database,
  state: ReaderState,
  files: Files,
  addresses: "nodes" | readonly string[],
): Promise<FoundLead[]> {
  const rows =
    addresses === "nodes"
      ? await database.read("claims/list-leads", seen(state), leadSchema)
      : await database.read("claims/find-leads", { addresses }, leadSchema);
  return rows.flatMap((row) =>
    visibleClaims([row], files).map((claim) => ({ claim, address: row.address })),
  );
}

/** Clauses that a query of the full-text index may have. */
const MAX_CLAUSES = 500;

export async function findHits(
  database: Database,
  state: ReaderState,
  words: string,
  limit: number,
): Promise<SearchHit[]> {
  const phrases = phrasesOf(words);
  if (phrases.length === 0) return [];
  // Tokens are letters, marks and digits: nothing in them has a meaning in a query.
  const query = phrases.map((phrase) => `+"${phrase.trim()}"`);
  const values = { query: clauses(query).join(" "), phrases, limit, ...seen(state) };
  const rows = await database.read("things/search", values, nodeRowSchema);
  return rows.map(({ name, attested, states }) => {
    const node = readNode(name, attested, states);
    return { key: node.key, excerpt: excerptOf(node) };
  });
}

/** The longest, which find the least. */
const clauses = (query: readonly string[]): readonly string[] =>
  query.length <= MAX_CLAUSES
    ? query
    : [...query].sort((a, b) => b.length - a.length).slice(0, MAX_CLAUSES);
