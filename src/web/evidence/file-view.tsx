/** One evidence file: what it is, where it came from, what became of its records, what was done to it. */
import type { EvidenceRecord, JournalEntry } from "../../model/evidence.ts";
import { redacted } from "../../model/plain-text.ts";
import type { BytesState } from "../../model/report.ts";
import { Listed } from "../answer/section.tsx";
import { useBoard } from "../jobs/board.ts";
import { ZoneQuestion } from "../load/again.tsx";
import { bytesAddress, itemAddress } from "../site/address.ts";
import { useAnswer } from "../site/api.ts";
import { evidenceFile } from "../site/endpoints.ts";
import { Page } from "../site/page.tsx";
import { Link } from "../site/router.tsx";
import type { ViewProps } from "../site/routes.tsx";
import { onPage } from "../words/on-page.ts";
import { Words } from "../words/text.tsx";
import { Instant } from "../words/time.tsx";
import { CustodyButtons, useCustody } from "./custody.tsx";
import { Kind } from "./kind.tsx";
import { ManifestRows, Row } from "./manifest.tsx";
import { ReportLists, ReportRows } from "./report.tsx";
import { BYTES, size } from "./words.ts";
import "./evidence.css";

const Journal = ({ journal }: { journal: readonly JournalEntry[] }) => (
  <Listed
    id="journal"
    title="What was done to it"
    of={journal.map(({ action, at, reason }) => (
      <span key={`${at} ${action}`}>
        {action}, <Instant ms={at} />
        {reason !== undefined && (
          <>
            : <Words text={reason} />
          </>
        )}
      </span>
    ))}
  />
);

interface FileProps {
  record: EvidenceRecord;
  journal: readonly JournalEntry[];
  bytes: BytesState;
}

function File({ record, journal, bytes }: FileProps) {
  const { hash, importer, report } = record;
  return (
    <article className="answer">
      <dl className="custody">
        <Row term="SHA-256">
          <span className="hash">{hash}</span>
        </Row>
        <Row term="kind">
          <Kind record={record} />
        </Row>
        <Row term="size">{size(record.size)}</Row>
        <Row term="bytes">
          <span className={bytes === "differ" ? "altered" : undefined}>{BYTES[bytes]}</span>
        </Row>
        <Row term="importer">
          {importer === null
            ? "none: kept as a file"
            : `${importer.id}, version ${importer.version}`}
        </Row>
        <ManifestRows record={record} />
        <ReportRows report={report} />
        <Row term="see">
          <Link href={itemAddress(`evidence:${hash}`)}>what it is about</Link>
          {!record.hashOnly && (
            <>
              {" · "}
              <a href={bytesAddress(hash)} download>
                its bytes
              </a>
            </>
          )}
          {" · "}
          <a href={`/api/evidence/${encodeURIComponent(hash)}`}>this record as JSON</a>
        </Row>
      </dl>
      {importer !== null && bytes === "intact" && (
        <ZoneQuestion hash={hash} file={record.name} report={report} />
      )}
      <ReportLists report={report} />
      <Journal journal={journal} />
    </article>
  );
}

const GONE = { retract: "Retracted", purge: "Purged" } as const;

/** Of a file that is gone because it was taken back here, as a job tells. */
const TakenBack = ({ act }: { act: "retract" | "purge" }) => (
  <p role="status">
    {act === "retract"
      ? "Retracted: its claims are taken back, as if they had never been seen."
      : "Purged: its claims are taken back, and its bytes are destroyed."}{" "}
    <Link href="/evidence">The evidence loaded</Link>
  </p>
);

function useTakenBack(hash: string): "retract" | "purge" | null {
  const { jobs } = useBoard();
  const results = jobs.flatMap(({ result }) =>
    (result?.kind === "retract" || result?.kind === "purge") && result.hash === hash
      ? [result.kind]
      : [],
  );
  return results.includes("purge") ? "purge" : (results[0] ?? null);
}

export function EvidenceFileView({ about }: ViewProps) {
  const custody = useCustody();
  const asked = useAnswer(evidenceFile(about), []);
  const takenBack = useTakenBack(about);
  const isGone =
    asked.state === "refused" && asked.refusal.code === "not-evidence" ? takenBack : null;
  const title =
    asked.state === "answered"
      ? redacted(asked.answer.record.name)
      : isGone !== null
        ? GONE[isGone]
        : asked.state === "refused" && asked.refusal.code === "not-evidence"
          ? "Not in evidence"
          : "Evidence";
  return (
    <Page title={title} failed={asked.state === "refused" && isGone === null}>
      {asked.state === "asking" && <p className="asking">Asking…</p>}
      {isGone !== null && <TakenBack act={isGone} />}
      {asked.state === "refused" && isGone === null && (
        <p className="problem" role="alert">
          <Words text={onPage(asked.refusal.says)} length={600} />
        </p>
      )}
      {asked.state === "answered" && (
        <>
          <CustodyButtons record={asked.answer.record} act={custody.act} />
          <File {...asked.answer} />
        </>
      )}
      {custody.dialog}
    </Page>
  );
}
