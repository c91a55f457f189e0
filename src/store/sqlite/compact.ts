/** Rewrites the file, so that nothing of what was taken back is left in it. */
import { HeadwaterError } from "../../model/errors.ts";
import type { Connection } from "./connection.ts";
import type { Turns } from "./turns.ts";

const REWRITE_INDEX = "INSERT INTO search (search) VALUES ('optimize')";
const REWRITE_FILE = "VACUUM";
const EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)";

function emptyLog(db: Connection): void {
  const [busy] = db.row(EMPTY_LOG) ?? [];
  if (busy === 0) return;
  throw new HeadwaterError(
    "busy",
    `${db.path} is being read, so what was taken back is still on disk: end what reads it and try again`,
    { where: db.path },
  );
}

/**
 * Needs the turn.
 * @throws HeadwaterError `busy` when another connection uses the former pages for longer than `waitMs`
 */
export async function compact(db: Connection, turns: Turns, waitMs: number): Promise<void> {
  for (const rewrite of [REWRITE_INDEX, REWRITE_FILE]) {
    await turns.patiently(waitMs, () => db.exec(rewrite));
  }
  await turns.patiently(waitMs, () => emptyLog(db));
}
