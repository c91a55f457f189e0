/** The store that teams share, in a Neo4j: Community edition is enough. */
import { z } from "zod";
import type {
  ClaimId,
  MemberFact,
  RemarkFact,
  SameFact,
  Stated,
  StoredClaim,
} from "../../model/claim.ts";
import {
  type EvidenceRecord,
  evidenceRecordSchema,
  type Hash,
  hashSchema,
  type JournalEntry,
  type KeptEntry,
  keptEntrySchema,
} from "../../model/evidence.ts";
import type { FlowColumns } from "../../model/flow-columns.ts";
import type { Key } from "../../model/key.ts";
import type { MergedEdge, MergedNode } from "../../model/merged.ts";
import type { Interval } from "../../model/time.ts";
import type { FlowEdge, Import, LookedInto, SearchHit, Store } from "../contract.ts";
import { Written } from "../derive/journal-chain.ts";
import { followLeads } from "../derive/leads.ts";
import { joinsIn, membersIn, remarksIn } from "../derive/stated.ts";
import type { Neo4jAddress } from "../open.ts";
import { Database } from "./database.ts";
import { streamFlowColumns } from "./flow-columns.ts";
import { shortKey } from "./numbers.ts";
import * as reading from "./reading.ts";
import { countSchema } from "./rows.ts";
import { isPrepared, prepare } from "./schema.ts";
import { streamClaims, streamFlowEdges, streamNodes, streamOtherEdges } from "./streams.ts";
import { claimPages, takeBack } from "./take-back.ts";
import {
  begin,
  evidenceSchema,
  findFile,
  giveUp,
  Neo4jImport,
  publish,
  type WritingOptions,
} from "./writing.ts";

export interface Neo4jOptions extends Partial<WritingOptions> {
  /** How long to try again when the server is away. */
  retryMs?: number;
}

const recordSchema = z.object({ record: z.string() });
const entrySchema = keptEntrySchema.extend({
  reason: z.string().nullable(),
  kept: hashSchema.nullable(),
  former: z.array(hashSchema).nullable(),
  chain: hashSchema.nullable(),
});

const unchainedSchema = z.object({ unchained: z.number() });

const readRecord = ({ record }: { record: string }): EvidenceRecord =>
  evidenceRecordSchema.parse(JSON.parse(record));

async function findEvidence(database: Database, hash: Hash): Promise<EvidenceRecord | undefined> {
  const [row] = await database.read("evidence/find-evidence", { hash }, recordSchema);
  return row && readRecord(row);
}

class Neo4jStore implements Store {
  readonly #database: Database;
  readonly #options: WritingOptions;
  #known: { state: reading.ReaderState; files: reading.Files } | undefined;

  constructor(database: Database, options: WritingOptions) {
    this.#database = database;
    this.#options = options;
  }

  async version(): Promise<string> {
    const { name, version } = await reading.readState(this.#database);
    return `${name}-${version}`;
  }

  async begin(hash: Hash, replaces: readonly Hash[], entry: JournalEntry): Promise<Import> {
    return Neo4jImport.begin(this.#database, hash, replaces, entry, this.#options);
  }

  async retract(entry: JournalEntry): Promise<boolean> {
    const change = await begin(this.#database, this.#options);
    try {
      const file = await findFile(this.#database, entry.evidence);
      if (file === undefined && entry.action !== "purge") {
        await change.turn.release();
        return false;
      }
      if (file !== undefined) await takeBack(change, file);
      await publish(change, entry, null);
      return file !== undefined;
    } catch (error) {
      await giveUp(change);
      throw error;
    }
  }

  async compact(): Promise<string[]> {
    // Whoever takes the turn clears away what was left.
    const { turn } = await begin(this.#database, this.#options);
    await turn.release();
    return [
      `Neo4j's transaction logs and the freed space of its store files at ${this.#database.uri}: they hold what was deleted until they are overwritten; a dump loaded into a new database does not`,
    ];
  }

  async evidence(): Promise<EvidenceRecord[]> {
    const rows = await this.#database.read("evidence/list-evidence", {}, recordSchema);
    return rows.map(readRecord);
  }

  async evidenceOf(hash: Hash): Promise<EvidenceRecord | undefined> {
    return findEvidence(this.#database, hash);
  }

  async journal(): Promise<KeptEntry[]> {
    const rows = await this.#database.read("evidence/list-journal", {}, entrySchema);
    return rows.map(({ reason, kept, former, chain, ...entry }) => ({
      ...entry,
      ...(reason === null ? {} : { reason }),
      ...(kept === null ? {} : { kept }),
      ...(former === null ? {} : { former }),
      ...(chain === null ? {} : { chain }),
    }));
  }

  async unchained(): Promise<number> {
    const [row] = await this.#database.read("store/read-unchained", {}, unchainedSchema);
    return row?.unchained ?? 0;
  }

  async keptHash(hash: Hash): Promise<Hash | undefined> {
    const [found] = await this.#database.read("evidence/find-evidence", { hash }, evidenceSchema);
    if (found === undefined) return undefined;
    const written = new Written();
    for await (const { bodies } of claimPages(this.#database, found.file)) {
      for (const body of bodies) written.add(body);
    }
    return written.with(found.record);
  }

  nodes(): AsyncIterable<MergedNode[]> {
    return streamNodes(this.#database);
  }

  flowEdges(): AsyncIterable<FlowEdge[]> {
    return streamFlowEdges(this.#database);
  }

  flowColumns(): AsyncIterable<FlowColumns> {
    return streamFlowColumns(this.#database);
  }

  otherEdges(): AsyncIterable<MergedEdge[]> {
    return streamOtherEdges(this.#database);
  }

  nodesOf(keys: readonly Key[]): Promise<MergedNode[]> {
    return this.#read((state) => reading.readNodesOf(this.#database, state, keys));
  }

  edgesOf(keys: readonly Key[]): Promise<MergedEdge[]> {
    return this.#edgesOf(keys, "edges/find-around");
  }

  otherEdgesOf(keys: readonly Key[]): Promise<MergedEdge[]> {
    return this.#edgesOf(keys, "edges/find-others-around");
  }

  expand(
    keys: readonly Key[],
    direction: "forward" | "backward",
    window: Interval,
    except: readonly string[] = [],
  ): Promise<FlowEdge[]> {
    return this.#read((state) =>
      reading.readExpansion(this.#database, state, keys, direction, window, except),
    );
  }

  async mostFlowEdges(): Promise<number> {
    const [row] = await this.#database.read("edges/count-flow-edges", {}, countSchema);
    return row?.count ?? 0;
  }

  claimsAbout(nodes: readonly Key[], edges: readonly string[]): Promise<StoredClaim[]> {
    return this.#read(async (state) =>
      reading.readClaimsAbout(this.#database, state, await this.#files(state), nodes, edges),
    );
  }

  claimsOf(ids: readonly ClaimId[]): Promise<StoredClaim[]> {
    return this.#read(async (state) =>
      reading.readClaimsOf(this.#database, await this.#files(state), ids),
    );
  }

  claimsIn(hash: Hash): AsyncIterable<StoredClaim[]> {
    return streamClaims(this.#database, hash);
  }

  disputed(): Promise<StoredClaim[]> {
    return this.#stated("Disputed");
  }

  async joins(): Promise<Stated<SameFact>[]> {
    return joinsIn(await this.#stated("Join"));
  }

  leads(): Promise<Stated<SameFact>[]> {
    return this.#read(async (state) => {
      const files = await this.#files(state);
      return followLeads(
        (addresses) => reading.readLeads(this.#database, state, files, addresses),
        shortKey,
      );
    });
  }

  async members(): Promise<Stated<MemberFact>[]> {
    return membersIn(await this.#stated("Membership"));
  }

  async remarks(): Promise<Stated<RemarkFact>[]> {
    return remarksIn(await this.#stated("Remark"));
  }

  search(words: string, limit: number): Promise<SearchHit[]> {
    return this.#read((state) => reading.findHits(this.#database, state, words, limit));
  }

  async close(): Promise<void> {
    await this.#database.close();
  }

  #read<T>(read: (state: reading.ReaderState) => Promise<T>): Promise<T> {
    return reading.atOneVersion(this.#database, read);
  }

  #edgesOf(
    keys: readonly Key[],
    query: Parameters<typeof reading.readEdgesOf>[3],
  ): Promise<MergedEdge[]> {
    return this.#read((state) => reading.readEdgesOf(this.#database, state, keys, query));
  }

  #stated(label: Parameters<typeof reading.readStated>[2]): Promise<StoredClaim[]> {
    return this.#read(async (state) =>
      reading.readStated(this.#database, await this.#files(state), label),
    );
  }

  async #files(state: reading.ReaderState): Promise<reading.Files> {
    if (this.#known && reading.isSame(this.#known.state, state)) return this.#known.files;
    const files = await reading.readFiles(this.#database);
    // Kept only if they are of that version.
    if (reading.isSame(state, await reading.readState(this.#database))) {
      this.#known = { state, files };
    }
    return files;
  }
}

/** The evidence in a Neo4j, which is left as it is; undefined where there is no store. @throws as opening it does */
export async function lookIntoNeo4j(address: Neo4jAddress): Promise<LookedInto | undefined> {
  const database = new Database(address, { retryMs: 60_000 });
  let isThere = false;
  try {
    await database.greet();
    isThere = await isPrepared(database);
  } finally {
    if (!isThere) await database.close();
  }
  if (!isThere) return undefined;
  return {
    evidenceOf: (hash) => findEvidence(database, hash),
    close: () => database.close(),
  };
}

/**
 * Opens the store in a Neo4j; makes its schema if the database is empty.
 * @throws HeadwaterError `unreachable` when none answers, `bad-store` for a database of something else
 */
export async function openNeo4jStore(
  address: Neo4jAddress,
  options: Neo4jOptions = {},
): Promise<Store> {
  const { busyMs = 60_000, leaseMs = 15_000, claimsAtOnce = 1_000, retryMs = 60_000 } = options;
  const database = new Database(address, { retryMs });
  try {
    await database.greet();
    await prepare(database);
    return new Neo4jStore(database, { busyMs, leaseMs, claimsAtOnce });
  } catch (error) {
    await database.close();
    throw error;
  }
}
