/** What of a hop the whole journey hangs on, marked where it is named. */
import type { Hop, ItemRef } from "../../model/answer.ts";
import { KeyLink, Label } from "../words/things.tsx";
import { type Hinge, useStriking } from "./striking.tsx";
import { strikesIn } from "./struck-out.ts";

const MEANS: Readonly<Record<Hinge, string>> = {
  mandatory: "without it no path remains",
  pivotal: "without it the order is only possible",
};

const keysOf = ({ key, account }: ItemRef): string[] =>
  account === null ? [key] : [account.key, key];

/** Each thing is marked at the hop that takes it in; those of the source at the first. */
export function HopHinges({ hop, index }: { hop: Hop; index: number }) {
  const striking = useStriking();
  if (!striking?.hinges) return null;
  const { fields, hinges } = striking;
  const terms = strikesIn(fields).length > 0 ? "with all out that is struck out, " : "";
  const keys = [...(index === 0 ? keysOf(hop.from) : []), ...keysOf(hop.to)];
  const marked = [...new Set(keys)].flatMap((key) => {
    const hinge = hinges.get(key);
    return hinge === undefined ? [] : [{ key, hinge }];
  });
  if (marked.length === 0) return null;
  return (
    <ul className="hinges">
      {marked.map(({ key, hinge }) => (
        <li key={key}>
          <Label text={hinge} kind={`hinge-${hinge}`} /> <KeyLink of={key} />: {terms}
          {MEANS[hinge]}
        </li>
      ))}
    </ul>
  );
}
