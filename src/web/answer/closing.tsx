/** What every answer ends with: assumptions, remarks, coverage, sources, digests. */
import type { Citation, Coverage, Remark } from "../../model/answer.ts";
import { many } from "../../model/plain-text.ts";
import { Link } from "../site/router.tsx";
import { Name, Words } from "../words/text.tsx";
import { BasisLabel, KeyOrWords } from "../words/things.tsx";
import { When } from "../words/time.tsx";
import { Cites } from "./cites.tsx";
import { CoverageSection } from "./coverage.tsx";
import { Listed, Section } from "./section.tsx";
import { Share } from "./share.tsx";
import { Sources } from "./sources.tsx";

export interface Closed {
  kind: string;
  assumptions: readonly string[];
  remarks?: readonly Remark[];
  coverage: Coverage;
  citations?: readonly Citation[];
  software: string;
  evidence: { files: number; digest: string };
  digest: string;
}

export function RemarkLine({ remark }: { remark: Remark }) {
  const { kind, subject, relation, object, value, unit, time, basis, citation, caution } = remark;
  return (
    <>
      {kind}: <KeyOrWords text={subject} />: <Name text={relation} />
      {object !== null && (
        <>
          {" "}
          <KeyOrWords text={object} />
        </>
      )}
      {value !== null && (
        <>
          {" "}
          “<Words text={value} />”
        </>
      )}
      {unit !== null && (
        <>
          {" "}
          <Name text={unit} />
        </>
      )}
      {time !== null && (
        <>
          , <When interval={time} />
        </>
      )}{" "}
      <BasisLabel basis={basis} /> <Cites of={[citation]} />
      {caution !== null && <em className="caution"> {caution}</em>}
    </>
  );
}

interface ClosingProps {
  answer: Closed;
  /** Where programs find the same answer. */
  json: string | null;
}

function Replay({ answer: { software, evidence, digest }, json }: ClosingProps) {
  return (
    <Section id="replay" title="To check or repeat this answer">
      <dl className="custody">
        <div>
          <dt>Software</dt>
          <dd>{software}</dd>
        </div>
        <div>
          <dt>Evidence</dt>
          <dd>
            <Link href="/evidence">{many(evidence.files, "evidence file")}</Link>,{" "}
            <span className="hash">{evidence.digest}</span>
          </dd>
        </div>
        <div>
          <dt>Answer</dt>
          <dd className="hash">{digest}</dd>
        </div>
        {json !== null && (
          <div>
            <dt>As JSON</dt>
            <dd>
              <a href={json}>the same answer for programs</a>
            </dd>
          </div>
        )}
      </dl>
    </Section>
  );
}

export function Closing({ answer, json }: ClosingProps) {
  const { assumptions, remarks = [], coverage, citations = [] } = answer;
  return (
    <>
      <Listed
        id="assumptions"
        title="Assumptions"
        of={assumptions.map((one) => <Words key={one} text={one} length={600} />)}
      />
      <Listed
        id="remarks"
        title="Said beside it (this changes nothing above)"
        of={remarks.map((remark, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer's list never changes
          <RemarkLine key={i} remark={remark} />
        ))}
      />
      <CoverageSection coverage={coverage} />
      <Sources citations={citations} />
      {json !== null && answer.kind !== "show" && <Share answer={answer} json={json} />}
      <Replay answer={answer} json={json} />
    </>
  );
}
