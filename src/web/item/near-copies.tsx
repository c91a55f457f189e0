/** Things in much the same words, side by side with this one. */
import type { ShowAnswer } from "../../model/answer.ts";
import { SPOKEN_ORDER, spokenLikeness } from "../../model/likeness.ts";
import { Cites } from "../answer/cites.tsx";
import { Section } from "../answer/section.tsx";
import { Lines } from "../words/text.tsx";
import { BasisLabel, ItemName } from "../words/things.tsx";
import { When } from "../words/time.tsx";

type Copy = ShowAnswer["nearCopies"][number];

const STRETCH = 1000;

function Stretch({ of: { text, common } }: { of: Copy["own"][number] }) {
  const words = <Lines text={text} length={STRETCH} />;
  return common ? <mark>{words}</mark> : words;
}

const Stretches = ({ title, of }: { title: string; of: Copy["own"] }) => (
  <div>
    <h4>{title}</h4>
    <div className="said">
      {of.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an answer's text never changes
        <Stretch key={i} of={one} />
      ))}
    </div>
  </div>
);

function SideBySide({ copy }: { copy: Copy }) {
  const { item, order, likeness, own, other, claims } = copy;
  return (
    <li>
      <p>
        <ItemName item={item} article="The" marked />, <When interval={item.published} />,{" "}
        {spokenLikeness(likeness)}; {SPOKEN_ORDER[order]}. <BasisLabel basis="inferred" />{" "}
        <Cites of={claims} />
      </p>
      <details className="side-by-side">
        <summary>Compare the two texts</summary>
        <div className="sides">
          <Stretches title="This" of={own} />
          <Stretches title="The other" of={other} />
        </div>
      </details>
    </li>
  );
}

export function NearCopies({ answer }: { answer: ShowAnswer }) {
  const { nearCopies, nearCopyCount } = answer;
  if (nearCopies.length === 0) return null;
  const more = nearCopyCount - nearCopies.length;
  return (
    <Section id="near-copies" title="Near copies">
      <p>Alike does not mean taken: both may have it from elsewhere. What both have is marked.</p>
      <p className="ground">{nearCopies[0]?.likeness.how}</p>
      <ul>
        {nearCopies.map((copy) => (
          <SideBySide key={copy.item.key} copy={copy} />
        ))}
        {more > 0 && <li className="more">and {more.toLocaleString("en")} more, later ones</li>}
      </ul>
    </Section>
  );
}
