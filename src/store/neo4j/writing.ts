/** Changes to the store, from taking the turn to giving it back. */
import { z } from "zod";
import type { Claim } from "../../model/claim.ts";
import {
  type EvidenceRecord,
  type Hash,
  hashSchema,
  type JournalEntry,
  type KeptEntry,
} from "../../model/evidence.ts";
import type { Import } from "../contract.ts";
import { Gathered } from "../derive/gathered.ts";
import { chainAfter, formerOf, Written } from "../derive/journal-chain.ts";
import { storable } from "../derive/stored-claim.ts";
import { Change, type NumberedClaim } from "./change.ts";
import { findLeftovers, sweep, undo } from "./clean.ts";
import type { Database, Values } from "./database.ts";
import { numberOfClaim, SPAN } from "./numbers.ts";
import { settle } from "./settle.ts";
import { takeBack } from "./take-back.ts";
import { Turn } from "./turn.ts";

/** Characters of JSON gathered before the claims are written. */
const MAX_CHARACTERS = 4_000_000;

export interface WritingOptions {
  /** How long to wait for another writer before giving up. */
  busyMs: number;
  /** How long a writer that does not answer keeps its turn. */
  leaseMs: number;
  /** Claims written together. */
  claimsAtOnce: number;
}

export const evidenceSchema = z.object({ file: z.number(), record: z.string() });

export async function findFile(database: Database, hash: Hash): Promise<number | undefined> {
  const [found] = await database.read("evidence/find-evidence", { hash }, evidenceSchema);
  return found?.file;
}

/** Takes the turn, and clears away what the writer before left. */
export async function begin(database: Database, options: WritingOptions): Promise<Change> {
  const turn = await Turn.take(database, options.leaseMs, options.busyMs);
  try {
    if (turn.left.sweeping) await sweep(turn, turn.version, await findLeftovers(turn));
    if (turn.left.pending) await undo(turn);
    return new Change(turn);
  } catch (error) {
    turn.leave();
    throw error;
  }
}

/** Takes the turn back without a change. */
export async function giveUp({ turn }: Change): Promise<void> {
  try {
    if (turn.hasWritten) await undo(turn);
    await turn.release();
  } catch {
    // The next writer undoes the rest, if the change was not published after all.
    turn.leave();
  }
}

const chainSchema = z.object({ chain: hashSchema.nullable() });
const versionSchema = z.object({ version: z.number() });

/** Shows the change, in one step, with its evidence and its entry in the journal. */
export async function publish(
  change: Change,
  entry: Omit<KeptEntry, "chain">,
  evidence: Values | null,
): Promise<void> {
  await settle(change);
  const { turn, leftovers } = change;
  const { version } = turn;
  const sweeping =
    change.dropped.size > 0 || leftovers.edges || leftovers.things || leftovers.changes;
  const values = {
    version,
    span: SPAN,
    dropped: [...change.dropped],
    sweeping,
    evidence,
  };
  await turn.publish(async (run, writer) => {
    const [before] = await run("evidence/find-chain", { version }, chainSchema);
    const chain = chainAfter(before?.chain ?? null, entry);
    const noted = {
      ...values,
      entry: {
        ...entry,
        reason: entry.reason ?? null,
        kept: entry.kept ?? null,
        former: entry.former ?? null,
        chain,
        number: version + 1,
        writer,
      },
    };
    await run("turn/publish", noted, versionSchema);
  });
  try {
    if (sweeping) await sweep(turn, version + 1, { dropped: change.dropped, ...leftovers });
    await turn.release();
  } catch {
    // The change is in; the next writer sweeps.
    turn.leave();
  }
}

const evidenceProperties = (file: number, evidence: EvidenceRecord, record: string): Values => ({
  file,
  hash: evidence.hash,
  name: evidence.name,
  origin: evidence.manifest?.origin ?? null,
  claims: evidence.report.claims,
  record,
});

export class Neo4jImport implements Import {
  readonly #change: Change;
  readonly #hash: Hash;
  readonly #entry: JournalEntry;
  readonly #former: readonly Hash[];
  readonly #claimsAtOnce: number;
  readonly #written = new Written();
  #ordinal = 0;
  #gathered = new Gathered();
  #claims: NumberedClaim[] = [];
  #characters = 0;
  /** The batch that is being written, while the next is read. */
  #writing: Promise<void> = Promise.resolve();
  #state: "open" | "failed" | "ended" = "open";

  constructor(
    change: Change,
    hash: Hash,
    former: readonly Hash[],
    entry: JournalEntry,
    claimsAtOnce: number,
  ) {
    this.#former = former;
    this.#change = change;
    this.#hash = hash;
    this.#entry = entry;
    this.#claimsAtOnce = claimsAtOnce;
  }

  /** @throws Error when the evidence is visible already and is not among `replaces` */
  static async begin(
    database: Database,
    hash: Hash,
    replaces: readonly Hash[],
    entry: JournalEntry,
    options: WritingOptions,
  ): Promise<Neo4jImport> {
    const change = await begin(database, options);
    try {
      const former: Hash[] = [];
      for (const replaced of replaces) {
        const file = await findFile(database, replaced);
        if (file === undefined) continue;
        await takeBack(change, file);
        if (replaced !== hash) former.push(replaced);
      }
      const held = await findFile(database, hash);
      if (held !== undefined && !change.dropped.has(held)) {
        throw new Error(`${hash} is in the store and is not to be replaced`);
      }
      return new Neo4jImport(change, hash, former, entry, options.claimsAtOnce);
    } catch (error) {
      await giveUp(change);
      throw error;
    }
  }

  async append(claims: readonly Claim[]): Promise<void> {
    await this.#whole(async () => {
      for (const claim of claims) {
        this.#add(claim);
        const full = this.#claims.length >= this.#claimsAtOnce;
        if (full || this.#characters >= MAX_CHARACTERS) await this.#flush();
      }
    });
  }

  async commit(evidence: EvidenceRecord): Promise<void> {
    await this.#whole(async () => {
      if (evidence.hash !== this.#hash) throw new Error(`${evidence.hash} is not ${this.#hash}`);
      await this.#flush();
      await this.#writing;
      const record = JSON.stringify(evidence);
      const entry = { ...this.#entry, ...formerOf(this.#former), kept: this.#written.with(record) };
      await publish(this.#change, entry, evidenceProperties(this.#change.file, evidence, record));
    });
    this.#state = "ended";
  }

  async abort(): Promise<void> {
    if (this.#state === "ended") return;
    this.#state = "ended";
    await this.#writing.catch(() => undefined);
    await giveUp(this.#change);
  }

  /** After an error nothing more is written. */
  async #whole(write: () => Promise<void>): Promise<void> {
    if (this.#state !== "open") throw new Error(`the import of ${this.#hash} has ended`);
    this.#state = "failed";
    await write();
    this.#state = "open";
  }

  #add(given: Claim): void {
    const { claim, body } = storable(given);
    this.#ordinal += 1;
    if (this.#ordinal >= SPAN) throw new Error("a file has fewer than 1,000,000,000 claims");
    const number = numberOfClaim(this.#change.file, this.#ordinal);
    this.#claims.push({ number, claim, body });
    this.#written.add(body);
    this.#gathered.add(number, claim);
    this.#characters += body.length;
  }

  async #flush(): Promise<void> {
    await this.#writing;
    if (this.#claims.length === 0) return;
    this.#writing = this.#change.add(this.#claims, this.#gathered);
    // It is awaited before anything else is written, and tells its error there.
    this.#writing.catch(() => undefined);
    this.#claims = [];
    this.#gathered = new Gathered();
    this.#characters = 0;
  }
}
