/** Custody of one evidence file: verify, amend, retract, purge, each in a dialog that says what it does. */
import { type ReactNode, useState } from "react";
import type { EvidenceRecord } from "../../model/evidence.ts";
import { hasEnded } from "../../model/job.ts";
import { RefusalAdvice } from "../jobs/advice.tsx";
import { Ended } from "../jobs/ended.tsx";
import { Modal } from "../jobs/modal.tsx";
import { JobProgress } from "../jobs/progress.tsx";
import { type Order, useOrder } from "../jobs/use-order.ts";
import { go } from "../site/router.tsx";
import { Name } from "../words/text.tsx";
import { ACTS, type Act, FORMS } from "./custody-forms.tsx";

const SAYS: Readonly<Record<Act, string>> = {
  verify: "Verify",
  amend: "Amend…",
  retract: "Retract…",
  purge: "Purge…",
};
const TITLES: Readonly<Record<Act, string>> = {
  verify: "Verify",
  amend: "Amend the manifest of",
  retract: "Retract",
  purge: "Purge",
};

interface Custody {
  act: (act: Act, record: EvidenceRecord) => void;
  /** To be put where it outlives the record. */
  dialog: ReactNode;
}

/** The dialog stays open while what it is about goes, and tells what came of it. */
export function useCustody(): Custody {
  const [open, setOpen] = useState<{ act: Act; record: EvidenceRecord } | null>(null);
  return {
    act: (act, record) => setOpen({ act, record }),
    dialog: open && (
      <ActDialog
        key={`${open.act} ${open.record.hash}`}
        {...open}
        onClose={(isGone) => {
          setOpen(null);
          if (isGone && location.pathname !== "/evidence") go("/evidence");
        }}
      />
    ),
  };
}

export const CustodyButtons = ({
  record,
  act,
}: {
  record: EvidenceRecord;
  act: Custody["act"];
}) => (
  <p className="acts">
    {ACTS.map((one) => (
      <button
        key={one}
        type="button"
        className={one === "purge" ? "danger" : undefined}
        disabled={record.hashOnly && (one === "amend" || one === "verify")}
        onClick={() => act(one, record)}
      >
        {SAYS[one]}
      </button>
    ))}
    {record.hashOnly && (
      <span className="terms">
        Its bytes are not kept, so they can be neither verified nor read again.
      </span>
    )}
  </p>
);

interface DialogProps {
  act: Act;
  record: EvidenceRecord;
  onClose: (isGone: boolean) => void;
}

function ActDialog({ act, record, onClose }: DialogProps) {
  const order = useOrder();
  const { job, refusal } = order;
  const isGone = job?.state === "done" && (act === "retract" || act === "purge");
  const Form = FORMS[act];
  return (
    <Modal
      title={
        <>
          {TITLES[act]} <Name text={record.name} />
        </>
      }
      onClose={() => onClose(isGone)}
    >
      <p className="hash">{record.hash}</p>
      {refusal !== null && <RefusalAdvice refusal={refusal} />}
      {job === null && <Form record={record} order={order} />}
      <div role="status">
        {job !== null &&
          (hasEnded(job) ? <ActEnded act={act} order={order} /> : <JobProgress job={job} />)}
      </div>
    </Modal>
  );
}

function ActEnded({ act, order: { job } }: { act: Act; order: Order }) {
  if (job === null) return null;
  const { result } = job;
  return (
    <>
      <Ended job={job} />
      {act === "amend" && result?.kind === "amend" && (
        <p>
          {result.outcome.status === "unchanged"
            ? "It had that manifest already: nothing was changed."
            : "Amended: its claims were read again under the new manifest."}
        </p>
      )}
    </>
  );
}
