/**
 * Files on their way to the server, one at a time and never far ahead of what it has loaded. They go on
 * while a person looks at other views; a reload of the page ends those that are not sent yet.
 */
import { useSyncExternalStore } from "react";
import { z } from "zod";
import { hasEnded, type Job } from "../../model/job.ts";
import { boardNow, put, watchBoard } from "../jobs/board.ts";
import type { Fields } from "../site/address.ts";
import type { Outcome, Refusal } from "../site/api.ts";
import type { Chosen } from "./chosen.ts";
import { upload } from "./upload.ts";

const MOST_OPEN_JOBS = 3;
const AGAIN_MS = 3000;

/** How files are to be loaded, the same for all that are chosen together. */
export interface Terms {
  /** As JSON, of files beside which none lies. */
  manifest: string | null;
  fields: Fields;
  /** What a file's manifest lacked when it was loaded before, whichever manifest that is. */
  added?: Readonly<Record<string, string>>;
}

export interface Sending {
  id: number;
  /** The same for all that were chosen together. */
  drop: number;
  chosen: Chosen;
  terms: Terms;
  state: "waits" | "sending" | "sent" | "refused";
  sentBytes: number;
  /** Of the job, once it is sent. */
  job: string | null;
  refusal: Refusal | null;
}

let files: readonly Sending[] = [];
let last = 0;
let stop: AbortController | undefined;
let leaveBoard: (() => void) | undefined;
const watchers = new Set<() => void>();

const isUnsent = ({ state }: Sending): boolean => state === "waits" || state === "sending";

function askToStay(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function set(changed: readonly Sending[]): void {
  files = changed;
  const isBusy = files.some(isUnsent);
  if (isBusy && leaveBoard === undefined) {
    leaveBoard = watchBoard(sendNext);
    window.addEventListener("beforeunload", askToStay);
  } else if (!isBusy) {
    leaveBoard?.();
    leaveBoard = undefined;
    window.removeEventListener("beforeunload", askToStay);
  }
  for (const onChange of watchers) onChange();
}

const update = (id: number, change: Partial<Sending>): void =>
  set(files.map((one) => (one.id === id ? { ...one, ...change } : one)));

const objectSchema = z.record(z.string(), z.unknown());

/** JSON without what only makes it readable, with what is added; anything else as it is, for the server to refuse. */
function compact(text: string, added: Terms["added"] = {}): string {
  try {
    const value: unknown = JSON.parse(text);
    const object = objectSchema.safeParse(value);
    return JSON.stringify(object.success ? { ...object.data, ...added } : value);
  } catch {
    return text;
  }
}

async function fieldsOf({ chosen: { file, manifest, mapping }, terms }: Sending): Promise<Fields> {
  const { added } = terms;
  const said = manifest === null ? terms.manifest : await manifest.text();
  const isSaid = said !== null || added !== undefined;
  const given: Fields = isSaid ? [["manifest", compact(said ?? "{}", added)]] : [];
  const isOther = terms.fields.some(
    ([name, value]) => name === "mapping" || (name === "as" && value !== MAPPED),
  );
  const mapped: Fields =
    mapping === null || isOther ? [] : [["mapping", compact(await mapping.text())]];
  return [["name", file.name], ...given, ...mapped, ...terms.fields];
}

/** The importer that a mapping goes with. */
const MAPPED = "mapped";

/** The file has gone since it was chosen, or may not be read. */
const UNREAD: Outcome<Job> = {
  state: "refused",
  refusal: {
    ...{
      code: "unreadable",
      says: "The manifest or mapping beside it cannot be read.",
      where: null,
    },
  },
};

const PASSING = new Set(["busy", "too-many"]);

async function send(one: Sending): Promise<void> {
  const own = new AbortController();
  stop = own;
  update(one.id, { state: "sending", sentBytes: 0 });
  const fields = await fieldsOf(one).catch(() => undefined);
  const onSent = (sentBytes: number) => update(one.id, { sentBytes });
  const outcome =
    fields === undefined ? UNREAD : await upload(one.chosen.file, fields, own.signal, onSent);
  stop = undefined;
  if (own.signal.aborted) {
    drop(one.id);
  } else if (outcome.state === "answered") {
    put(outcome.answer);
    update(one.id, { state: "sent", job: outcome.answer.id });
  } else if (PASSING.has(outcome.refusal.code)) {
    update(one.id, { state: "waits", refusal: outcome.refusal });
    setTimeout(sendNext, AGAIN_MS);
    return;
  } else {
    update(one.id, { state: "refused", refusal: outcome.refusal });
  }
  sendNext();
}

function sendNext(): void {
  if (stop !== undefined) return;
  const open = boardNow().jobs.filter((job) => !hasEnded(job));
  const next = files.find(({ state }) => state === "waits");
  if (next === undefined || open.length >= MOST_OPEN_JOBS) return;
  void send(next);
}

export function add(chosen: readonly Chosen[], terms: Terms, drop = last + 1): void {
  const more = chosen.map((one): Sending => {
    last += 1;
    const begun = { state: "waits", sentBytes: 0, job: null, refusal: null } as const;
    return { id: last, drop, chosen: one, terms, ...begun };
  });
  set([...files, ...more]);
  sendNext();
}

/** Forgets it. */
export function drop(id: number): void {
  set(files.filter((one) => one.id !== id));
}

/** Takes a file out before it is sent whole. */
export function cancelSending({ id, state }: Sending): void {
  if (state === "sending") stop?.abort();
  else drop(id);
}

export const cancelWaiting = (): void => set(files.filter(({ state }) => state !== "waits"));

/** Once more, perhaps on other terms. */
export function sendAgain(
  { id, drop: chosenWith, chosen, terms }: Sending,
  fields: Fields = [],
  more: Readonly<Record<string, string>> = {},
): void {
  drop(id);
  const names = new Set(fields.map(([name]) => name));
  const kept = terms.fields.filter(([name]) => !names.has(name));
  const added = { ...terms.added, ...more };
  const isAdded = Object.keys(added).length > 0;
  add(
    [chosen],
    { ...terms, fields: [...kept, ...fields], ...(isAdded ? { added } : {}) },
    chosenWith,
  );
}

function watch(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}

export const useQueue = (): readonly Sending[] => useSyncExternalStore(watch, () => files);
