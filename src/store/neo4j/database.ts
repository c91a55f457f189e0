/** Runs named queries in transactions that are retried, and reads their rows. */
import { setTimeout as pause } from "node:timers/promises";
import neo4j, {
  type BookmarkManager,
  type Driver,
  type ManagedTransaction,
  type Session,
} from "neo4j-driver";
import type { z } from "zod";
import { HeadwaterError } from "../../model/errors.ts";
import type { Neo4jAddress } from "../open.ts";
import { translated } from "./errors.ts";
import { queryNamed } from "./queries.ts";

/** Numbers are whole, everywhere. */
export type Value = string | number | boolean | null | readonly Value[] | Values;
export interface Values {
  readonly [name: string]: Value;
}

const isList = (value: readonly Value[] | Values): value is readonly Value[] =>
  Array.isArray(value);

/** Whole numbers as Neo4j's integers; plain ones would become floats. */
function asParameter(value: Value): unknown {
  if (typeof value === "number") return neo4j.int(value);
  if (typeof value !== "object" || value === null) return value;
  return isList(value) ? value.map(asParameter) : asParameters(value);
}
function asParameters(values: Values): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const name in values) parameters[name] = asParameter(values[name] ?? null);
  return parameters;
}

/** Runs a named query; rows are checked as they are read. */
export type Run = <T>(query: string, values: Values, row: z.ZodType<T>) => Promise<T[]>;

const runIn =
  (transaction: ManagedTransaction): Run =>
  async (query, values, row) => {
    const { records } = await transaction.run(queryNamed(query), asParameters(values));
    return records.map((record) => row.parse(record.toObject()));
  };

const WRITE_MS = 120_000;
/** The driver's own retries back off further and further; beyond this they are made here. */
const DRIVER_RETRY_MS = 2_000;
const RETRY_PAUSE_MS = 500;

const isUnreachable = (error: unknown): boolean =>
  error instanceof HeadwaterError && error.code === "unreachable";

export interface DatabaseOptions {
  /** How long to try again when the server is away or a deadlock is broken. */
  retryMs: number;
}

export class Database {
  readonly uri: string;
  readonly #driver: Driver;
  readonly #retryMs: number;
  readonly #bookmarks: BookmarkManager;

  constructor({ uri, user, password }: Neo4jAddress, { retryMs }: DatabaseOptions) {
    this.uri = uri;
    this.#retryMs = retryMs;
    this.#driver = neo4j.driver(uri, neo4j.auth.basic(user, password), {
      disableLosslessIntegers: true,
      maxTransactionRetryTime: Math.min(retryMs, DRIVER_RETRY_MS),
      connectionAcquisitionTimeout: Math.max(retryMs, 10_000),
      connectionTimeout: 10_000,
      notificationFilter: { minimumSeverityLevel: "OFF" },
      telemetryDisabled: true,
      userAgent: "headwater",
    });
    // On a cluster, what was written here is read here.
    this.#bookmarks = neo4j.bookmarkManager();
  }

  /** @throws HeadwaterError `unreachable` at once when no server answers */
  async greet(): Promise<void> {
    try {
      await this.#driver.getServerInfo();
    } catch (error) {
      throw translated(this.uri, error);
    }
  }

  /** In a transaction that reads, run again when the connection was lost. */
  read<T>(query: string, values: Values, row: z.ZodType<T>): Promise<T[]> {
    return this.#within(neo4j.session.READ, (session) =>
      session.executeRead((transaction) => runIn(transaction)(query, values, row)),
    );
  }

  /**
   * In a transaction that writes, run again when the connection was lost or a deadlock was broken:
   * the work has to notice when it was done already. The server ends it after `timeout` (ms), so
   * that a process that was stopped in the middle holds no lock for ever.
   */
  write<T>(work: (run: Run) => Promise<T>, timeout = WRITE_MS): Promise<T> {
    return this.#within(neo4j.session.WRITE, (session) =>
      session.executeWrite((transaction) => work(runIn(transaction)), { timeout }),
    );
  }

  /** A statement that changes the schema, which has a transaction of its own; run again as `write` is. */
  async change(statement: string): Promise<void> {
    await this.#within(neo4j.session.WRITE, (session) =>
      session.executeWrite((transaction) => transaction.run(statement)),
    );
  }

  async close(): Promise<void> {
    await this.#driver.close();
  }

  async #within<T>(
    defaultAccessMode: "READ" | "WRITE",
    work: (session: Session) => Promise<T>,
  ): Promise<T> {
    const end = Date.now() + this.#retryMs;
    for (;;) {
      try {
        return await this.#once(defaultAccessMode, work);
      } catch (error) {
        if (!isUnreachable(error) || Date.now() >= end) throw error;
        await pause(RETRY_PAUSE_MS);
      }
    }
  }

  async #once<T>(
    defaultAccessMode: "READ" | "WRITE",
    work: (session: Session) => Promise<T>,
  ): Promise<T> {
    const session = this.#driver.session({ defaultAccessMode, bookmarkManager: this.#bookmarks });
    try {
      return await work(session);
    } catch (error) {
      throw translated(this.uri, error);
    } finally {
      await session.close().catch(() => undefined);
    }
  }
}
