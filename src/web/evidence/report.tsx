/** What became of a file's records: counts, reasons, fields, zones, times, links. */

import type { ImportReport } from "../../model/evidence.ts";
import { many, shorten } from "../../model/plain-text.ts";
import { Listed } from "../answer/section.tsx";
import { Name, Words } from "../words/text.tsx";
import { Label } from "../words/things.tsx";
import { When } from "../words/time.tsx";
import { Row } from "./manifest.tsx";
import { spokenCounts, spokenMember, spokenReason, spokenZone } from "./words.ts";

const SAMPLE_LENGTH = 60;

const CHECKED = { matches: "true", differs: "not true", "not checked": "not checked" } as const;

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
export function ReportRows({ report }: { report: ImportReport }) {
  const { reasons, fieldsUnknown, zones, published, links, omitted } = report;
  return (
    <>
      <Row term="records">
        {spokenCounts(report)}; {many(report.claims, "claim")}
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

/** Told record by record, member by member, field by field. Ids differ where several reports share a page. */
export function ReportLists({ report, id = "" }: { report: ImportReport; id?: string }) {
  const { diagnostics, diagnosticsOmitted, members, checks, fieldsIgnored, omitted } = report;
  return (
    <>
      <Listed
        id={`${id}diagnostics`}
        title="Diagnostics"
        of={diagnostics.map(({ severity, place, message, code }) => (
          <span key={`${place} ${code} ${message}`}>
            <Label text={severity} kind={severity === "error" ? "warn" : ""} />{" "}
            <Name text={place} />: <Words text={message} length={600} /> ({code})
          </span>
        ))}
        more={diagnosticsOmitted}
      />
      <Listed
        id={`${id}members`}
        title="In this container"
        of={members.map((member) => (
          <Words key={member.path.join(" > ")} text={spokenMember(member)} length={600} />
        ))}
        more={omitted.members}
      />
      <Listed
        id={`${id}checks`}
        title="What it says of what it holds"
        of={checks.map(({ path, what, state, message }) => (
          <span key={[...path, what].join(" > ")}>
            <Label text={CHECKED[state]} kind={state === "differs" ? "warn" : ""} />{" "}
            <Name text={[...path, what].join(" > ")} />: <Words text={message} length={600} />
          </span>
        ))}
        more={omitted.checks}
      />
      <Listed
        id={`${id}left-out`}
        title="Fields left out"
        of={fieldsIgnored.map(({ field, reason }) => (
          <span key={field}>
            <Name text={field} />: <Words text={reason ?? ""} />
          </span>
        ))}
      />
    </>
  );
}
