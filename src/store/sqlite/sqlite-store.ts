/** The store in one SQLite file: nothing to install or start. */
import { setImmediate as breathe } from "node:timers/promises";
import type {
  ClaimId,
  MemberFact,
  RemarkFact,
  SameFact,
  Stated,
  StoredClaim,
} from "../../model/claim.ts";
import type { EvidenceRecord, Hash, JournalEntry, KeptEntry } from "../../model/evidence.ts";
import type { FlowColumns } from "../../model/flow-columns.ts";
import type { Key } from "../../model/key.ts";
import type { MergedEdge, MergedNode } from "../../model/merged.ts";
import type { Interval } from "../../model/time.ts";
import type { FlowEdge, Import, LookedInto, SearchHit, Store } from "../contract.ts";
import { followLeads } from "../derive/leads.ts";
import { joinsIn, membersIn, remarksIn } from "../derive/stated.ts";
import { phrasesOf } from "../derive/words.ts";
import { compact } from "./compact.ts";
import type { Connection } from "./connection.ts";
import { isBusy } from "./errors.ts";
import { SqliteImport } from "./import.ts";
import { note, readJournal, readUnchained, readVersion } from "./journal.ts";
import { openAsItIs, openReader, openWriter } from "./open.ts";
import * as read from "./read.ts";
import { takeBack } from "./retract.ts";
import { STATED } from "./schema.ts";
import { findHits, indexSome, isIndexed } from "./search.ts";
import { Streams } from "./stream.ts";
import { Turns } from "./turns.ts";

/** How long a search waits for the index, which only a crash leaves behind. */
const SEARCH_WAIT_MS = 5_000;

export interface SqliteOptions {
  /** How long to wait for another writer before giving up. */
  busyMs?: number;
  /** Claims merged together; tests make it small. */
  claimsAtOnce?: number;
}

class SqliteStore implements Store {
  readonly #writer: Connection;
  readonly #reader: Connection;
  readonly #streams: Streams;
  readonly #turns: Turns;
  readonly #busyMs: number;
  readonly #claimsAtOnce: number;

  constructor(path: string, options: SqliteOptions) {
    this.#writer = openWriter(path);
    try {
      this.#reader = openReader(path);
    } catch (error) {
      this.#writer.close();
      throw error;
    }
    this.#streams = new Streams(path);
    this.#turns = new Turns(this.#writer);
    this.#busyMs = options.busyMs ?? 60_000;
    this.#claimsAtOnce = options.claimsAtOnce ?? 512;
  }

  async version(): Promise<string> {
    return readVersion(this.#reader);
  }

  async begin(hash: Hash, replaces: readonly Hash[], entry: JournalEntry): Promise<Import> {
    await this.#turns.take(this.#busyMs);
    try {
      await this.#index();
      await this.#turns.begin(this.#busyMs);
      return new SqliteImport(this.#writer, {
        hash,
        replaces,
        entry,
        claimsAtOnce: this.#claimsAtOnce,
        end: (committed) => this.#ended(committed),
      });
    } catch (error) {
      this.#giveUp();
      throw error;
    }
  }

  async retract(entry: JournalEntry): Promise<boolean> {
    await this.#turns.take(this.#busyMs);
    try {
      await this.#turns.begin(this.#busyMs);
      const wasThere = takeBack(this.#writer, entry.evidence);
      if (wasThere || entry.action === "purge") note(this.#writer, entry);
      this.#writer.exec("COMMIT");
      await this.#index();
      return wasThere;
    } finally {
      this.#giveUp();
    }
  }

  async compact(): Promise<string[]> {
    await this.#turns.take(this.#busyMs);
    try {
      await this.#index(this.#busyMs);
      await compact(this.#writer, this.#turns, this.#busyMs);
      return [];
    } finally {
      this.#giveUp();
    }
  }

  async evidence(): Promise<EvidenceRecord[]> {
    return read.readEvidence(this.#reader);
  }

  async evidenceOf(hash: Hash): Promise<EvidenceRecord | undefined> {
    return read.readEvidenceOf(this.#reader, hash);
  }

  async journal(): Promise<KeptEntry[]> {
    return readJournal(this.#reader);
  }

  async unchained(): Promise<number> {
    return readUnchained(this.#reader);
  }

  keptHash(hash: Hash): Promise<Hash | undefined> {
    return this.#streams.keptHash(hash);
  }

  nodes(): AsyncIterable<MergedNode[]> {
    return this.#streams.nodes();
  }

  flowEdges(): AsyncIterable<FlowEdge[]> {
    return this.#streams.flowEdges();
  }

  flowColumns(): AsyncIterable<FlowColumns> {
    return this.#streams.flowColumns();
  }

  otherEdges(): AsyncIterable<MergedEdge[]> {
    return this.#streams.otherEdges();
  }

  async nodesOf(keys: readonly Key[]): Promise<MergedNode[]> {
    return read.readNodesOf(this.#reader, keys);
  }

  async edgesOf(keys: readonly Key[]): Promise<MergedEdge[]> {
    return read.readEdgesOf(this.#reader, keys);
  }

  async otherEdgesOf(keys: readonly Key[]): Promise<MergedEdge[]> {
    return read.readOtherEdgesOf(this.#reader, keys);
  }

  async expand(
    keys: readonly Key[],
    direction: "forward" | "backward",
    window: Interval,
    except: readonly string[] = [],
  ): Promise<FlowEdge[]> {
    return read.readExpansion(this.#reader, keys, direction, window, except);
  }

  async mostFlowEdges(): Promise<number> {
    return read.readLastEdge(this.#reader);
  }

  async claimsAbout(nodes: readonly Key[], edges: readonly string[]): Promise<StoredClaim[]> {
    return read.readClaimsAbout(this.#reader, nodes, edges);
  }

  async claimsOf(ids: readonly ClaimId[]): Promise<StoredClaim[]> {
    return read.readClaimsOf(this.#reader, ids);
  }

  claimsIn(hash: Hash): AsyncIterable<StoredClaim[]> {
    return this.#streams.claimsIn(hash);
  }

  async disputed(): Promise<StoredClaim[]> {
    return read.readStated(this.#reader, STATED.dispute);
  }

  async joins(): Promise<Stated<SameFact>[]> {
    return joinsIn(read.readStated(this.#reader, STATED.join));
  }

  leads(): Promise<Stated<SameFact>[]> {
    return followLeads(
      async (addresses) => read.readLeads(this.#reader, addresses),
      (key) => key,
    );
  }

  async members(): Promise<Stated<MemberFact>[]> {
    return membersIn(read.readStated(this.#reader, STATED.member));
  }

  async remarks(): Promise<Stated<RemarkFact>[]> {
    return remarksIn(read.readStated(this.#reader, STATED.remark));
  }

  async search(words: string, limit: number): Promise<SearchHit[]> {
    const phrases = phrasesOf(words);
    if (phrases.length === 0) return [];
    for (;;) {
      const hits = this.#reader.together(() =>
        isIndexed(this.#reader) ? findHits(this.#reader, phrases, limit) : undefined,
      );
      if (hits) return hits;
      await this.#turns.take(SEARCH_WAIT_MS);
      try {
        await this.#index(SEARCH_WAIT_MS);
      } finally {
        this.#giveUp();
      }
    }
  }

  async close(): Promise<void> {
    this.#streams.close();
    this.#reader.close();
    this.#writer.close();
  }

  async #ended(committed: boolean): Promise<void> {
    try {
      if (committed) await this.#index();
    } finally {
      this.#turns.give();
    }
  }

  /**
   * Indexes all that waits for it, and needs the turn. Without `waitMs` it gives way to another
   * writer: whoever searches next does the rest.
   */
  async #index(waitMs?: number): Promise<void> {
    // The index can be made again, so power lost now may take its last changes.
    this.#writer.exec("PRAGMA synchronous = NORMAL");
    try {
      while (!isIndexed(this.#writer)) {
        await this.#turns.begin(waitMs ?? 0);
        indexSome(this.#writer);
        this.#writer.exec("COMMIT");
        await breathe();
      }
    } catch (error) {
      this.#writer.rollback();
      if (waitMs !== undefined || !isBusy(error)) throw error;
    } finally {
      this.#writer.exec("PRAGMA synchronous = FULL");
    }
  }

  #giveUp(): void {
    this.#writer.rollback();
    this.#turns.give();
  }
}

/**
 * Opens a store file; makes it if there is none.
 * @throws HeadwaterError `bad-store` naming the file when it is no store, or not one of this version
 */
export const openSqliteStore = (path: string, options: SqliteOptions = {}): Store =>
  new SqliteStore(path, options);

/** The evidence of a store file, which is left as it is; undefined where there is none. @throws as opening it does */
export function lookIntoSqlite(path: string): LookedInto | undefined {
  const db = openAsItIs(path);
  return (
    db && {
      evidenceOf: async (hash) => read.readEvidenceOf(db, hash),
      close: async () => db.close(),
    }
  );
}
