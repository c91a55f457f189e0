/** Asks for a timeline, and shows it when it is there. */
import { lazy, Suspense } from "react";
import type { Hop } from "../../model/answer.ts";
import type { Caption } from "../saving/caption.ts";
import type { Fields } from "../site/address.ts";
import { useAnswer } from "../site/api.ts";
import { TIMELINE } from "../site/endpoints.ts";
import { Words } from "../words/text.tsx";

/** Loaded when there is one to draw. */
const Timeline = lazy(async () => ({ default: (await import("./timeline.tsx")).Timeline }));

interface AskedProps {
  fields: Fields;
  paths: readonly (readonly Hop[])[];
  /** What the answer says of itself that it stands under; null for all that is loaded. */
  around: Caption | null;
}

const Waiting = () => <p className="asking">Drawing the timeline…</p>;

export function AskedTimeline({ fields, paths, around }: AskedProps) {
  const asked = useAnswer(TIMELINE, fields);
  if (asked.state === "refused") return <Words text={asked.refusal.says} length={600} />;
  if (asked.state !== "answered") return <Waiting />;
  return (
    <Suspense fallback={<Waiting />}>
      <Timeline answer={asked.answer} paths={paths} around={around} />
    </Suspense>
  );
}
