/** Opens a store file, makes a new one, and refuses what is none or was written by a newer version. */
import { existsSync } from "node:fs";
import { HeadwaterError } from "../../model/errors.ts";
import { Connection, int, text } from "./connection.ts";
import { APPLICATION_ID, SCHEMA_VERSION, TABLES } from "./schema.ts";
import { WORK_TABLES } from "./work.ts";

/** Older ones can lose commits in WAL mode (sqlite.org/wal.html, "WAL-reset bug"). */
const OLDEST_SQLITE = [3, 51, 3];

/** @throws HeadwaterError `bad-store` for an SQLite that loses commits */
export function checkSqlite(version: string): void {
  const parts = version.split(".").map(Number);
  for (const [index, least] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part > least) return;
    if (part < least) {
      throw new HeadwaterError(
        "bad-store",
        `SQLite ${version} can lose commits: use Node 24.15 or newer, which has ${OLDEST_SQLITE.join(".")} or newer`,
      );
    }
  }
}

const SETTINGS = `
PRAGMA synchronous = FULL;
PRAGMA cache_size = -65536;
PRAGMA journal_size_limit = 67108864;
`;

const pragma = (db: Connection, name: string): number => int(db.row(`PRAGMA ${name}`)?.[0]);

const refused = (path: string, message: string): HeadwaterError =>
  new HeadwaterError("bad-store", `${path} ${message}`, { where: path });

/** Whether the file has its tables; false for a new one. */
function checkIdentity(db: Connection): boolean {
  const tables = int(db.row("SELECT count(*) FROM sqlite_schema")?.[0]);
  const application = pragma(db, "application_id");
  if (application === 0 && tables === 0) return false;
  if (application !== APPLICATION_ID) {
    throw refused(db.path, "is an SQLite file of another program: name another file with --store");
  }
  const version = pragma(db, "user_version");
  if (version > SCHEMA_VERSION) {
    throw refused(db.path, "was written by a newer Headwater: use that version, or a new store");
  }
  if (version < SCHEMA_VERSION) {
    throw refused(
      db.path,
      "was written by an older Headwater: import its evidence into a new store",
    );
  }
  return true;
}

function makeTables(db: Connection): void {
  db.exec("PRAGMA page_size = 16384");
  const mode = text(db.row("PRAGMA journal_mode = WAL")?.[0]);
  if (mode !== "wal") {
    throw refused(
      db.path,
      "is on a disk without the locks a store needs: name a file on a local one",
    );
  }
  db.exec("BEGIN IMMEDIATE");
  try {
    // Another process may have made them meanwhile.
    if (!checkIdentity(db)) {
      db.exec(TABLES);
      db.run("INSERT INTO store VALUES (1, ?, 0, 0)", crypto.randomUUID());
    }
    db.exec("COMMIT");
  } finally {
    db.rollback();
  }
}

const HAS_COLUMN = "SELECT 1 FROM pragma_table_info(?) WHERE name = ?";
const COUNT_UNCHAINED = `
UPDATE store SET unchained = (
  SELECT count(*) FROM journal
  WHERE id < coalesce((SELECT min(id) FROM journal WHERE chain IS NOT NULL), ${Number.MAX_SAFE_INTEGER})
)`;

/** A store of before has no hashes in its journal, and the entries that are there stay without. */
function addChain(db: Connection): void {
  const has = (table: string, column: string) => db.row(HAS_COLUMN, table, column) !== undefined;
  if (has("store", "unchained")) return;
  db.exec("BEGIN IMMEDIATE");
  try {
    // Another process may have added it meanwhile.
    if (!has("store", "unchained")) {
      for (const column of ["kept", "former", "chain"]) {
        if (!has("journal", column)) db.exec(`ALTER TABLE journal ADD COLUMN ${column} TEXT`);
      }
      db.exec("ALTER TABLE store ADD COLUMN unchained INTEGER NOT NULL DEFAULT 0");
      db.run(COUNT_UNCHAINED);
    }
    db.exec("COMMIT");
  } finally {
    db.rollback();
  }
}

/** The connection that writes. Makes the file and its tables if there are none. */
export function openWriter(path: string): Connection {
  if (path === "" || path === ":memory:") throw refused(`"${path}"`, "is not a file: name one");
  const db = new Connection(path);
  try {
    checkSqlite(text(db.row("SELECT sqlite_version()")?.[0]));
    if (!checkIdentity(db)) makeTables(db);
    addChain(db);
    db.exec(SETTINGS);
    db.exec(WORK_TABLES);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A connection that reads; what is not yet committed does not show on it. */
export function openReader(path: string): Connection {
  const db = new Connection(path, { readOnly: true });
  db.exec("PRAGMA cache_size = -32768");
  return db;
}

/**
 * A connection that reads a store and leaves all as it is; undefined where there is none. Only a file
 * that somebody has open, or had when it was killed, has a log beside it: without one there is none to read.
 */
export function openAsItIs(path: string): Connection | undefined {
  if (!existsSync(path)) return undefined;
  const db = new Connection(path, { readOnly: true, unchanging: !existsSync(`${path}-wal`) });
  try {
    checkSqlite(text(db.row("SELECT sqlite_version()")?.[0]));
    if (checkIdentity(db)) return db;
    db.close();
    return undefined;
  } catch (error) {
    db.close();
    throw error;
  }
}
