/** Things that are much like this one, each side by side with it. */
import type { ReactNode } from "react";
import type { ShowAnswer } from "../../model/show-answer.ts";
import { Cites } from "../answer/cites.tsx";
import { Section } from "../answer/section.tsx";
import { BasisLabel, ItemName } from "../words/things.tsx";
import { When } from "../words/time.tsx";

type Pair = ShowAnswer["nearCopies"][number] | ShowAnswer["nearPictures"][number];

interface PairProps {
  pair: Pick<Pair, "item" | "claims">;
  /** How alike the two are, and which had it first. */
  says: string;
  /** What the two are compared by: `texts`. */
  what: string;
  own: ReactNode;
  other: ReactNode;
}

const Side = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <h4>{title}</h4>
    {children}
  </div>
);

export const SideBySide = ({ pair: { item, claims }, says, what, own, other }: PairProps) => (
  <li>
    <p>
      <ItemName item={item} article="The" marked />, <When interval={item.published} />, {says}.{" "}
      <BasisLabel basis="inferred" /> <Cites of={claims} />
    </p>
    <details className="side-by-side">
      <summary>Compare the two {what}</summary>
      <div className="sides">
        <Side title="This">{own}</Side>
        <Side title="The other">{other}</Side>
      </div>
    </details>
  </li>
);

interface AlikeProps<P extends Pair> {
  id: string;
  title: string;
  /** What goes without showing, after the caution that goes for all. */
  caution: string;
  pairs: readonly P[];
  /** Of which the pairs are the first. */
  count: number;
  render: (pair: P) => ReactNode;
}

export function AlikeSection<P extends Pair>(props: AlikeProps<P>) {
  const { id, title, caution, pairs, count, render } = props;
  const [first] = pairs;
  if (first === undefined) return null;
  const more = count - pairs.length;
  return (
    <Section id={id} title={title}>
      <p>Alike does not mean taken: both may have it from elsewhere. {caution}</p>
      <p className="ground">{first.likeness.how}</p>
      <ul>
        {pairs.map(render)}
        {more > 0 && <li className="more">and {more.toLocaleString("en")} more, later ones</li>}
      </ul>
    </Section>
  );
}
