/** The graph under an answer, drawn when it is asked for. */
import { lazy, Suspense, useMemo, useState } from "react";
import type { Hop, TraceAnswer } from "../../model/answer.ts";
import type { Key } from "../../model/key.ts";
import { Section } from "../answer/section.tsx";

const GraphView = lazy(async () => ({ default: (await import("./graph-view.tsx")).GraphView }));

interface AskedProps {
  paths: readonly (readonly Hop[])[];
  /** What to begin with. */
  start: readonly Key[];
  says: string;
}

function AskedGraph({ paths, start, says }: AskedProps) {
  const [asked, setAsked] = useState(false);
  return (
    <Section id="graph" title="As a graph">
      {asked ? (
        <Suspense fallback={<p className="asking">Drawing the graph…</p>}>
          <GraphView paths={paths} start={start} />
        </Suspense>
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

export function TraceGraph({ answer: { paths, nearMiss } }: { answer: TraceAnswer }) {
  const told = useMemo(() => paths.map(({ hops }) => hops), [paths]);
  const start = useMemo(() => {
    const keys = told.flatMap((hops) => hops.flatMap(({ from, to }) => [from.key, to.key]));
    return [...new Set(keys.length > 0 ? keys : (nearMiss?.path ?? []))];
  }, [told, nearMiss]);
  if (start.length === 0) return null;
  return (
    <AskedGraph
      paths={told}
      start={start}
      says="The path and what stands beside it, to be followed further thing by thing."
    />
  );
}

const NONE: readonly never[] = [];

export function ItemGraph({ item }: { item: Key }) {
  const start = useMemo(() => [item], [item]);
  return (
    <AskedGraph
      key={item}
      paths={NONE}
      start={start}
      says="What gave to this and took from it, to be followed further thing by thing."
    />
  );
}
