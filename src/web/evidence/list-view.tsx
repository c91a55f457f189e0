/** The evidence loaded, file by file. */

import type { EvidenceRecord } from "../../model/evidence.ts";
import { hasEnded } from "../../model/job.ts";
import { many, shorten } from "../../model/plain-text.ts";
import type { EvidenceList } from "../../model/report.ts";
import { Paging } from "../answer/paging.tsx";
import { RefusalAdvice } from "../jobs/advice.tsx";
import { Ended } from "../jobs/ended.tsx";
import { JobProgress } from "../jobs/progress.tsx";
import { useOrder } from "../jobs/use-order.ts";
import { address, evidenceAddress } from "../site/address.ts";
import { useAnswer } from "../site/api.ts";
import { change } from "../site/change.ts";
import { EVIDENCE } from "../site/endpoints.ts";
import { Page } from "../site/page.tsx";
import { Link } from "../site/router.tsx";
import type { ViewProps } from "../site/routes.tsx";
import { TableHead } from "../words/table-head.tsx";
import { Name, Words } from "../words/text.tsx";
import { CustodyButtons, useCustody } from "./custody.tsx";
import { Kind } from "./kind.tsx";
import { size, spokenCounts } from "./words.ts";
import "./evidence.css";

const FILES = 100;

type Act = ReturnType<typeof useCustody>["act"];

const FileRow = ({ record, act }: { record: EvidenceRecord; act: Act }) => (
  <tr>
    <th scope="row">
      <Link href={evidenceAddress(record.hash)}>
        <Name text={record.name} />
      </Link>
      <span className="hash">{record.hash}</span>
    </th>
    <td data-label="kind">
      <Kind record={record} />
    </td>
    <td data-label="importer">{record.importer?.id ?? "none: kept as a file"}</td>
    <td data-label="size">{size(record.size)}</td>
    <td data-label="records">{spokenCounts(record.report)}</td>
    <td data-label="claims" className="number">
      {record.report.claims}
    </td>
    <td>
      <details className="row-acts">
        <summary>
          Custody<span className="unseen"> of {shorten(record.name, 60)}</span>
        </summary>
        <CustodyButtons record={record} act={act} />
      </details>
    </td>
  </tr>
);

interface FilesProps {
  records: readonly EvidenceRecord[];
  total: number;
  offset: number;
  act: Act;
  pageFrom: (offset: number) => string;
}

function Files({ records, total, offset, act, pageFrom }: FilesProps) {
  if (total === 0) {
    return (
      <p>
        No evidence here. <Link href="/load">Load some</Link>.
      </p>
    );
  }
  return (
    <>
      <p className="terms">
        {many(total, "file")}, each known by the SHA-256 of its bytes, and kept byte for byte unless
        it says otherwise.
      </p>
      <table className="files">
        <TableHead
          columns={[
            "File",
            "Kind",
            "Importer",
            "Size",
            "Records",
            "Claims",
            <span key="acts" className="unseen">
              What can be done
            </span>,
          ]}
        />
        <tbody>
          {records.map((record) => (
            <FileRow key={record.hash} record={record} act={act} />
          ))}
        </tbody>
      </table>
      <Paging
        of="files"
        offset={offset}
        size={FILES}
        hasMore={offset + records.length < total}
        pageFrom={pageFrom}
      />
    </>
  );
}

/** Hashes all that is kept again. */
function VerifyAll() {
  const { job, refusal, isSending, send } = useOrder();
  return (
    <div className="verify-all">
      {(job === null || hasEnded(job)) && (
        <button
          type="button"
          disabled={isSending}
          onClick={() => send(() => change("/api/evidence/verify", {}))}
        >
          Verify all: hash the kept bytes again
        </button>
      )}
      {refusal !== null && <RefusalAdvice refusal={refusal} />}
      <div role="status">
        {job !== null && (hasEnded(job) ? <Ended job={job} /> : <JobProgress job={job} />)}
      </div>
    </div>
  );
}

const listAddress = (of: string | null, offset = 0): string =>
  address("/evidence", [
    ...(of === null ? [] : [["case", of] as const]),
    ...(offset === 0 ? [] : [["offset", String(offset)] as const]),
  ]);

interface CasesProps {
  cases: EvidenceList["cases"];
  /** The one of which the files are shown; null for all files. */
  shown: string | null;
}

/** Nothing where there is no choice. */
const Cases = ({ cases, shown }: CasesProps) =>
  cases.length < 2 && shown === null ? null : (
    <nav className="cases" aria-label="Files of one case">
      <ul>
        <li>
          <Link href={listAddress(null)} aria-current={shown === null ? "true" : undefined}>
            All files
          </Link>
        </li>
        {cases.map(({ name, files }) => (
          <li key={name}>
            <Link href={listAddress(name)} aria-current={shown === name ? "true" : undefined}>
              <Name text={name} /> <span className="terms">{files}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );

export function EvidenceListView({ query }: ViewProps) {
  const written = query.get("offset") ?? "0";
  const offset = /^\d{1,6}$/.test(written) ? Number(written) : 0;
  const shown = query.get("case");
  const asked = useAnswer(EVIDENCE, [
    ...(shown === null ? [] : [["case", shown] as const]),
    ["limit", String(FILES)],
    ["offset", String(offset)],
  ]);
  const custody = useCustody();
  return (
    <Page title="The evidence loaded" failed={asked.state === "refused"}>
      {asked.state === "asking" && <p className="asking">Asking…</p>}
      {asked.state === "refused" && (
        <p className="problem" role="alert">
          <Words text={asked.refusal.says} length={600} />
        </p>
      )}
      {asked.state === "answered" && (
        <>
          <Cases cases={asked.answer.cases} shown={shown} />
          <Files
            records={asked.answer.evidence}
            total={asked.answer.total}
            offset={offset}
            act={custody.act}
            pageFrom={(from) => listAddress(shown, from)}
          />
        </>
      )}
      {asked.state === "answered" && asked.answer.total > 0 && <VerifyAll />}
      {custody.dialog}
    </Page>
  );
}
