/** Asks for a timeline, and shows it when it is there. */
import { lazy, Suspense } from "react";
import type { Hop } from "../../model/answer.ts";
import type { Fields } from "../site/address.ts";
import { useAnswer } from "../site/api.ts";
import { TIMELINE } from "../site/endpoints.ts";
import { Words } from "../words/text.tsx";

/** Loaded when there is one to draw. */
const Timeline = lazy(async () => ({ default: (await import("./timeline.tsx")).Timeline }));

interface AskedProps {
  fields: Fields;
  paths: readonly (readonly Hop[])[];
}

const Waiting = () => <p className="asking">Drawing the timeline…</p>;

export function AskedTimeline({ fields, paths }: AskedProps) {
  const asked = useAnswer(TIMELINE, fields);
  if (asked.state === "refused") return <Words text={asked.refusal.says} length={600} />;
  if (asked.state !== "answered") return <Waiting />;
  return (
    <Suspense fallback={<Waiting />}>
      <Timeline answer={asked.answer} paths={paths} />
    </Suspense>
  );
}
