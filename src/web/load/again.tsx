/** What of a loaded file a person may know better: the zone of its times, the importer that reads it. */

import { type ReactNode, useId, useState } from "react";
import type { ImportReport } from "../../model/evidence.ts";
import { hasEnded } from "../../model/job.ts";
import { counted } from "../../model/plain-text.ts";
import { RefusalAdvice } from "../jobs/advice.tsx";
import { put } from "../jobs/board.ts";
import { Ended } from "../jobs/ended.tsx";
import { JobProgress } from "../jobs/progress.tsx";
import { useOrder } from "../jobs/use-order.ts";
import { bytesAddress, type Fields } from "../site/address.ts";
import { When } from "../words/time.tsx";
import { zonelessTimes } from "./came-of.ts";
import { ImporterChoice } from "./importer-choice.tsx";
import { uploadKept } from "./upload.ts";
import { ZoneField } from "./zone-field.tsx";
import "./again.css";

interface AgainProps {
  hash: string;
  name: string;
  /** Null while what is needed is not filled in. */
  fields: Fields | null;
  says: string;
  done: string;
  children: ReactNode;
}

/** Reads the kept bytes again with what is given now; manifest and former choices stay. */
function ReadAgain({ hash, name, fields, says, done, children }: AgainProps) {
  const { job, refusal, isSending, send } = useOrder();
  return (
    <form
      className="again"
      onSubmit={(event) => {
        event.preventDefault();
        if (fields === null) return;
        send(async () => {
          const outcome = await uploadKept(bytesAddress(hash), [["name", name], ...fields]);
          if (outcome.state === "answered") put(outcome.answer);
          return outcome;
        });
      }}
    >
      {children}
      <button
        type="submit"
        disabled={fields === null || isSending || (job !== null && !hasEnded(job))}
      >
        {says}
      </button>
      {refusal !== null && <RefusalAdvice refusal={refusal} />}
      <div role="status">
        {job !== null && !hasEnded(job) && <JobProgress job={job} />}
        {job !== null &&
          hasEnded(job) &&
          (job.state === "done" ? <p>{done}</p> : <Ended job={job} />)}
      </div>
    </form>
  );
}

const timesOf = (count: number): string => counted(count, "time");

interface QuestionProps {
  hash: string;
  /** What it is called. */
  file: string;
}

/** Asked where times are written without a zone and nobody has said which it is. */
export function ZoneQuestion({ hash, file, report }: QuestionProps & { report: ImportReport }) {
  const id = useId();
  const [zone, setZone] = useState("");
  const count = zonelessTimes(report);
  if (count === 0) return null;
  const given = zone.trim();
  return (
    <section className="zone-question" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>In which zone are its times?</h3>
      <p>
        {timesOf(count)} in it {count === 1 ? "is" : "are"} written without a zone, and nothing says
        which. Each now stands for that clock anywhere on earth, 26 hours wide
        {report.published.earliest === null && report.published.latest === null ? (
          ""
        ) : (
          <>
            : the file as a whole is published <When interval={report.published} />
          </>
        )}
        . With a zone each is as narrow as it is written, and order that is only possible may become
        certain. It rests on your word: reports say “granted”.
      </p>
      <ReadAgain
        hash={hash}
        name={file}
        fields={given === "" ? null : [["zone", given]]}
        says="Read it again in this zone"
        done={`Read again in ${given}: its new report says what that came to.`}
      >
        <ZoneField label="Zone, if you know it" zone={zone} onZone={setZone} />
      </ReadAgain>
    </section>
  );
}

/** Asked where a file is kept without an importer. */
export function ImporterQuestion({ hash, file }: QuestionProps) {
  const id = useId();
  const [as, setAs] = useState("");
  return (
    <ReadAgain
      hash={hash}
      name={file}
      fields={as === "" ? null : [["as", as]]}
      says="Read it so"
      done="Read again."
    >
      <label htmlFor={id}>No importer knows it by its bytes. If you know its format</label>
      <ImporterChoice id={id} none="choose an importer" value={as} onValue={setAs} />
    </ReadAgain>
  );
}
