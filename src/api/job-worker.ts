/** A thread that changes the store, one job at a time, in the order in which they were asked for. */
import { parentPort, workerData } from "node:worker_threads";
import { getEvidence, purgeEvidence, retractEvidence } from "../ingest/custody.ts";
import { bytesOf } from "../ingest/evidence-folder.ts";
import { totals } from "../ingest/import-batch.ts";
import { amendEvidence, type ImportSite, importBytes } from "../ingest/import-file.ts";
import { importNote } from "../ingest/note.ts";
import { withSite } from "../ingest/site.ts";
import { verifyEvidence } from "../ingest/verify.ts";
import type { ImportChoices } from "../ingest/work.ts";
import { ImportError } from "../model/errors.ts";
import type { JobResult, Progress } from "../model/job.ts";
import type { ImportAnswer } from "../model/report.ts";
import {
  type FromJobWorker,
  faultOf,
  type Order,
  toJobWorkerSchema,
  workerDataSchema,
} from "./messages.ts";

type Tell = (progress: Progress) => void;
type OrderOf<W extends Order["work"]> = Extract<Order, { work: W }>;

const { address } = workerDataSchema.parse(workerData);
const EVERY_MS = 100;

/** Telling at most ten times a second, and each change of phase. */
function seldom(tell: Tell): Tell {
  let last = 0;
  let phase = "";
  return (progress) => {
    const now = performance.now();
    if (progress.phase === phase && now - last < EVERY_MS) return;
    last = now;
    phase = progress.phase;
    tell(progress);
  };
}

async function* watched(
  bytes: AsyncIterable<Uint8Array>,
  onBytes: (done: number) => void,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  let done = 0;
  for await (const chunk of bytes) {
    signal.throwIfAborted();
    done += chunk.length;
    onBytes(done);
    yield chunk;
  }
}

async function* uploaded(path: string, name: string): AsyncIterable<Uint8Array> {
  try {
    yield* bytesOf(path);
  } catch (cause) {
    throw new ImportError(
      "unreadable",
      "the uploaded bytes cannot be read any more: upload the file again",
      { where: name, cause },
    );
  }
}

async function importUpload(
  site: ImportSite,
  { path, name, size, as, replaces, manifest, given, hashOnly }: OrderOf<"import">,
  tell: Tell,
  signal: AbortSignal,
): Promise<ImportAnswer> {
  const at = (phase: Progress["phase"]) => (done: number) =>
    tell({ phase, bytes: { done, total: size } });
  const choices: ImportChoices = { manifest };
  if (as !== undefined) choices.as = as;
  if (replaces !== undefined) choices.replaces = replaces;
  if (given !== undefined) choices.given = given;
  if (hashOnly) choices.hashOnly = true;
  const bytes = watched(uploaded(path, name), at("keeping"), signal);
  const onProgress = (done: number) => at(done < size ? "reading" : "finishing")(done);
  const outcome = await importBytes({ ...site, onProgress }, name, bytes, choices);
  return { kind: "import", files: [outcome], totals: totals([outcome]) };
}

async function run(
  site: ImportSite,
  order: Order,
  tell: Tell,
  signal: AbortSignal,
): Promise<JobResult> {
  switch (order.work) {
    case "import":
      return importUpload(site, order, tell, signal);
    case "note":
      return {
        kind: "note",
        outcome: await importNote(site, order.name, order.text, order.manifest),
      };
    case "amend": {
      const known = await getEvidence(site, order.hash);
      const onProgress = (done: number) =>
        tell({ phase: "reading", bytes: { done, total: known.size } });
      const outcome = await amendEvidence({ ...site, onProgress }, known, order.manifest);
      return { kind: "amend", outcome };
    }
    case "retract":
      return retractEvidence(site, order.hash, order.reason);
    case "purge":
      return purgeEvidence(site, order.hash, order.reason);
    case "verify":
      return verifyEvidence({ ...site, signal }, order.hash, (done, total) =>
        tell({ phase: "hashing", bytes: { done, total } }),
      );
  }
}

/** Of the others nothing has been changed when they fail; these may have taken evidence back. */
const changesBeforeItsEnd = ({ work }: Order): boolean => work === "retract" || work === "purge";

async function work(
  id: string,
  order: Order,
  signal: AbortSignal,
  say: (message: FromJobWorker) => void,
): Promise<void> {
  const tell = seldom((progress) => say({ say: "progress", id, progress }));
  try {
    signal.throwIfAborted();
    const result = await withSite(address, (site) => run({ ...site, signal }, order, tell, signal));
    say({ say: "done", id, result });
  } catch (error) {
    const isUndone = !changesBeforeItsEnd(order) || error === signal.reason;
    if (signal.aborted && isUndone) say({ say: "cancelled", id });
    else say({ say: "failed", id, fault: faultOf(error) });
  }
}

if (parentPort) {
  const port = parentPort;
  let current: { id: string; abort: AbortController } | undefined;
  port.on("message", (message: unknown) => {
    const said = toJobWorkerSchema.parse(message);
    if (said.say === "cancel") {
      if (current?.id === said.id) current.abort.abort();
      return;
    }
    const abort = new AbortController();
    current = { id: said.id, abort };
    void work(said.id, said.order, abort.signal, (answer) => port.postMessage(answer));
  });
}
