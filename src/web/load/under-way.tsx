/** Files on their way, and jobs that wait or run: those of a page before a reload, and of others, too. */

import { hasEnded, type Job } from "../../model/job.ts";
import { many } from "../../model/plain-text.ts";
import { Bar, JobProgress } from "../jobs/progress.tsx";
import { Name } from "../words/text.tsx";
import { cancelSending, cancelWaiting, type Sending } from "./queue.ts";

const SHOWN = 10;

const OnTheWay = ({ sending }: { sending: Sending }) => (
  <div className="under-way">
    <span className="what">
      Sending <Name text={sending.chosen.path} />
    </span>
    <Bar says="on its way" done={sending.sentBytes} total={Math.max(1, sending.chosen.file.size)} />
    <button type="button" onClick={() => cancelSending(sending)}>
      Cancel
    </button>
  </div>
);

/** Of files that were loaded on this page: how far all of them are together. */
function Together({ queue, jobs }: UnderWayProps) {
  if (queue.length < 2) return null;
  const ended = new Set(jobs.filter(hasEnded).map(({ id }) => id));
  const done = queue.filter(
    ({ state, job }) => state === "refused" || (job !== null && ended.has(job)),
  ).length;
  if (done === queue.length) return null;
  return (
    <p>
      <Bar says={`${done} of ${many(queue.length, "file")}`} done={done} total={queue.length} />
    </p>
  );
}

interface UnderWayProps {
  queue: readonly Sending[];
  jobs: readonly Job[];
}

export function UnderWay({ queue, jobs }: UnderWayProps) {
  const sending = queue.filter(({ state }) => state === "sending");
  const waits = queue.filter(({ state }) => state === "waits");
  const open = jobs.filter((job) => !hasEnded(job)).reverse();
  return (
    <>
      <Together queue={queue} jobs={jobs} />
      <ul className="open-jobs">
        {open.slice(0, SHOWN).map((job) => (
          <li key={job.id}>
            <JobProgress job={job} />
          </li>
        ))}
        {sending.map((one) => (
          <li key={one.id}>
            <OnTheWay sending={one} />
          </li>
        ))}
      </ul>
      {open.length > SHOWN && (
        <p className="terms">And {open.length - SHOWN} more jobs that wait for their turn.</p>
      )}
      {waits.length > 0 && (
        <p className="terms">
          {many(waits.length, "file waits", "files wait")} in this page to be sent: keep it open
          until then.{" "}
          <button type="button" onClick={cancelWaiting}>
            Do not send {waits.length === 1 ? "it" : "them"}
          </button>
        </p>
      )}
    </>
  );
}
