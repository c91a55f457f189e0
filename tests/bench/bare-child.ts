/**
 * Inserts the rows of a finished store into a fresh file of the same tables and indexes, with
 * prepared statements in one transaction and no model: the ceiling for an import. Prints JSON.
 */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { z } from "zod";

const [from, to] = process.argv.slice(2);
if (from === undefined || to === undefined) throw new Error("give a store and a new file");

const source = new DatabaseSync(from, { readOnly: true });
const target = new DatabaseSync(to);
target.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");

const schemaSchema = z.array(
  z.object({ type: z.string(), name: z.string(), tbl_name: z.string(), sql: z.string() }),
);
const schema = schemaSchema
  .parse(
    source
      .prepare("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
      .all(),
  )
  .filter(({ name, tbl_name }) => ![name, tbl_name].some((n) => /^(sqlite_|search)/.test(n)));
for (const { sql } of schema) target.exec(sql);

interface Table {
  insert: string;
  rows: SQLInputValue[][];
}
const tables: Table[] = schema
  .filter(({ type }) => type === "table")
  .map(({ name }) => {
    const read = source.prepare(`SELECT * FROM "${name}"`);
    const columns = read.columns().map((column) => `"${column.name}"`);
    read.setReturnArrays(true);
    const valueSchema = z.array(
      z.array(z.union([z.null(), z.number(), z.string(), z.instanceof(Uint8Array)])),
    );
    return {
      insert: `INSERT INTO "${name}" (${columns.join()}) VALUES (${columns.map(() => "?").join()})`,
      rows: valueSchema.parse(read.all()),
    };
  });

const started = performance.now();
target.exec("BEGIN IMMEDIATE");
for (const { insert, rows } of tables) {
  const statement = target.prepare(insert);
  for (const row of rows) statement.run(...row);
}
target.exec("COMMIT");
const seconds = (performance.now() - started) / 1000;
target.close();
source.close();
process.stdout.write(
  JSON.stringify({ seconds, rows: tables.reduce((sum, { rows }) => sum + rows.length, 0) }),
);
