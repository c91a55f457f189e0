/** Jobs that have ended, and files that the server did not take. */
import { useState } from "react";
import { hasEnded, type Job } from "../../model/job.ts";
import type { FileOutcome } from "../../model/report.ts";
import { RefusalAdvice } from "../jobs/advice.tsx";
import { Ended } from "../jobs/ended.tsx";
import { workOf } from "../jobs/progress.tsx";
import { focusHeading } from "../site/page.tsx";
import { Name, Words } from "../words/text.tsx";
import { Label } from "../words/things.tsx";
import { useDismissed } from "./dismissed.ts";
import { LoadedFile } from "./loaded-file.tsx";
import { asksForManifest, OnceMore } from "./once-more.tsx";
import type { Sending } from "./queue.ts";

const outcomesOf = ({ result }: Job): readonly FileOutcome[] => {
  if (result?.kind === "import") return result.files;
  return result?.kind === "amend" || result?.kind === "note" ? [result.outcome] : [];
};

/** Files that these jobs loaded, read again or took back. */
const hashesOf = (jobs: readonly Job[]): ReadonlySet<string> =>
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
const isSettled = (job: Job, since: readonly Job[]): boolean =>
  job.state === "failed" &&
  job.work === "import" &&
  job.about !== null &&
  namesOf(since).has(job.about);

function Settled({ job, onDismiss }: { job: Job; onDismiss: () => void }) {
  return (
    <>
      <p className="headline">
        <Label text="failed, loaded since" /> {workOf(job)}{" "}
        <button type="button" onClick={onDismiss}>
          Dismiss<span className="unseen">: {workOf(job)}</span>
        </button>
      </p>
      <p className="terms">
        A file of this name was loaded since. It failed before
        {job.problem !== null && (
          <>
            : <Words text={job.problem.detail} length={600} />
          </>
        )}
      </p>
    </>
  );
}

interface EndedProps {
  job: Job;
  sending: Sending | undefined;
  /** Of jobs after it. */
  since: ReadonlySet<string>;
}

function EndedJob({ job, sending, since }: EndedProps) {
  const outcomes = outcomesOf(job);
  if (outcomes.length > 0) {
    return outcomes.map((outcome) => (
      <LoadedFile
        key={`${outcome.hash} ${outcome.file}`}
        outcome={outcome}
        isPast={outcome.hash !== null && since.has(outcome.hash)}
      />
    ));
  }
  return (
    <>
      <p className="headline">
        <Label text={job.state} kind={job.state === "failed" ? "warn" : ""} /> {workOf(job)}
      </p>
      <Ended job={job} />
      {job.state !== "done" && job.work === "import" && sending !== undefined && (
        <OnceMore sending={sending} asksManifest={asksForManifest(job.problem)} />
      )}
    </>
  );
}

const SHOWN = 50;

interface JobsProps {
  jobs: readonly Job[];
  queue: readonly Sending[];
}

export function EndedJobs({ jobs, queue }: JobsProps) {
  const [most, setMost] = useState(SHOWN);
  const [dismissed, dismiss] = useDismissed();
  const ended = jobs.flatMap((job, i) => {
    if (!hasEnded(job) || dismissed.has(job.id)) return [];
    const since = jobs.slice(0, i);
    const settled = isSettled(job, since);
    return [{ job, since, settled, fails: job.state === "failed" && !settled }];
  });
  // Failures first, for they ask for something.
  ended.sort((a, b) => Number(b.fails) - Number(a.fails));
  return (
    <>
      <ul className="ended">
        {ended.slice(0, most).map(({ job, since, settled }) => (
          <li key={job.id}>
            {settled ? (
              <Settled
                job={job}
                onDismiss={() => {
                  dismiss(job.id);
                  focusHeading();
                }}
              />
            ) : (
              <EndedJob
                job={job}
                sending={queue.find((one) => one.job === job.id)}
                since={hashesOf(since)}
              />
            )}
          </li>
        ))}
      </ul>
      {ended.length > most && (
        <button type="button" onClick={() => setMost(most + SHOWN)}>
          Show {Math.min(SHOWN, ended.length - most)} more of {ended.length - most}
        </button>
      )}
    </>
  );
}

export const Refused = ({ refused }: { refused: readonly Sending[] }) =>
  refused.length === 0 ? null : (
    <ul className="ended">
      {refused.map((sending) => (
        <li key={sending.id}>
          <p className="headline">
            <Label text="not taken" kind="warn" /> <Name text={sending.chosen.path} />
          </p>
          {sending.refusal !== null && <RefusalAdvice refusal={sending.refusal} />}
          <OnceMore sending={sending} asksManifest={asksForManifest(sending.refusal)} />
        </li>
      ))}
    </ul>
  );
