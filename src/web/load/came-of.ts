/** What came of jobs, and what files that were chosen together lack alike, so that it is asked once. */
import type { Hash, ImportReport } from "../../model/evidence.ts";
import type { Job } from "../../model/job.ts";
import type { FileOutcome } from "../../model/report.ts";

export const outcomesOf = ({ result }: Job): readonly FileOutcome[] => {
  if (result?.kind === "import") return result.files;
  return result?.kind === "amend" || result?.kind === "note" ? [result.outcome] : [];
};

/** Files that these jobs loaded, read again or took back. */
export const hashesOf = (jobs: readonly Job[]): ReadonlySet<string> =>
  new Set(
    jobs.flatMap((job) => {
      const { result } = job;
      const isGone = result?.kind === "retract" || result?.kind === "purge";
      return isGone ? [result.hash] : outcomesOf(job).flatMap(({ hash }) => hash ?? []);
    }),
  );

/** Names of files that these jobs loaded. */
const namesOf = (jobs: readonly Job[]): ReadonlySet<string> =>
  new Set(
    jobs.flatMap(outcomesOf).flatMap(({ status, file }) => (status === "failed" ? [] : [file])),
  );

/** It failed, and a later job loaded a file of its name. */
export const isSettled = (job: Job, since: readonly Job[]): boolean =>
  job.state === "failed" &&
  job.work === "import" &&
  job.about !== null &&
  namesOf(since).has(job.about);

interface Told {
  code: string;
  where?: string | null | undefined;
}

/** True where what went wrong is what the manifest does not say. */
export const asksForManifest = (told: Told | null): boolean =>
  told !== null &&
  (told.code === "bad-manifest" || (told.code === "bad-structure" && told.where === "manifest"));

/** How many times are written without a zone, of which nobody has said which it is. */
export const zonelessTimes = ({ zones }: ImportReport): number =>
  zones.reduce((sum, { name, times }) => (name === undefined ? sum + times : sum), 0);

/** Loaded, with times in no known zone. */
export interface Zoneless {
  hash: Hash;
  file: string;
  times: number;
}

/** A file on its way, as far as this looks at it. */
interface Sent {
  drop: number;
  state: string;
  /** Of the job, once it is sent. */
  job: string | null;
  refusal: Told | null;
}

/** Files of one choice of which the same has to be told. */
export interface Lacking<T extends Sent> {
  drop: number;
  /** Not loaded, as their manifests do not say enough. */
  unsaid: readonly T[];
  zoneless: readonly Zoneless[];
}

const zonelessIn = (job: Job, since: readonly Job[]): Zoneless[] => {
  const past = hashesOf(since);
  return outcomesOf(job).flatMap(({ hash, file, report }) => {
    const times = report === null ? 0 : zonelessTimes(report);
    return hash === null || times === 0 || past.has(hash) ? [] : [{ hash, file, times }];
  });
};

/** A single file is asked for where it stands. */
const several = <T>(of: readonly T[]): readonly T[] => (of.length > 1 ? of : []);

/** `jobs`: the latest first. */
export function lackedTogether<T extends Sent>(
  jobs: readonly Job[],
  queue: readonly T[],
): Lacking<T>[] {
  const placeOf = new Map(jobs.map(({ id }, i) => [id, i]));
  const told = queue.flatMap((sending) => {
    const i = placeOf.get(sending.job ?? "");
    const job = i === undefined ? undefined : jobs[i];
    const since = jobs.slice(0, i ?? 0);
    const problem = sending.state === "refused" ? sending.refusal : (job?.problem ?? null);
    const isOpen = job === undefined || !isSettled(job, since);
    return {
      drop: sending.drop,
      unsaid: isOpen && asksForManifest(problem) ? [sending] : [],
      zoneless: job === undefined ? [] : zonelessIn(job, since),
    };
  });
  return [...Map.groupBy(told, ({ drop }) => drop)].flatMap(([drop, of]) => {
    const unsaid = several(of.flatMap((one) => one.unsaid));
    const zoneless = several(of.flatMap((one) => one.zoneless));
    return unsaid.length + zoneless.length === 0 ? [] : [{ drop, unsaid, zoneless }];
  });
}
