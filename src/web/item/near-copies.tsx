/** Things in much the same words, side by side with this one. */

import { SPOKEN_ORDER, spokenLikeness } from "../../model/likeness.ts";
import type { ShowAnswer } from "../../model/show-answer.ts";
import { Lines } from "../words/text.tsx";
import { AlikeSection, SideBySide } from "./alike.tsx";

type Copy = ShowAnswer["nearCopies"][number];

const STRETCH = 1000;

function Stretch({ of: { text, common } }: { of: Copy["own"][number] }) {
  const words = <Lines text={text} length={STRETCH} />;
  return common ? <mark>{words}</mark> : words;
}

const Stretches = ({ of }: { of: Copy["own"] }) => (
  <div className="said">
    {of.map((one, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: an answer's text never changes
      <Stretch key={i} of={one} />
    ))}
  </div>
);

export const NearCopies = ({ answer }: { answer: ShowAnswer }) => (
  <AlikeSection
    id="near-copies"
    title="Near copies"
    caution="What both have is marked."
    pairs={answer.nearCopies}
    count={answer.nearCopyCount}
    render={(copy) => (
      <SideBySide
        key={copy.item.key}
        pair={copy}
        says={`${spokenLikeness(copy.likeness)}; ${SPOKEN_ORDER[copy.order]}`}
        what="texts"
        own={<Stretches of={copy.own} />}
        other={<Stretches of={copy.other} />}
      />
    )}
  />
);
