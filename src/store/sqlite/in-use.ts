/** Whether anybody has a store file open. */
import { Connection } from "./connection.ts";
import { isBusy } from "./errors.ts";

/** Only who has a store for itself may end its write-ahead log; the next to write begins another. */
export function isInUse(path: string): boolean {
  const db = new Connection(path, { timeoutMs: 0 });
  try {
    db.exec("PRAGMA journal_mode = DELETE");
    db.exec("PRAGMA journal_mode = WAL");
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    db.close();
  }
}
