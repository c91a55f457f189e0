/**
 * What a store of claims promises, whichever database is behind it: string keys at its edge, no
 * path logic, no query language. The graph it holds is a function of the visible claims, so any
 * order and batching of the same evidence gives the same nodes and edges, and taking evidence back
 * leaves what the rest would have given.
 */
import type {
  Claim,
  ClaimId,
  MemberFact,
  RemarkFact,
  SameFact,
  Stated,
  StoredClaim,
} from "../model/claim.ts";
import type { EvidenceRecord, Hash, JournalEntry, KeptEntry } from "../model/evidence.ts";
import type { FlowColumns } from "../model/flow-columns.ts";
import type { Key } from "../model/key.ts";
import type { MergedEdge, MergedNode } from "../model/merged.ts";
import type { Interval } from "../model/time.ts";

/** An edge along which information flows, with its time at the default basis floor, before order facts. */
export interface FlowEdge extends MergedEdge, Interval {
  giver: Key;
  receiver: Key;
}

/** One evidence file on its way in. Nothing of it is visible before `commit`; `abort` leaves no trace. */
export interface Import {
  /** Appends claims in the order of the file. */
  append(claims: readonly Claim[]): Promise<void>;
  /** Makes the evidence visible with all its claims and the nodes and edges they change. */
  commit(evidence: EvidenceRecord): Promise<void>;
  abort(): Promise<void>;
}

export interface SearchHit {
  key: Key;
  /** Title, text or names of the node, cut to about 200 characters around nothing in particular. */
  excerpt: string;
}

export interface Store {
  /** Changes whenever what readers see changes, and comes back in no copy of the store that changed otherwise. */
  version(): Promise<string>;

  /**
   * Starts the import of an evidence file. Claims of `replaces` (an earlier import of the same
   * bytes, or the file this one replaces) are taken back in the same step that shows the new ones;
   * those that are not there are no matter. Half characters in claims become U+FFFD.
   * @throws HeadwaterError `busy` when other writers are at work for too long
   * @throws Error when the evidence is visible already and is not among `replaces`
   */
  begin(hash: Hash, replaces: readonly Hash[], entry: JournalEntry): Promise<Import>;
  /**
   * Takes the claims of an evidence file back, as if it had never been seen. False if it is not
   * there; then only a purge is noted in the journal.
   */
  retract(entry: JournalEntry): Promise<boolean>;
  /**
   * Drops what is still on disk of retracted claims and their search entries. Gives, in words, what
   * it cannot reach.
   * @throws HeadwaterError `busy` when a reader keeps it there
   */
  compact(): Promise<string[]>;

  /** Visible evidence by hash. */
  evidence(): Promise<EvidenceRecord[]>;
  evidenceOf(hash: Hash): Promise<EvidenceRecord | undefined>;
  /** In the order in which it happened, each entry chained to the one before. */
  journal(): Promise<KeptEntry[]>;
  /** How many entries were there before journals were chained. */
  unchained(): Promise<number>;
  /** Hash of the record and the claims of visible evidence as they are now, to compare with that which its entry has. */
  keptHash(hash: Hash): Promise<Hash | undefined>;

  /**
   * All nodes, each once, in batches, by key. This and the other streams show one version.
   * @throws HeadwaterError `busy` when that version is gone before they end
   */
  nodes(): AsyncIterable<MergedNode[]>;
  /** All edges along which information flows, by earliest, then latest, then edge key; an unknown earliest first, an unknown latest last. */
  flowEdges(): AsyncIterable<FlowEdge[]>;
  /** The same edges in the same order, in columns: for who needs all of them, fast. */
  flowColumns(): AsyncIterable<FlowColumns>;
  /** All other edges (POSTED_BY, TAGGED, MENTIONS), each once, in batches. */
  otherEdges(): AsyncIterable<MergedEdge[]>;

  nodesOf(keys: readonly Key[]): Promise<MergedNode[]>;
  /** Edges of any relation that touch one of the keys. */
  edgesOf(keys: readonly Key[]): Promise<MergedEdge[]>;
  /** Those of `edgesOf` along which nothing flows. */
  otherEdgesOf(keys: readonly Key[]): Promise<MergedEdge[]>;
  /**
   * Flow edges out of (`forward`) or into (`backward`) any of the keys whose time meets the window,
   * less those whose edge keys are in `except`; each edge once, ordered as `flowEdges`.
   */
  expand(
    keys: readonly Key[],
    direction: "forward" | "backward",
    window: Interval,
    except?: readonly string[],
  ): Promise<FlowEdge[]>;
  /** About how many flow edges there are, known at once: never fewer than there are. */
  mostFlowEdges(): Promise<number>;

  /**
   * Claims about one of the nodes or edges, by id: those whose subject it is, or with a fact that
   * types, dates, names or joins it, or states it. Bounds on an edge date nodes too (`datedBy`);
   * sets and remarks are listed apart. An edge is named by its edge key.
   */
  claimsAbout(nodes: readonly Key[], edges: readonly string[]): Promise<StoredClaim[]>;
  /** Those that are there, each once, by id. */
  claimsOf(ids: readonly ClaimId[]): Promise<StoredClaim[]>;
  /** Claims of one evidence file, in its order. */
  claimsIn(hash: Hash): AsyncIterable<StoredClaim[]>;
  /** Claims that carry a dispute name, by id; so are those below. */
  disputed(): Promise<StoredClaim[]>;
  /** Those that join things, or part them. */
  joins(): Promise<Stated<SameFact>[]>;
  /** Where each address that is a node leads, and where those lead, up to `MAX_LEADS` steps. */
  leads(): Promise<Stated<SameFact>[]>;
  members(): Promise<Stated<MemberFact>[]>;
  remarks(): Promise<Stated<RemarkFact>[]>;

  /**
   * Nodes whose title, text, names, key or attributes hold all the words: those with the least text
   * first, then by key. Case and accents do not matter; Chinese, Japanese and Korean are found by
   * any run of characters.
   */
  search(words: string, limit: number): Promise<SearchHit[]>;

  close(): Promise<void>;
}

/** A store to look up evidence in, and no more. */
export type LookedInto = Pick<Store, "evidenceOf" | "close">;
