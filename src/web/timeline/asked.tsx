/** Asks for a timeline, and shows it when it is there. */
import type { Hop } from "../../model/answer.ts";
import type { Caption } from "../saving/caption.ts";
import type { Fields } from "../site/address.ts";
import { useAnswer } from "../site/api.ts";
import { TIMELINE } from "../site/endpoints.ts";
import { fetched } from "../site/fetched.tsx";
import { Words } from "../words/text.tsx";

const DRAWING = "Drawing the timeline…";
const Timeline = fetched(async () => (await import("./timeline.tsx")).Timeline, DRAWING);

interface AskedProps {
  fields: Fields;
  paths: readonly (readonly Hop[])[];
  /** What the answer says of itself that it stands under; null for all that is loaded. */
  around: Caption | null;
}

export function AskedTimeline({ fields, paths, around }: AskedProps) {
  const asked = useAnswer(TIMELINE, fields);
  if (asked.state === "refused") return <Words text={asked.refusal.says} length={600} />;
  if (asked.state !== "answered") return <p className="asking">{DRAWING}</p>;
  return <Timeline answer={asked.answer} paths={paths} around={around} />;
}
