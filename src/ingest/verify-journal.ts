/** Whether the journal is as it was written, and the evidence as the journal says that it came in. */
import type { Hash, KeptEntry } from "../model/evidence.ts";
import type { VerifyAnswer } from "../model/report.ts";
import type { Store } from "../store/contract.ts";
import { chainAfter } from "../store/derive/journal-chain.ts";
import type { ImportSite } from "./import-file.ts";

type Journal = VerifyAnswer["journal"];
type Problem = Journal["problems"][number];

const BROKEN = "it is not as it was written, or one before it was changed, added or taken out";
const LOST_CHAIN =
  "it has no hash, though the journal was chained when it was written: an older Headwater wrote it, or somebody changed it";
const GONE = "what it says came in is not here, and no entry says that it was taken back";
const CHANGED =
  "what came in is not as it was written: its manifest, its report or its claims were changed";

/** What a store says of its evidence, all of one version. */
interface Said {
  version: string;
  entries: readonly KeptEntry[];
  unchained: number;
  evidence: ReadonlySet<Hash>;
}

async function readSaid(store: Store): Promise<Said> {
  for (;;) {
    const version = await store.version();
    const entries = await store.journal();
    const unchained = await store.unchained();
    const evidence = new Set((await store.evidence()).map(({ hash }) => hash));
    if ((await store.version()) === version) return { version, entries, unchained, evidence };
  }
}

/** The hashes of the entries made again. */
function verifyChain({ entries, unchained }: Said): Omit<Journal, "notCompared"> {
  const problems: Problem[] = [];
  let chained = 0;
  let before: Hash | null = null;
  for (const [index, entry] of entries.entries()) {
    const { chain } = entry;
    if (chain === undefined) {
      if (index >= unchained) problems.push({ entry: index + 1, message: LOST_CHAIN });
    } else if (chain === chainAfter(before, entry)) chained += 1;
    else problems.push({ entry: index + 1, message: BROKEN });
    before = chain ?? null;
  }
  const old = entries.slice(0, unchained).filter(({ chain }) => chain === undefined);
  return { entries: entries.length, chained, unchained: old.length, head: before, problems };
}

/** Evidence that came in and was not taken back. */
interface CameIn {
  /** From 1. */
  entry: number;
  kept: Hash | undefined;
  /** Not where an older Headwater may have put other evidence in its place, of which it did not say which. */
  isSure: boolean;
}

function cameIn(entries: readonly KeptEntry[]): Map<Hash, CameIn> {
  const here = new Map<Hash, CameIn>();
  const firstKept = entries.findIndex(({ kept }) => kept !== undefined);
  for (const [index, { action, evidence, kept, former = [] }] of entries.entries()) {
    const isOld = firstKept === -1 || index < firstKept;
    for (const hash of former) here.delete(hash);
    if (action === "replace" && isOld) for (const one of here.values()) one.isSure = false;
    const takesBack = kept === undefined && action === "replace" && !isOld;
    if (action === "retract" || action === "purge" || takesBack) here.delete(evidence);
    else here.set(evidence, { entry: index + 1, kept, isSure: action !== "replace" || !isOld });
  }
  return here;
}

/** Whether all that came in is here, and nothing else. */
function verifyPresence({ entries, evidence }: Said): Problem[] {
  const expected = cameIn(entries);
  const gone = [...expected].flatMap(([hash, { entry, isSure }]) =>
    isSure && !evidence.has(hash) ? [{ entry, message: `${GONE}: ${hash}` }] : [],
  );
  const unheard = [...evidence].flatMap((hash) =>
    expected.has(hash)
      ? []
      : [{ entry: null, message: `${hash} is evidence, but no entry says that it came in` }],
  );
  return [...gone, ...unheard];
}

/** Whether the records and claims of the evidence asked for are as they were written. */
async function verifyKept(
  { store, signal }: Pick<ImportSite, "store" | "signal">,
  { entries, evidence }: Said,
  asked: ReadonlySet<Hash>,
): Promise<Pick<Journal, "notCompared" | "problems">> {
  const problems: Problem[] = [];
  let notCompared = 0;
  for (const [hash, { entry, kept }] of cameIn(entries)) {
    if (!asked.has(hash) || !evidence.has(hash)) continue;
    signal?.throwIfAborted();
    if (kept === undefined) notCompared += 1;
    else if ((await store.keptHash(hash)) !== kept) {
      problems.push({ entry, message: `${CHANGED}: ${hash}` });
    }
  }
  return { notCompared, problems };
}

/** The whole journal; records and claims of the evidence asked for. */
export async function verifyJournal(
  site: Pick<ImportSite, "store" | "signal">,
  asked: ReadonlySet<Hash>,
): Promise<Journal> {
  for (;;) {
    const said = await readSaid(site.store);
    const journal = verifyChain(said);
    const { notCompared, problems: kept } = await verifyKept(site, said, asked);
    // What was amended or taken back meanwhile is no fault.
    if (kept.length > 0 && (await site.store.version()) !== said.version) continue;
    const problems = [...journal.problems, ...verifyPresence(said), ...kept];
    return { ...journal, notCompared, problems };
  }
}
