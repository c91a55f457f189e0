/**
 * The board of jobs: all that the server tells of, and the one that runs as it goes on. The server
 * does one at a time, so one stream of events is enough. Who reloads the page finds the same board.
 */
import { useSyncExternalStore } from "react";
import { hasEnded, type Job, jobSchema } from "../../model/job.ts";
import { ask, askAllAgain, type Refusal } from "../site/api.ts";
import { JOBS } from "../site/endpoints.ts";

const AGAIN_MS = 3000;

interface Board {
  /** The latest first; those too that the server has forgotten since this page saw them. */
  jobs: readonly Job[];
  /** Why the board may be out of date. */
  refusal: Refusal | null;
}

const known = new Map<string, Job>();
let board: Board = { jobs: [], refusal: null };
const watchers = new Set<() => void>();
let stream: EventSource | undefined;
let later: ReturnType<typeof setTimeout> | undefined;
/** What was said of purged evidence is forgotten here too. */
let isForgetful = false;

function tell(refusal: Refusal | null): void {
  const jobs = [...known.values()].sort((a, b) => b.submitted - a.submitted);
  board = { jobs, refusal };
  for (const onChange of watchers) onChange();
}

function hear(job: Job): void {
  known.set(job.id, job);
  if (job.work === "purge" && hasEnded(job)) isForgetful = true;
  tell(null);
}

/** A job that this page has asked for. */
export function put(job: Job): void {
  hear(job);
  watchRunning();
}

/** The server answers again, or says that there is no such job any more. */
function lookAgain(): void {
  stream?.close();
  stream = undefined;
  clearTimeout(later);
  later = setTimeout(() => void refresh(), AGAIN_MS);
}

function heard({ data }: MessageEvent<unknown>): Job | undefined {
  try {
    return jobSchema.safeParse(JSON.parse(String(data))).data;
  } catch {
    return undefined;
  }
}

function watchRunning(): void {
  if (stream !== undefined || watchers.size === 0) return;
  const open = board.jobs.filter((job) => !hasEnded(job));
  const next = open.find(({ state }) => state !== "waiting") ?? open.at(-1);
  if (next === undefined) return;
  const events = new EventSource(`/api/jobs/${encodeURIComponent(next.id)}/events`);
  stream = events;
  events.addEventListener("progress", (event) => {
    const job = heard(event);
    if (job) hear(job);
  });
  events.addEventListener("end", (event) => {
    events.close();
    stream = undefined;
    const job = heard(event);
    if (job) hear(job);
    if (job?.work !== "verify") askAllAgain();
    void refresh();
  });
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) lookAgain();
  });
}

/** A job that this page saw open and that ended while no stream told of it. */
const endedUnheard = (listed: readonly Job[]): boolean =>
  listed.some((job) => {
    const before = known.get(job.id);
    return before && !hasEnded(before) && hasEnded(job) && job.work !== "verify";
  });

async function refresh(): Promise<void> {
  const outcome = await ask(JOBS, [], new AbortController().signal);
  if (watchers.size === 0) return;
  if (outcome.state === "refused") {
    tell(outcome.refusal);
    lookAgain();
    return;
  }
  const listed = new Set(outcome.answer.jobs.map(({ id }) => id));
  for (const job of known.values()) {
    // An open job that is not listed was lost with a server that has ended.
    if (!listed.has(job.id) && (isForgetful || !hasEnded(job))) known.delete(job.id);
  }
  isForgetful = false;
  if (endedUnheard(outcome.answer.jobs)) askAllAgain();
  for (const job of outcome.answer.jobs) known.set(job.id, job);
  tell(null);
  watchRunning();
}

/** Until what it returns is called, the board is kept up to date and each change is told. */
export function watchBoard(onChange: () => void): () => void {
  watchers.add(onChange);
  if (watchers.size === 1) void refresh();
  return () => {
    watchers.delete(onChange);
    if (watchers.size > 0) return;
    stream?.close();
    stream = undefined;
    clearTimeout(later);
  };
}

export const boardNow = (): Board => board;

export const useBoard = (): Board => useSyncExternalStore(watchBoard, boardNow);
