/** What came of one file: whether it is in, what was read of it, and what a person may still say. */
import { useId } from "react";
import type { FileOutcome } from "../../model/report.ts";
import { ReportLists, ReportRows } from "../evidence/report.tsx";
import { spokenCounts, spokenWarnings } from "../evidence/words.ts";
import { FileLink } from "../jobs/ended.tsx";
import { itemAddress } from "../site/address.ts";
import { Link } from "../site/router.tsx";
import { onPage } from "../words/on-page.ts";
import { Name, Words } from "../words/text.tsx";
import { Label } from "../words/things.tsx";
import { ImporterQuestion, ZoneQuestion } from "./again.tsx";
import { Alone } from "./alone.tsx";

function Marks({ outcome }: { outcome: FileOutcome }) {
  const { status, importer, reconstruction, provenance } = outcome;
  if (status === "failed") return null;
  return (
    <>
      {reconstruction && <Label text="reconstruction" kind="warn" />}{" "}
      {provenance === "unknown" && <Label text="provenance unknown" kind="warn" />}{" "}
      {importer === null && <Label text="kept without an importer" />}
    </>
  );
}

function Headline({ outcome }: { outcome: FileOutcome }) {
  const { file, status, hash, importer, report } = outcome;
  return (
    <p className="headline">
      <Label text={status} kind={status === "failed" ? "warn" : "good"} />{" "}
      {hash === null ? <Name text={file} /> : <FileLink hash={hash} name={file} />}
      {importer !== null && (
        <>
          {" "}
          <span className="terms">
            by {importer}
            {report !== null && `: ${spokenCounts(report)}`}
          </span>
        </>
      )}{" "}
      <Marks outcome={outcome} />
    </p>
  );
}

const FIELDS_TOLD = 3;

/** What should not be overlooked is told without being opened. */
function Look({ outcome: { report, status } }: { outcome: FileOutcome }) {
  if (report === null || status === "unchanged") return null;
  const { failed, fieldsUnknown } = report;
  const warnings = report.reasons.filter(({ outcome }) => outcome === "imported");
  return (
    <>
      {warnings.length > 0 && (
        <p className="terms">
          <Words text={spokenWarnings(warnings)} length={600} />
        </p>
      )}
      {failed > 0 && (
        <p className="caution">
          {failed.toLocaleString("en")} of its records could not be read: the report says which, and
          why.
        </p>
      )}
      {fieldsUnknown.length > 0 && (
        <p className="terms">
          Fields never heard of:{" "}
          <Words
            text={fieldsUnknown
              .slice(0, FIELDS_TOLD)
              .map(({ field }) => field)
              .join(", ")}
          />
          {fieldsUnknown.length > FIELDS_TOLD && ` and ${fieldsUnknown.length - FIELDS_TOLD} more`}
        </p>
      )}
    </>
  );
}

/** There is more to ask of a file than it says itself. */
function Questions({ hash, outcome }: { hash: string; outcome: FileOutcome }) {
  const { status, importer, file, report } = outcome;
  if (status === "failed") return null;
  if (importer === null) return <ImporterQuestion hash={hash} file={file} />;
  return report === null ? null : <ZoneQuestion hash={hash} file={file} report={report} />;
}

interface LoadedProps {
  outcome: FileOutcome;
  /** What a later job came to stands elsewhere: nothing is asked here any more. */
  isPast?: boolean;
  /** It is asked for together with others. */
  isAskedAbove?: boolean;
}

export function LoadedFile({ outcome, isPast = false, isAskedAbove = false }: LoadedProps) {
  const id = useId();
  const { hash, report, message } = outcome;
  return (
    <>
      <Headline outcome={outcome} />
      {message !== null && (
        <p className="ground">
          <Words text={onPage(message)} length={600} />
        </p>
      )}
      <Look outcome={outcome} />
      {hash !== null && !isPast && (
        <Alone isAskedAbove={isAskedAbove}>
          <Questions hash={hash} outcome={outcome} />
        </Alone>
      )}
      {report !== null && (
        <details className="report">
          <summary>
            Full report<span className="unseen"> of </span>
            <span className="unseen">
              <Name text={outcome.file} />
            </span>
          </summary>
          <dl className="custody">
            <ReportRows report={report} />
          </dl>
          <ReportLists report={report} id={id} />
        </details>
      )}
      {hash !== null && (
        <p className="terms">
          <Link href={itemAddress(`evidence:${hash}`)}>What it is about</Link>
        </p>
      )}
    </>
  );
}
