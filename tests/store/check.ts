/** A check of the contract: a plain function that throws, so that a broken store can be seen to fail it. */
import type { Hash, JournalEntry } from "../../src/model/evidence.ts";
import type { Store } from "../../src/store/contract.ts";
import { type EvidenceFile, recordOf } from "./generated-evidence.ts";

export interface Opened {
  store: Store;
  /** Closes the store and opens the same one again. */
  reopen(): Promise<Store>;
}
/** Opens an empty store. One is open at a time, but for those that are left behind by a failure. */
export type Open = () => Promise<Opened>;

export interface Check {
  name: string;
  check: (open: Open) => Promise<void>;
}

export async function withStore<T>(open: Open, use: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = await open();
  let { store } = opened;
  const reopen = async (): Promise<Store> => {
    store = await opened.reopen();
    return store;
  };
  try {
    return await use({ store, reopen });
  } finally {
    await store.close();
  }
}

const AT = 1_494_000_000_000;

export const entryOf = (action: JournalEntry["action"], evidence: Hash): JournalEntry => ({
  action,
  evidence,
  at: AT,
});

export async function importFile(
  store: Store,
  file: EvidenceFile,
  how: { replaces?: readonly Hash[]; batch?: number } = {},
): Promise<void> {
  const { replaces = [], batch = file.claims.length } = how;
  const action = replaces.length === 0 ? "import" : "replace";
  const session = await store.begin(file.hash, replaces, entryOf(action, file.hash));
  for (let at = 0; at < file.claims.length; at += batch) {
    await session.append(file.claims.slice(at, at + batch));
  }
  await session.commit(recordOf(file));
}

export const takeBack = (store: Store, hash: Hash): Promise<boolean> =>
  store.retract(entryOf("retract", hash));
