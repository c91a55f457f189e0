/** How far a job is. */
import type { Job } from "../../model/job.ts";
import { cancelJob } from "../site/change.ts";
import { Name } from "../words/text.tsx";
import "./jobs.css";

const WORK: Readonly<Record<Job["work"], string>> = {
  import: "Loading",
  note: "Writing down",
  amend: "Amending",
  retract: "Retracting",
  purge: "Purging",
  verify: "Verifying",
};

const PHASES: Readonly<Record<Job["progress"]["phase"], string>> = {
  waiting: "waits for its turn",
  keeping: "keeping the bytes",
  reading: "reading the records",
  hashing: "hashing the kept bytes",
  finishing: "finishing",
};

export const workOf = ({ work, about }: Job) => (
  <>
    {WORK[work]} {about === null ? work === "verify" ? "all evidence" : "" : <Name text={about} />}
  </>
);

const phaseOf = ({ state, progress }: Job): string =>
  state === "cancelling" ? "is being cancelled" : PHASES[progress.phase];

const percent = (done: number, total: number): number =>
  total === 0 ? 0 : Math.min(100, Math.floor((100 * done) / total));

interface BarProps {
  says: string;
  done: number;
  total: number;
}

export const Bar = ({ says, done, total }: BarProps) => (
  <span className="progress">
    {total === 0 ? (
      <progress aria-label={says} />
    ) : (
      <progress aria-label={says} max={100} value={percent(done, total)} />
    )}{" "}
    <span className="terms">
      {says}
      {total > 0 && `, ${percent(done, total)} %`}
    </span>
  </span>
);

export function JobProgress({ job }: { job: Job }) {
  const { bytes } = job.progress;
  const waits = job.state === "waiting";
  return (
    <div className="under-way">
      <span className="what">{workOf(job)}</span>
      {waits ? (
        <span className="terms">{PHASES.waiting}</span>
      ) : (
        <Bar says={phaseOf(job)} done={bytes.done} total={bytes.total} />
      )}
      <button
        type="button"
        disabled={job.state === "cancelling"}
        aria-label={`Cancel: ${WORK[job.work].toLowerCase()} ${(job.about ?? "").slice(0, 60).toWellFormed()}`}
        onClick={() => void cancelJob(job.id)}
      >
        Cancel
      </button>
    </div>
  );
}
