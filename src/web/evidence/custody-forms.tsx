/** What is asked before evidence is verified, amended, retracted or purged, and what each would do. */
import { type ReactNode, useState } from "react";
import type { EvidenceRecord } from "../../model/evidence.ts";
import type { Order } from "../jobs/use-order.ts";
import { change } from "../site/change.ts";
import { draftOf, EMPTY_DRAFT, type ManifestDraft, manifestIn } from "./manifest-draft.ts";
import { type DraftProblem, ManifestForm } from "./manifest-form.tsx";

export const ACTS = ["verify", "amend", "retract", "purge"] as const;
export type Act = (typeof ACTS)[number];

interface FormProps {
  record: EvidenceRecord;
  order: Order;
}

const pathOf = ({ hash }: EvidenceRecord, act: Act): string =>
  `/api/evidence/${encodeURIComponent(hash)}/${act}`;

function VerifyForm({ record, order }: FormProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        order.send(() => change("/api/evidence/verify", { hash: record.hash }));
      }}
    >
      <p>Hashes the kept bytes again, and says whether they are still those that were loaded.</p>
      <button type="submit" className="primary" disabled={order.isSending}>
        Verify
      </button>
    </form>
  );
}

function AmendForm({ record, order }: FormProps) {
  const [draft, setDraft] = useState<ManifestDraft>(
    record.manifest === null ? EMPTY_DRAFT : draftOf(record.manifest),
  );
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const read = manifestIn(draft, record.manifest);
        if ("says" in read) {
          setProblem(read);
          return;
        }
        setProblem(null);
        order.send(() => change(pathOf(record, "amend"), read.manifest));
      }}
    >
      <p>
        The file gets this manifest in place of{" "}
        {record.manifest === null ? "none" : "the one it has"}, and its claims are read again under
        it. The bytes stay as they are; the journal says that it was amended.
      </p>
      <ManifestForm id="amend" draft={draft} onDraft={setDraft} problem={problem} />
      <button type="submit" className="primary" disabled={order.isSending}>
        Amend
      </button>
    </form>
  );
}

interface ReasonProps {
  reason: string;
  onReason: (reason: string) => void;
}

const Reason = ({ reason, onReason }: ReasonProps) => (
  <div className="field">
    <label htmlFor="reason">Reason</label>
    <input
      type="text"
      id="reason"
      maxLength={1000}
      autoComplete="off"
      value={reason}
      aria-describedby="reason-hint"
      onChange={({ target }) => onReason(target.value)}
    />
    <p className="hint" id="reason-hint">
      Kept in the journal, which is never purged: write nothing there that the file says.
    </p>
  </div>
);

const bodyOf = (reason: string) => (reason.trim() === "" ? {} : { reason: reason.trim() });

function RetractForm({ record, order }: FormProps) {
  const [reason, setReason] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        order.send(() => change(pathOf(record, "retract"), bodyOf(reason)));
      }}
    >
      <p>
        Takes its {record.report.claims.toLocaleString("en")} claims back: every answer is then what
        the rest of the evidence gives, as if this file had never been seen.{" "}
        {record.hashOnly
          ? "Its bytes were never kept."
          : "Its bytes stay; loading the same file again brings the claims back."}
        {record.given?.zone !== undefined &&
          " The zone that was said here is not kept: it is to be said again then."}
      </p>
      <Reason reason={reason} onReason={setReason} />
      <button type="submit" className="primary" disabled={order.isSending}>
        Retract
      </button>
    </form>
  );
}

const CONFIRMED_DIGITS = 8;

function PurgeForm({ record, order }: FormProps) {
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const wanted = record.hash.slice("sha256:".length, "sha256:".length + CONFIRMED_DIGITS);
  const isConfirmed =
    typed
      .trim()
      .toLowerCase()
      .replace(/^sha256:/, "") === wanted;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isConfirmed) order.send(() => change(pathOf(record, "purge"), bodyOf(reason)));
      }}
    >
      <PurgeWarning record={record} />
      <Reason reason={reason} onReason={setReason} />
      <div className="field">
        <label htmlFor="confirm">
          To confirm, type the first {CONFIRMED_DIGITS} digits of its hash: <code>{wanted}</code>
        </label>
        <input
          type="text"
          id="confirm"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </div>
      <button type="submit" className="danger" disabled={!isConfirmed || order.isSending}>
        Destroy it for good
      </button>
    </form>
  );
}

const PurgeWarning = ({ record: { report, hashOnly } }: { record: EvidenceRecord }) => (
  <div className="problem">
    <p>
      <b>This cannot be undone.</b> It takes {report.claims.toLocaleString("en")} claims back
      {hashOnly ? "" : ", destroys the kept bytes"}, and clears their words out of the store and its
      search index. To take the claims back and keep the bytes, retract it instead.
    </p>
    <p>
      It cannot reach copies that others made, backups and snapshots of the disk, what other servers
      and browsers have already read, or the medium’s spare blocks. The journal keeps the hash, the
      time and your reason.
    </p>
  </div>
);

export const FORMS: Readonly<Record<Act, (props: FormProps) => ReactNode>> = {
  verify: VerifyForm,
  amend: AmendForm,
  retract: RetractForm,
  purge: PurgeForm,
};
