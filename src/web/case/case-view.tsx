/** The case: what is loaded, which times it covers, what a person should look at. */
import type { Finding } from "../../model/case-answer.ts";
import { Paging } from "../answer/paging.tsx";
import { Section } from "../answer/section.tsx";
import { address } from "../site/address.ts";
import { useAnswer } from "../site/api.ts";
import { COVERAGE, FINDINGS } from "../site/endpoints.ts";
import { Page } from "../site/page.tsx";
import type { ViewProps } from "../site/routes.tsx";
import { CaseTimeline } from "../timeline/of-case.tsx";
import { Words } from "../words/text.tsx";
import { KeyList, Label } from "../words/things.tsx";
import { Told } from "../words/told.tsx";
import { EmptyCase } from "./empty.tsx";
import { LoadedFiles } from "./loaded-files.tsx";
import { SpanChart } from "./span-chart.tsx";
import "./case.css";

const SHOWN = 50;

const FindingItem = ({ finding: { kind, says, about } }: { finding: Finding }) => (
  <li>
    <p>
      <Label text={kind} /> <Told text={says} length={600} />
    </p>
    {about.length > 0 && (
      <p className="terms">
        About <KeyList keys={about.slice(0, 10)} />
        {about.length > 10 && ` and ${about.length - 10} more`}
      </p>
    )}
  </li>
);

const pageFrom = (offset: number): string =>
  address("/case", offset === 0 ? [] : [["offset", String(offset)]]);

function FindingsPage({ offset }: { offset: number }) {
  const asked = useAnswer(FINDINGS, [
    ["limit", String(SHOWN)],
    ["offset", String(offset)],
  ]);
  if (asked.state === "refused") return <Words text={asked.refusal.says} length={600} />;
  if (asked.state !== "answered") return <p className="asking">Asking…</p>;
  const { findings, total } = asked.answer;
  if (total === 0) return <p>Nothing that a person should look at was found.</p>;
  return (
    <>
      <ol className="findings" start={offset + 1}>
        {findings.map((finding) => (
          <FindingItem
            key={`${finding.kind} ${finding.says} ${finding.about.join(" ")}`}
            finding={finding}
          />
        ))}
      </ol>
      <Paging
        of="findings"
        offset={offset}
        size={SHOWN}
        hasMore={offset + findings.length < total}
        pageFrom={pageFrom}
      />
    </>
  );
}

function Findings({ offset }: { offset: number }) {
  return (
    <Section id="findings" title="Findings: what a person should look at">
      <FindingsPage offset={offset} />
    </Section>
  );
}

function Loaded({ offset }: { offset: number }) {
  const asked = useAnswer(COVERAGE, []);
  if (asked.state === "refused") return <Words text={asked.refusal.says} length={600} />;
  if (asked.state !== "answered") return <p className="asking">Asking…</p>;
  const { coverage, evidence } = asked.answer;
  if (evidence.files === 0) return <EmptyCase />;
  return (
    <>
      <Section id="loaded" title="What is loaded">
        <LoadedFiles digest={evidence.digest} />
      </Section>
      <Section id="coverage" title="Coverage in time, platform by platform">
        <SpanChart coverage={coverage} />
        <p className="hint">
          Of what is loaded, and of no more: a gap here may be a gap in what was saved.
        </p>
      </Section>
      <CaseTimeline />
      <Findings offset={offset} />
    </>
  );
}

export function CaseView({ query }: ViewProps) {
  const written = query.get("offset") ?? "0";
  return (
    <Page title="The case">
      <Loaded offset={/^\d{1,6}$/.test(written) ? Number(written) : 0} />
    </Page>
  );
}
