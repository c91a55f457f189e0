/** Where a team's evidence is: a store and the folder of the bytes. */
import { lookIntoStore, openStore, type StoreAddress } from "../store/open.ts";
import { EvidenceFolder } from "./evidence-folder.ts";
import type { ImportSite } from "./import-file.ts";
import type { DrySite } from "./work.ts";

/** Plain data, so that it can be handed to a worker thread. */
export interface SiteAddress {
  store: StoreAddress;
  /** Folder of the evidence bytes. */
  evidence: string;
}

/** Opens store and folder for as long as the work takes. */
export async function withSite<T>(
  address: SiteAddress,
  work: (site: ImportSite) => Promise<T>,
): Promise<T> {
  const store = await openStore(address.store);
  try {
    return await work({
      store,
      folder: new EvidenceFolder(address.evidence),
      now: () => Date.now(),
    });
  } finally {
    await store.close();
  }
}

/** Opens the store, if there is one, to look into. */
export async function withDrySite<T>(
  { store: address }: SiteAddress,
  work: (site: DrySite) => Promise<T>,
): Promise<T> {
  const store = await lookIntoStore(address);
  try {
    return await work({ store });
  } finally {
    await store?.close();
  }
}
