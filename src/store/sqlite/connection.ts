/** One connection to a store file: rows as arrays, statements prepared once, errors that say what to do. */
import {
  DatabaseSync,
  type SQLInputValue,
  type SQLOutputValue,
  type StatementSync,
} from "node:sqlite";
import { pathToFileURL } from "node:url";
import { HeadwaterError } from "../../model/errors.ts";
import { translated } from "./errors.ts";

export type Cell = SQLOutputValue | undefined;
export type Row = readonly Cell[];

function asRow(value: unknown): Row {
  if (!Array.isArray(value)) throw new TypeError("a row is not an array");
  return value;
}

/** Rows inserted by one statement, as far as there are so many. */
const BLOCKS = [64, 8, 1];
const insertions = new Map<string, string>();

function insertion(table: string, width: number, rows: number): string {
  const name = `${table} ${width} ${rows}`;
  let sql = insertions.get(name);
  if (sql === undefined) {
    const row = `(${Array(width).fill("?").join()})`;
    // OR ROLLBACK spares SQLite the record by which it could undo one statement alone.
    sql = `INSERT OR ROLLBACK INTO ${table} VALUES ${Array(rows).fill(row).join()}`;
    insertions.set(name, sql);
  }
  return sql;
}

/** To SQLite, a file that nobody changes: it makes no others beside it. */
function asUnchanging(path: string): URL {
  const url = pathToFileURL(path);
  url.searchParams.set("immutable", "1");
  return url;
}

export class Connection {
  readonly path: string;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(
    path: string,
    options: { readOnly?: boolean; unchanging?: boolean; timeoutMs?: number } = {},
  ) {
    this.path = path;
    this.#db = this.#translating(
      () =>
        new DatabaseSync(options.unchanging ? asUnchanging(path) : path, {
          readOnly: options.readOnly ?? false,
          timeout: options.timeoutMs ?? 5_000,
          enableForeignKeyConstraints: false,
          returnArrays: true,
        }),
    );
  }

  /** Several statements without parameters. */
  exec(sql: string): void {
    this.#translating(() => this.#db.exec(sql));
  }

  /** Number of rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    try {
      return Number(this.#statement(sql).run(...values).changes);
    } catch (error) {
      throw translated(this.path, error);
    }
  }

  /** Inserts rows of `width` cells, given as one flat list. A conflict ends the transaction. */
  insert(table: string, width: number, cells: readonly SQLInputValue[]): void {
    let at = 0;
    for (const rows of BLOCKS) {
      const sql = insertion(table, width, rows);
      for (const block = rows * width; at + block <= cells.length; at += block) {
        this.run(sql, ...cells.slice(at, at + block));
      }
    }
  }

  row(sql: string, ...values: SQLInputValue[]): Row | undefined {
    const row: unknown = this.#translating(() => this.#statement(sql).get(...values));
    return row === undefined ? undefined : asRow(row);
  }

  rows(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#translating(() => this.#statement(sql).all(...values)).map(asRow);
  }

  /** Rows one by one; the same SQL must not be run again on this connection before the last. */
  *each(sql: string, ...values: SQLInputValue[]): Generator<Row, void, void> {
    try {
      for (const row of this.#statement(sql).iterate(...values)) yield asRow(row);
    } catch (error) {
      throw translated(this.path, error);
    }
  }

  /**
   * Gives SQL a function of as many cells as it declares: a row handed to it costs a fourth of one
   * that a statement gives.
   */
  define(name: string, act: (...cells: Cell[]) => number): void {
    this.#translating(() => this.#db.function(name, act));
  }

  /** Runs `read` on one state of the store, whatever other connections commit meanwhile. */
  together<T>(read: () => T): T {
    this.exec("BEGIN");
    try {
      return read();
    } finally {
      this.exec("COMMIT");
    }
  }

  rollback(): void {
    if (this.#db.isOpen && this.#db.isTransaction) this.exec("ROLLBACK");
  }

  close(): void {
    this.#statements.clear();
    if (this.#db.isOpen) this.#db.close();
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #translating<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw translated(this.path, error);
    }
  }
}

const unexpected = (wanted: string, cell: Cell): HeadwaterError =>
  new HeadwaterError(
    "bad-store",
    `the store holds ${cell === null ? "nothing" : typeof cell} where ${wanted} should be: import the evidence into a new one`,
  );

export function text(cell: Cell): string {
  if (typeof cell !== "string") throw unexpected("text", cell);
  return cell;
}

export function int(cell: Cell): number {
  if (typeof cell !== "number") throw unexpected("a number", cell);
  return cell;
}

export const orNull = <T>(read: (cell: Cell) => T, cell: Cell): T | null =>
  cell === null || cell === undefined ? null : read(cell);
