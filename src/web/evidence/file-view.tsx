/** One evidence file: what it is, where it came from, what became of its records, what was done to it. */
import type { EvidenceRecord, JournalEntry } from "../../model/evidence.ts";
import { redacted, shorten } from "../../model/plain-text.ts";
import type { BytesState } from "../../model/report.ts";
import { Listed } from "../answer/section.tsx";
import { bytesAddress, itemAddress } from "../site/address.ts";
import { useAnswer } from "../site/api.ts";
import { evidenceFile } from "../site/endpoints.ts";
import { Page } from "../site/page.tsx";
import { Link } from "../site/router.tsx";
import type { ViewProps } from "../site/routes.tsx";
import { Name, Words } from "../words/text.tsx";
import { Label } from "../words/things.tsx";
import { Instant, When } from "../words/time.tsx";
import { Kind } from "./kind.tsx";
import { ManifestRows, Row } from "./manifest.tsx";
import { BYTES, size, spokenCounts, spokenMember, spokenReason, spokenZone } from "./words.ts";
import "./evidence.css";

const SAMPLE_LENGTH = 60;

interface SeveralProps {
  term: string;
  of: readonly string[];
  more?: number;
}

const Several = ({ term, of, more = 0 }: SeveralProps) =>
  of.length === 0 ? null : (
    <Row term={term}>
      {of.map((one) => (
        <span key={one} className="line">
          <Words text={one} length={600} />
        </span>
      ))}
      {more > 0 && <span className="line">and {more} more</span>}
    </Row>
  );

/** What was left out, what was not understood, and what was found. */
function ReportRows({ record: { report } }: { record: EvidenceRecord }) {
  const { reasons, fieldsUnknown, zones, published, links, omitted } = report;
  return (
    <>
      <Row term="records">
        {spokenCounts(report)}; {report.claims} claims
      </Row>
      <Several term="reasons" of={reasons.map(spokenReason)} more={omitted.reasons} />
      <Several
        term="fields never heard of"
        of={fieldsUnknown.map(({ field, sample }) =>
          sample === undefined ? field : `${field} (“${shorten(sample, SAMPLE_LENGTH)}”)`,
        )}
        more={omitted.fields}
      />
      <Several term="zones" of={zones.map(spokenZone)} more={omitted.zones} />
      {(published.earliest !== null || published.latest !== null) && (
        <Row term="published">
          <When interval={published} />
        </Row>
      )}
      {links.toItems + links.toNames > 0 && (
        <Row term="links">
          {links.toItems} to items, {links.toNames} to addresses only
        </Row>
      )}
    </>
  );
}

function Diagnostics({ report: { diagnostics, diagnosticsOmitted } }: EvidenceRecord) {
  return (
    <Listed
      id="diagnostics"
      title="Diagnostics"
      of={diagnostics.map(({ severity, place, message, code }) => (
        <span key={`${place} ${code} ${message}`}>
          <Label text={severity} kind={severity === "error" ? "warn" : ""} /> <Name text={place} />:{" "}
          <Words text={message} length={600} /> ({code})
        </span>
      ))}
      more={diagnosticsOmitted}
    />
  );
}

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
        <ReportRows record={record} />
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
      <Diagnostics {...record} />
      <Listed
        id="members"
        title="In this container"
        of={report.members.map((member) => (
          <Words key={member.path.join(" > ")} text={spokenMember(member)} length={600} />
        ))}
        more={report.omitted.members}
      />
      <Listed
        id="left-out"
        title="Fields left out"
        of={report.fieldsIgnored.map(({ field, reason }) => (
          <span key={field}>
            <Name text={field} />: <Words text={reason ?? ""} />
          </span>
        ))}
      />
      <Journal journal={journal} />
    </article>
  );
}

export function EvidenceFileView({ about }: ViewProps) {
  const asked = useAnswer(evidenceFile(about), []);
  const title =
    asked.state === "answered"
      ? redacted(asked.answer.record.name)
      : asked.state === "refused"
        ? "Not in evidence"
        : "Evidence";
  return (
    <Page title={title} failed={asked.state === "refused"}>
      {asked.state === "asking" && <p className="asking">Asking…</p>}
      {asked.state === "refused" && (
        <p className="problem" role="alert">
          <Words text={asked.refusal.says} length={600} />
        </p>
      )}
      {asked.state === "answered" && <File {...asked.answer} />}
    </Page>
  );
}
