/** Jobs that have ended, and files that the server did not take. */
import { useState } from "react";
import { hasEnded, type Job } from "../../model/job.ts";
import type { FileOutcome } from "../../model/report.ts";
import { RefusalAdvice } from "../jobs/advice.tsx";
import { Ended } from "../jobs/ended.tsx";
import { workOf } from "../jobs/progress.tsx";
import { Name } from "../words/text.tsx";
import { Label } from "../words/things.tsx";
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

/** Failures first, for they ask for something. */
const byNeed = (a: Job, b: Job): number =>
  Number(b.state === "failed") - Number(a.state === "failed");

export function EndedJobs({ jobs, queue }: { jobs: readonly Job[]; queue: readonly Sending[] }) {
  const [most, setMost] = useState(SHOWN);
  const ended = jobs.filter(hasEnded).sort(byNeed);
  return (
    <>
      <ul className="ended">
        {ended.slice(0, most).map((job) => (
          <li key={job.id}>
            <EndedJob
              job={job}
              sending={queue.find((one) => one.job === job.id)}
              since={hashesOf(jobs.slice(0, jobs.indexOf(job)))}
            />
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
