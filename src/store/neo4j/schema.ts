/** Applies the files of `cypher/schema/` in their order, each once, and refuses a database that is not ours. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { HeadwaterError } from "../../model/errors.ts";
import type { Database } from "./database.ts";
import { SPAN } from "./numbers.ts";

/** Raised whenever states written before would be read wrongly: merge.ts, edge.ts or key.ts changed meaning. */
const RULES = 2;

const FOLDER = new URL("../../../cypher/schema/", import.meta.url);
const NAME = /^(\d{3})-[a-z-]+\.cypher$/;

interface SchemaFile {
  number: number;
  name: string;
  sha256: string;
  statements: string[];
}

function readSchema(): SchemaFile[] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((name) => {
      const number = NAME.exec(name)?.[1];
      if (number === undefined) return [];
      const text = readFileSync(new URL(name, FOLDER), "utf8");
      const statements = text
        .replaceAll(/^\/\/.*$/gm, "")
        .split(/;\s*$/m)
        .map((statement) => statement.trim())
        .filter((statement) => statement !== "");
      const sha256 = createHash("sha256").update(text).digest("hex");
      return [{ number: Number(number), name, sha256, statements }];
    });
}

const appliedSchema = z.object({ number: z.number(), name: z.string(), sha256: z.string() });
type Applied = z.infer<typeof appliedSchema>;
const anythingSchema = z.object({ labels: z.array(z.string()) });
const storeSchema = z.object({ name: z.string(), rules: z.number(), isMarked: z.boolean() });
const unchainedSchema = z.object({ unchained: z.number() });
const numberSchema = z.object({ number: z.number() });

const refused = (database: Database, message: string): HeadwaterError =>
  new HeadwaterError("bad-store", `the database at ${database.uri} ${message}`, {
    where: database.uri,
  });

function check(database: Database, applied: readonly Applied[], ours: readonly SchemaFile[]): void {
  for (const { number, name, sha256 } of applied) {
    const file = ours.find((one) => one.number === number);
    if (file === undefined) {
      throw refused(
        database,
        `was written by a newer Headwater (schema ${name}): use that version, or an empty database`,
      );
    }
    if (file.sha256 !== sha256) {
      throw refused(
        database,
        `has another ${name} than this version: it is of another Headwater; use that version, or an empty database`,
      );
    }
  }
}

async function checkEmpty(database: Database): Promise<void> {
  const [found] = await database.read("store/find-anything", {}, anythingSchema);
  if (found === undefined) return;
  throw refused(
    database,
    `holds data of something else (${found.labels.join(", ") || "a node without labels"}): use an empty database`,
  );
}

async function apply(database: Database, file: SchemaFile): Promise<void> {
  for (const statement of file.statements) await database.change(statement);
  const { number, name, sha256 } = file;
  await database.write((run) => run("store/record-schema", { number, name, sha256 }, numberSchema));
}

async function createStore(database: Database) {
  const values = { name: crypto.randomUUID(), rules: RULES, span: SPAN };
  const [store] = await database.write((run) => run("store/create-store", values, storeSchema));
  return store;
}

function checkRules(database: Database, store: z.infer<typeof storeSchema> | undefined): void {
  if (store?.rules === RULES) return;
  throw refused(
    database,
    "was written by a Headwater that merges claims by other rules: use that version, or import the evidence into an empty database",
  );
}

/** What of the schema the database has; nothing, of an empty one. @throws as `prepare` does */
async function readApplied(database: Database, ours: readonly SchemaFile[]) {
  const applied = await database.read("store/read-schema", {}, appliedSchema);
  check(database, applied, ours);
  if (applied.length === 0) await checkEmpty(database);
  return applied;
}

/** Whether a store is there; the database is left as it is. @throws as `prepare` does */
export async function isPrepared(database: Database): Promise<boolean> {
  await readApplied(database, readSchema());
  const [store] = await database.read("store/read-store", {}, storeSchema);
  if (store) checkRules(database, store);
  return store !== undefined;
}

/**
 * Brings the database to this version's schema.
 * @throws HeadwaterError `bad-store` for a database of another version or of something else
 */
export async function prepare(database: Database): Promise<void> {
  const ours = readSchema();
  const applied = await readApplied(database, ours);
  const missing = ours.filter(({ number }) => !applied.some((one) => one.number === number));
  for (const file of missing) await apply(database, file);
  if (missing.length > 0) await database.change("CALL db.awaitIndexes(300)");
  const [there] = await database.read("store/read-store", {}, storeSchema);
  checkRules(database, there ?? (await createStore(database)));
  if (there?.isMarked === false) {
    await database.write((run) => run("store/mark-unchained", {}, unchainedSchema));
  }
}
