/** The graph under an answer, drawn when it is asked for. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { Hop } from "../../model/answer.ts";
import type { Key } from "../../model/key.ts";
import type { ShowAnswer } from "../../model/show-answer.ts";
import type { TraceAnswer } from "../../model/trace-answer.ts";
import { Section } from "../answer/section.tsx";
import { type Caption, itemCaption, traceCaption } from "../saving/caption.ts";
import { fetched } from "../site/fetched.tsx";
import { NO_TERMS, type Terms } from "./terms.ts";

const GraphView = fetched(
  async () => (await import("./graph-view.tsx")).GraphView,
  "Drawing the graph…",
);

interface AskedProps {
  paths: readonly (readonly Hop[])[];
  /** What to begin with. */
  start: readonly Key[];
  says: string;
  /** What a picture of it says of itself. */
  caption: Caption;
  terms: Terms;
}

function AskedGraph({ paths, start, says, caption, terms }: AskedProps) {
  const [asked, setAsked] = useState(false);
  const region = useRef<HTMLElement>(null);
  // The button that had the focus is gone.
  useEffect(() => {
    if (asked) region.current?.focus({ preventScroll: true });
  }, [asked]);
  return (
    <Section id="graph" title="As a graph">
      {asked ? (
        <section ref={region} aria-label="The graph" tabIndex={-1}>
          <GraphView paths={paths} start={start} caption={caption} terms={terms} />
        </section>
      ) : (
        <p>
          {says}{" "}
          <button type="button" onClick={() => setAsked(true)}>
            Draw the graph
          </button>
        </p>
      )}
    </Section>
  );
}

const termsOf = ({ question }: TraceAnswer): Terms => ({
  basis: question.basis,
  between: question.between,
  struckOut: question.without,
  leavesFilesOut: question.withoutEvidence.length > 0,
});

export function TraceGraph({ answer }: { answer: TraceAnswer }) {
  const { paths, nearMiss } = answer;
  const told = useMemo(() => paths.map(({ hops }) => hops), [paths]);
  const start = useMemo(() => {
    const keys = told.flatMap((hops) => hops.flatMap(({ from, to }) => [from.key, to.key]));
    return [...new Set(keys.length > 0 ? keys : (nearMiss?.path ?? []))];
  }, [told, nearMiss]);
  const terms = useMemo(() => termsOf(answer), [answer]);
  if (start.length === 0) return null;
  return (
    <AskedGraph
      paths={told}
      start={start}
      caption={traceCaption(answer, "What is taken out is left off where it is known to be.")}
      terms={terms}
      says="The path and what stands beside it, to be followed further thing by thing."
    />
  );
}

const NONE: readonly never[] = [];

/** Of the one thing that an answer shows; nothing where it shows a set of things. */
export function ItemGraph({ answer }: { answer: ShowAnswer }) {
  const key = answer.item?.key;
  const start = useMemo(() => (key === undefined ? [] : [key]), [key]);
  if (key === undefined) return null;
  return (
    <AskedGraph
      key={key}
      paths={NONE}
      start={start}
      caption={itemCaption(answer)}
      terms={NO_TERMS}
      says="What gave to this and took from it, to be followed further thing by thing."
    />
  );
}
