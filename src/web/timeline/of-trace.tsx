/** The timeline under a trace answer: the paths it tells, and what stands beside them. */
import { useMemo } from "react";
import type { TraceAnswer } from "../../model/answer.ts";
import { Section } from "../answer/section.tsx";
import { traceCaption } from "../saving/caption.ts";
import type { Fields } from "../site/address.ts";
import { AskedTimeline } from "./asked.tsx";

/** Items that one question can be about. */
const MAX_ABOUT = 200;

function aboutOf({ paths, nearMiss }: TraceAnswer): string[] {
  const told = paths.flatMap(({ hops }) => hops.flatMap(({ from, to }) => [from.key, to.key]));
  return [...new Set(told.length > 0 ? told : (nearMiss?.path ?? []))].slice(0, MAX_ABOUT);
}

export function TraceTimeline({ answer }: { answer: TraceAnswer }) {
  const { question, paths: told } = answer;
  const paths = useMemo(() => told.map(({ hops }) => hops), [told]);
  const about = aboutOf(answer);
  if (about.length === 0) return null;
  const fields: Fields = [
    ...about.map((key) => ["about", key] as const),
    ["basis", question.basis],
  ];
  return (
    <Section
      id="timeline"
      title={told.length > 0 ? "When, and what stands beside it" : "When: what comes nearest"}
    >
      {question.without.length + question.withoutEvidence.length > 0 && (
        <p className="terms">
          What the question takes out is drawn all the same, where it stands beside
          {question.withoutEvidence.length > 0 && ", with times by files taken as never seen"}.
        </p>
      )}
      <AskedTimeline fields={fields} paths={paths} around={traceCaption(answer)} />
    </Section>
  );
}
