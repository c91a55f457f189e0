/** What came of jobs on evidence that is loaded already. */

import type { Job, JobResult } from "../../model/job.ts";
import { many } from "../../model/plain-text.ts";
import { BYTES } from "../evidence/words.ts";
import { evidenceAddress } from "../site/address.ts";
import { Link } from "../site/router.tsx";
import { Name, Words } from "../words/text.tsx";
import { ProblemAdvice } from "./advice.tsx";

type Verified = Extract<JobResult, { kind: "verify" }>;
type Custody = Extract<JobResult, { kind: "retract" | "purge" }>;

export const FileLink = ({ hash, name }: { hash: string; name: string }) => (
  <Link href={evidenceAddress(hash)}>
    <Name text={name} />
  </Link>
);

const MOST_TOLD = 50;

/** What web archives say of themselves, where it is not true. */
function Untrue({ evidence }: Pick<Verified, "evidence">) {
  const untrue = evidence.flatMap(({ hash, name, checks }) =>
    checks
      .filter(({ state }) => state === "differs")
      .map((check) => ({ ...check, hash, name, id: [hash, ...check.path, check.what].join(" ") })),
  );
  if (untrue.length === 0) return null;
  return (
    <ul>
      {untrue.slice(0, MOST_TOLD).map(({ id, hash, name, what, message }) => (
        <li key={id}>
          <FileLink hash={hash} name={name} />: <span className="altered">{what}, not true</span>:{" "}
          <Words text={message} length={600} />
        </li>
      ))}
      {untrue.length > MOST_TOLD && <li>and {untrue.length - MOST_TOLD} more</li>}
    </ul>
  );
}

function JournalResult({ journal }: Pick<Verified, "journal">) {
  const { entries, chained, unchained, notCompared, problems } = journal;
  const sound = chained === 0 && entries > 0 ? "not chained" : "intact";
  return (
    <>
      <p>
        {problems.length === 0
          ? `The journal is ${sound}: ${chained} of ${entries} entries are chained.`
          : "The journal is not as it was written:"}{" "}
        {unchained > 0 && `${unchained} were written before journals were chained.`}{" "}
        {notCompared > 0 &&
          `Record and claims of ${notCompared} files are not compared: an older Headwater took them in without a hash of them.`}
      </p>
      {problems.length > 0 && (
        <ul>
          {problems.slice(0, MOST_TOLD).map(({ entry, message }) => (
            <li key={`${entry} ${message}`}>
              {entry !== null && <span className="altered">entry {entry}: </span>}
              <Words text={message} length={600} />
            </li>
          ))}
          {problems.length > MOST_TOLD && <li>and {problems.length - MOST_TOLD} more</li>}
        </ul>
      )}
    </>
  );
}

function VerifyResult({ evidence, journal }: Verified) {
  const wrong = evidence.filter(({ bytes }) => bytes === "differ" || bytes === "not here");
  const intact = evidence.filter(({ bytes }) => bytes === "intact").length;
  return (
    <>
      <p>
        {intact} of {many(evidence.length, "file is", "files are")} intact: hashed again, the same
        as when they were loaded.
      </p>
      {wrong.length > 0 && (
        <ul>
          {wrong.slice(0, MOST_TOLD).map(({ hash, name, bytes }) => (
            <li key={hash}>
              <FileLink hash={hash} name={name} />: <span className="altered">{BYTES[bytes]}</span>
            </li>
          ))}
          {wrong.length > MOST_TOLD && <li>and {wrong.length - MOST_TOLD} more</li>}
        </ul>
      )}
      <Untrue evidence={evidence} />
      <JournalResult journal={journal} />
    </>
  );
}

const DONE = {
  retract: "Retracted: its claims are taken back, as if they had never been seen.",
  purge: "Purged: its claims are taken back, and its bytes are destroyed.",
} as const;

const CustodyResult = ({ kind, left }: Custody) => (
  <>
    <p>{DONE[kind]}</p>
    {left.length > 0 && (
      <>
        <p>{kind === "purge" ? "Out of reach, or left behind:" : "Its bytes stay at:"}</p>
        <ul className="left">
          {left.map((one) => (
            <li key={one}>
              <Words text={one} length={600} />
            </li>
          ))}
        </ul>
      </>
    )}
  </>
);

/** Of a job that has ended; files that were loaded or read again are told by their reports. */
export function Ended({ job }: { job: Job }) {
  const { state, problem, result } = job;
  if (problem !== null) return <ProblemAdvice problem={problem} />;
  if (state === "cancelled") return <p>Cancelled: nothing of it stays.</p>;
  if (result === null) return <p>Its words are forgotten, as evidence was purged.</p>;
  switch (result.kind) {
    case "verify":
      return <VerifyResult {...result} />;
    case "retract":
    case "purge":
      return <CustodyResult {...result} />;
    case "note":
    case "amend":
    case "import":
      return null;
  }
}
