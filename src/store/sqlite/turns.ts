/** One writer at a time: in this process by a queue, among processes by SQLite's write lock. */
import { setTimeout as pause } from "node:timers/promises";
import type { Connection } from "./connection.ts";
import { busyError, isBusy } from "./errors.ts";

const RETRY_MS = 20;

export class Turns {
  readonly #db: Connection;
  readonly #waiting: (() => void)[] = [];
  #taken = false;

  constructor(db: Connection) {
    this.#db = db;
  }

  /**
   * Waits for this process's other writers. Each turn taken is given back once.
   * @throws HeadwaterError `busy` when `waitMs` have passed
   */
  async take(waitMs: number): Promise<void> {
    if (!this.#taken) {
      this.#taken = true;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const mine = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(mine), 1);
        reject(busyError(this.#db.path));
      }, waitMs);
      this.#waiting.push(mine);
    });
  }

  give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken = false;
  }

  /**
   * Starts a transaction that writes, after those of other processes. Needs the turn.
   * @throws HeadwaterError `busy` when `waitMs` have passed
   */
  begin(waitMs: number): Promise<void> {
    return this.patiently(waitMs, () => this.#db.exec("BEGIN IMMEDIATE"));
  }

  /**
   * Does what other connections may hinder, again and again until they do not. Waits without
   * blocking the thread, on which a reader or another store of this process may be at work.
   * @throws HeadwaterError `busy` when `waitMs` have passed
   */
  async patiently(waitMs: number, act: () => void): Promise<void> {
    const until = performance.now() + waitMs;
    this.#db.exec("PRAGMA busy_timeout = 0");
    try {
      for (;;) {
        try {
          act();
          return;
        } catch (error) {
          if (!isBusy(error) || performance.now() >= until) throw error;
        }
        await pause(RETRY_MS);
      }
    } finally {
      this.#db.exec("PRAGMA busy_timeout = 5000");
    }
  }
}
