/**
 * One writer at a time, across all processes: the turn is a lease on the store's node, held by
 * renewing it. A writer that dies loses it, and the next undoes what it left; no reader saw any of it.
 */
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { HeadwaterError } from "../../model/errors.ts";
import type { Database, Run } from "./database.ts";
import { busyError, turnLost } from "./errors.ts";

const takenSchema = z.object({
  version: z.number(),
  visible: z.number(),
  pending: z.boolean(),
  sweeping: z.boolean(),
});
type Taken = z.infer<typeof takenSchema>;
const beforeSchema = z.object({ before: z.number() });
const versionSchema = z.object({ version: z.number() });

const ASK_AGAIN_MS = 50;
/** How long to wait for a batch that is being written. */
const ASK_MS = 5_000;

/** Undefined while another holds the turn, or the lock that goes with writing. */
async function askOnce(
  database: Database,
  writer: string,
  leaseMs: number,
): Promise<Taken | undefined> {
  try {
    const rows = await database.write(
      (run) => run("turn/take", { writer, leaseMs }, takenSchema),
      ASK_MS,
    );
    return rows[0];
  } catch (error) {
    if (error instanceof HeadwaterError && error.code === "busy") return undefined;
    throw error;
  }
}

async function ask(
  database: Database,
  writer: string,
  leaseMs: number,
  waitMs: number,
): Promise<Taken> {
  const until = Date.now() + waitMs;
  for (;;) {
    const taken = await askOnce(database, writer, leaseMs);
    if (taken) return taken;
    if (Date.now() >= until) throw busyError(database.uri);
    await pause(ASK_AGAIN_MS);
  }
}

export class Turn {
  readonly database: Database;
  /** What readers see while the turn lasts. */
  readonly version: number;
  /** Numbers from here on are seen by none. */
  readonly visible: number;
  /** What the writer before left. */
  readonly left: Pick<Taken, "pending" | "sweeping">;
  readonly #writer: string;
  readonly #leaseMs: number;
  readonly #renewing: NodeJS.Timeout;
  /** That readers see: the next one once the change is published. */
  #seen: number;
  #batch = 0;
  #ended = false;

  private constructor(database: Database, writer: string, leaseMs: number, taken: Taken) {
    this.database = database;
    this.version = taken.version;
    this.#seen = taken.version;
    this.visible = taken.visible;
    this.left = taken;
    this.#writer = writer;
    this.#leaseMs = leaseMs;
    this.#renewing = setInterval(() => {
      // A batch that is refused tells that the turn was lost.
      this.database
        .write((run) => run("turn/renew", this.#renewal(null), beforeSchema))
        .catch(() => undefined);
    }, leaseMs / 4);
    this.#renewing.unref();
  }

  /** @throws HeadwaterError `busy` when others write for longer than `waitMs` */
  static async take(database: Database, leaseMs: number, waitMs: number): Promise<Turn> {
    const writer = crypto.randomUUID();
    return new Turn(database, writer, leaseMs, await ask(database, writer, leaseMs, waitMs));
  }

  /**
   * Writes in one transaction, once, although it may be run again when an answer was lost.
   * @throws HeadwaterError `busy` when another took the turn meanwhile
   */
  async write(work: (run: Run) => Promise<void>): Promise<void> {
    if (this.#ended) throw turnLost(this.database.uri);
    this.#batch += 1;
    const batch = this.#batch;
    await this.database.write(async (run) => {
      const [held] = await run("turn/renew", this.#renewal(batch), beforeSchema);
      if (held === undefined) throw turnLost(this.database.uri);
      if (held.before >= batch) return;
      await work(run);
      // However long that took, the lease begins now.
      await run("turn/renew", this.#renewal(null), beforeSchema);
    });
  }

  /**
   * Writes what gives the next version, which notes `writer`; once, as `write` does.
   * @throws HeadwaterError `busy` when another took the turn meanwhile
   */
  async publish(work: (run: Run, writer: string) => Promise<void>): Promise<void> {
    await this.database.write(async (run) => {
      const [held] = await run("turn/renew", this.#renewal(null), beforeSchema);
      if (held !== undefined) return work(run, this.#writer);
      const mark = { version: this.version + 1, writer: this.#writer };
      const [published] = await run("turn/find-published", mark, versionSchema);
      if (published === undefined) throw turnLost(this.database.uri);
    });
    this.#seen = this.version + 1;
  }

  /** Whether anything was written in it. */
  get hasWritten(): boolean {
    return this.#batch > 0;
  }

  /** When all that was written is published or undone. */
  async release(): Promise<void> {
    this.leave();
    await this.database.write((run) =>
      run("turn/release", { writer: this.#writer }, versionSchema),
    );
  }

  /** Leaves the rest to the next writer, who takes over when the lease has run out. */
  leave(): void {
    this.#ended = true;
    clearInterval(this.#renewing);
  }

  #renewal(batch: number | null) {
    return { writer: this.#writer, leaseMs: this.#leaseMs, version: this.#seen, batch };
  }
}
