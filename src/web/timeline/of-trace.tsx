/** The timeline under a trace answer: the paths it tells, and what stands beside them. */
import { useMemo } from "react";
import { highOf, type Interval, intervalOf, lowOf, OPEN } from "../../model/time.ts";
import type { TraceAnswer } from "../../model/trace-answer.ts";
import { Section } from "../answer/section.tsx";
import { traceCaption } from "../saving/caption.ts";
import type { Fields } from "../site/address.ts";
import { windowFields } from "../site/window.ts";
import { AskedTimeline } from "./asked.tsx";

/** Items that one question can be about. */
const MAX_ABOUT = 200;

function aboutOf({ paths, nearMiss }: TraceAnswer): string[] {
  const told = paths.flatMap(({ hops }) => hops.flatMap(({ from, to }) => [from.key, to.key]));
  return [...new Set(told.length > 0 ? told : (nearMiss?.path ?? []))].slice(0, MAX_ABOUT);
}

/**
 * The window asked for, and no wider than its path needs: hops lie within it, what they start from
 * may not. What comes nearest may break it.
 */
function drawnWindow({ question: { between }, paths, nearMiss }: TraceAnswer): Interval {
  if (paths.length === 0 && nearMiss?.breaks.includes("window") !== false) return OPEN;
  const items = paths.flatMap(({ hops }) => hops.flatMap(({ from, to }) => [from, to]));
  const times = items.map(({ published }) => published);
  const low = Math.min(lowOf(between), ...times.map(highOf));
  const high = Math.max(highOf(between), ...times.map(lowOf));
  return intervalOf(low, high);
}

const isSame = (a: Interval, b: Interval): boolean =>
  a.earliest === b.earliest && a.latest === b.latest;

export function TraceTimeline({ answer }: { answer: TraceAnswer }) {
  const { question, paths: told } = answer;
  const paths = useMemo(() => told.map(({ hops }) => hops), [told]);
  const about = aboutOf(answer);
  if (about.length === 0) return null;
  const drawn = drawnWindow(answer);
  const fields: Fields = [
    ...about.map((key) => ["about", key] as const),
    ["basis", question.basis],
    ...windowFields(drawn),
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
      {(drawn.earliest !== null || drawn.latest !== null) && (
        <p className="terms">
          Of what stands beside, what falls outside the window asked for is left off
          {isSame(drawn, question.between) ? "" : "; the path itself is drawn whole"}.
        </p>
      )}
      <AskedTimeline
        fields={fields}
        paths={paths}
        around={traceCaption(answer, "What is taken out is drawn where it stands beside.")}
      />
    </Section>
  );
}
