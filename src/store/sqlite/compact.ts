/** Rewrites the file, so that nothing of what was taken back is left in it. */
import { HeadwaterError } from "../../model/errors.ts";
import type { Connection } from "./connection.ts";

const MERGE_INDEX = "INSERT INTO search (search) VALUES ('optimize')";

/** @throws HeadwaterError `busy` while another reader or writer keeps the old pages in use */
export function compact(db: Connection): void {
  db.run(MERGE_INDEX);
  db.exec("VACUUM");
  const [busy] = db.row("PRAGMA wal_checkpoint(TRUNCATE)") ?? [];
  if (busy !== 0) {
    throw new HeadwaterError(
      "busy",
      `${db.path} is in use, so what was taken back is still in it: end other programs that read it and try again`,
      { where: db.path },
    );
  }
}
