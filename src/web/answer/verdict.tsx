/** Order, basis and dispute: three words, always together. */
import type { ReactNode } from "react";
import type { AnswerOrder } from "../../model/answer.ts";
import type { Basis } from "../../model/basis.ts";
import { type DisputeFound, spokenDispute } from "../../model/plain-text.ts";

interface VerdictProps {
  answer: DisputeFound & { order: AnswerOrder; basis: Basis | null };
  /** What order and basis hang on, in sentences. */
  dependsOn?: readonly ReactNode[];
  /** Sides of contradictions on which the order is another, in sentences. */
  overturning?: readonly ReactNode[];
}

const MEANS: Readonly<Record<AnswerOrder, string>> = {
  certain: "In every world that the times allow, granting every claim.",
  possible: "In at least one world that the times allow, not in all.",
  none: "On these terms, in no world that the evidence loaded allows.",
};

const ELSEWHERE = (
  <>
    Disputed: the order stands on every side that was tried; what else changes stands under{" "}
    <a href="#disputes">Disputes</a>.
  </>
);

export function Verdict({ answer, dependsOn = [], overturning = [] }: VerdictProps) {
  const { order, basis, disputed } = answer;
  const dispute = disputed && overturning.length === 0 ? [ELSEWHERE] : overturning;
  const said = [...dependsOn, ...dispute];
  return (
    <div className={`verdict-box order-${order}`}>
      <p className="verdict">
        Order <strong className="order">{order}</strong>
        {basis !== null && (
          <>
            , basis <strong className={`basis-${basis}`}>{basis}</strong>
          </>
        )}
        ,{" "}
        <strong className={disputed ? "is-disputed" : "undisputed"}>{spokenDispute(answer)}</strong>
        .
      </p>
      <p className="means">{MEANS[order]}</p>
      {said.length > 0 && (
        <ul className="depends">
          {said.map((one, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer's list never changes
            <li key={i}>{one}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
