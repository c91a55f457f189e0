/** Jobs that have ended, and files that the server did not take. */
import { type ReactNode, useRef, useState } from "react";
import { hasEnded, type Job } from "../../model/job.ts";
import { RefusalAdvice } from "../jobs/advice.tsx";
import { Ended } from "../jobs/ended.tsx";
import { workOf } from "../jobs/progress.tsx";
import { focusHeading } from "../site/page.tsx";
import { Name, Words } from "../words/text.tsx";
import { Label } from "../words/things.tsx";
import { Alone } from "./alone.tsx";
import { asksForManifest, hashesOf, isSettled, lackedTogether, outcomesOf } from "./came-of.ts";
import { LoadedFile } from "./loaded-file.tsx";
import { OnceMore } from "./once-more.tsx";
import { drop, type Sending } from "./queue.ts";
import { Together } from "./together.tsx";

const Settled = ({ job }: { job: Job }) => (
  <>
    <p className="headline">
      <Label text="failed, loaded since" /> {workOf(job)}
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

interface EndedProps {
  job: Job;
  sending: Sending | undefined;
  /** Of jobs after it. */
  since: ReadonlySet<string>;
  /** Hashes, and numbers of files on their way, that are asked about together. */
  together: ReadonlySet<string | number>;
}

function EndedJob({ job, sending, since, together }: EndedProps) {
  const outcomes = outcomesOf(job);
  if (outcomes.length > 0) {
    return outcomes.map((outcome) => (
      <LoadedFile
        key={`${outcome.hash} ${outcome.file}`}
        outcome={outcome}
        isPast={outcome.hash !== null && since.has(outcome.hash)}
        isAskedAbove={outcome.hash !== null && together.has(outcome.hash)}
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
        <Alone isAskedAbove={together.has(sending.id)}>
          <OnceMore sending={sending} asksManifest={asksForManifest(job.problem)} />
        </Alone>
      )}
    </>
  );
}

const NotTaken = ({ sending, isAskedAbove }: { sending: Sending; isAskedAbove: boolean }) => (
  <>
    <p className="headline">
      <Label text="not taken" kind="warn" /> <Name text={sending.chosen.path} />
    </p>
    {sending.refusal !== null && <RefusalAdvice refusal={sending.refusal} />}
    <Alone isAskedAbove={isAskedAbove}>
      <OnceMore sending={sending} asksManifest={asksForManifest(sending.refusal)} />
    </Alone>
  </>
);

interface RowProps {
  about: ReactNode;
  onDismiss: () => void;
  children: ReactNode;
}

/** Something that came of it, until a person wants to see it no more. */
const Row = ({ about, onDismiss, children }: RowProps) => (
  <li>
    {children}
    <button type="button" className="dismiss" onClick={onDismiss}>
      Dismiss<span className="unseen">: {about}</span>
    </button>
  </li>
);

const SHOWN = 50;

interface CameOfProps {
  jobs: readonly Job[];
  queue: readonly Sending[];
  dismissed: ReadonlySet<string>;
  dismiss: (ids: readonly string[]) => void;
}

/** One that is dismissed still tells of those before it. */
function endedIn(jobs: readonly Job[], dismissed: ReadonlySet<string>) {
  const ended = jobs.flatMap((job, i) => {
    if (!hasEnded(job) || dismissed.has(job.id)) return [];
    const since = jobs.slice(0, i);
    const settled = isSettled(job, since);
    return [{ job, since, settled, fails: job.state === "failed" && !settled }];
  });
  // Failures first, for they ask for something.
  return ended.sort((a, b) => Number(b.fails) - Number(a.fails));
}

export function CameOfIt({ jobs, queue, dismissed, dismiss }: CameOfProps) {
  const [most, setMost] = useState(SHOWN);
  const list = useRef<HTMLUListElement>(null);
  const ended = endedIn(jobs, dismissed);
  const refused = queue.filter(({ state }) => state === "refused");
  const groups = lackedTogether(
    jobs,
    queue.filter(({ job }) => job === null || !dismissed.has(job)),
  );
  const together = new Set<string | number>(
    groups.flatMap(({ unsaid, zoneless }) => [
      ...unsaid.map(({ id }) => id),
      ...zoneless.map(({ hash }) => hash),
    ]),
  );
  /** The button that had the focus is gone. */
  const afterwards = () => {
    if (ended.length + refused.length > 1) list.current?.focus({ preventScroll: true });
    else focusHeading();
  };
  return (
    <>
      <Together groups={groups} />
      {ended.length > 1 && (
        <p>
          <button
            type="button"
            onClick={() => {
              dismiss(ended.map(({ job }) => job.id));
              focusHeading();
            }}
          >
            Dismiss all {ended.length}
          </button>
        </p>
      )}
      <ul className="ended" ref={list} tabIndex={-1} aria-label="Ended">
        {refused.map((sending) => (
          <Row
            key={sending.id}
            about={<Name text={sending.chosen.path} />}
            onDismiss={() => {
              afterwards();
              drop(sending.id);
            }}
          >
            <NotTaken sending={sending} isAskedAbove={together.has(sending.id)} />
          </Row>
        ))}
        {ended.slice(0, most).map(({ job, since, settled }) => (
          <Row
            key={job.id}
            about={workOf(job)}
            onDismiss={() => {
              afterwards();
              dismiss([job.id]);
            }}
          >
            {settled ? (
              <Settled job={job} />
            ) : (
              <EndedJob
                job={job}
                sending={queue.find((one) => one.job === job.id)}
                since={hashesOf(since)}
                together={together}
              />
            )}
          </Row>
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
