/** The case: what is loaded, what a person should look at. */
import type { Finding } from "../../model/answer.ts";
import { CoverageTable } from "../answer/coverage.tsx";
import { Section } from "../answer/section.tsx";
import { HowToLoad } from "../ask/start.tsx";
import { address } from "../site/address.ts";
import { useAnswer } from "../site/api.ts";
import { COVERAGE, FINDINGS } from "../site/endpoints.ts";
import { Page } from "../site/page.tsx";
import { Link } from "../site/router.tsx";
import type { ViewProps } from "../site/routes.tsx";
import { CaseTimeline } from "../timeline/of-case.tsx";
import { Words } from "../words/text.tsx";
import { KeyList, Label } from "../words/things.tsx";

const SHOWN = 50;

const FindingItem = ({ finding: { kind, says, about } }: { finding: Finding }) => (
  <li>
    <p>
      <Label text={kind} /> <Words text={says} length={600} />
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

function Findings({ offset }: { offset: number }) {
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
      <nav className="paging" aria-label="Pages of findings">
        {offset > 0 && (
          <Link rel="prev" href={pageFrom(Math.max(0, offset - SHOWN))}>
            Previous
          </Link>
        )}
        {offset + findings.length < total && (
          <Link rel="next" href={pageFrom(offset + SHOWN)}>
            Next
          </Link>
        )}
      </nav>
    </>
  );
}

function Loaded() {
  const asked = useAnswer(COVERAGE, []);
  if (asked.state === "refused") return <Words text={asked.refusal.says} length={600} />;
  if (asked.state !== "answered") return <p className="asking">Asking…</p>;
  const { coverage, evidence } = asked.answer;
  if (evidence.files === 0) {
    return (
      <>
        <p>Nothing is loaded yet.</p>
        <HowToLoad />
      </>
    );
  }
  return (
    <>
      <p>
        <Link href="/evidence">
          {evidence.files} evidence {evidence.files === 1 ? "file" : "files"}
        </Link>
        , <span className="hash">{evidence.digest}</span>
      </p>
      <CoverageTable coverage={coverage} />
    </>
  );
}

export function CaseView({ query }: ViewProps) {
  const written = query.get("offset") ?? "0";
  return (
    <Page title="The case">
      <Section id="loaded" title="What is loaded">
        <Loaded />
      </Section>
      <CaseTimeline />
      <Section id="findings" title="Findings: what a person should look at">
        <Findings offset={/^\d{1,6}$/.test(written) ? Number(written) : 0} />
      </Section>
    </Page>
  );
}
