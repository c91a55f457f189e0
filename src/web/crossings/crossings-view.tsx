/** Where a thing crossed from tier to tier, or from language to language. */

import type { ReactNode } from "react";
import { formatElapsed, isOneMoment } from "../../model/duration.ts";
import type { Crossing, CrossingsAnswer } from "../../model/journey-answer.ts";
import { many } from "../../model/plain-text.ts";
import { Also, JourneyAnswer } from "../answer/journey.tsx";
import { PathWithin } from "../answer/path.tsx";
import { Listed, Section } from "../answer/section.tsx";
import { QuestionPage } from "../ask/question-page.tsx";
import { QUESTIONS } from "../ask/questions.ts";
import { CROSSINGS } from "../site/endpoints.ts";
import type { ViewProps } from "../site/routes.tsx";
import { Name } from "../words/text.tsx";
import { BasisLabel, ItemName, KeyLink, KeyList, TierLabel } from "../words/things.tsx";
import { When } from "../words/time.tsx";

type Entered = Omit<CrossingsAnswer["tiers"][number], "tier">;

const EnteredLine = ({ into, entered }: { into: ReactNode; entered: Entered }) => (
  <>
    {into}: the earliest <When interval={entered.time} />, order <b>{entered.order}</b>{" "}
    <BasisLabel basis={entered.basis} />; {entered.hops}{" "}
    {entered.hops === 1 ? "crossing" : "crossings"} in all
  </>
);

function Since({ path }: { path: Crossing["path"] }) {
  const [first] = path.hops;
  if (first === undefined) return null;
  if (path.elapsedFrom === "publication") {
    return (
      <>
        ; {formatElapsed(path.elapsed)} after the publication of <KeyLink of={first.from.key} />
      </>
    );
  }
  if (isOneMoment(path.elapsed)) return null;
  return (
    <>
      ; {formatElapsed(path.elapsed)} after the first hop (<KeyLink of={first.from.key} /> can
      change)
    </>
  );
}

function CrossingItem({ crossing }: { crossing: Crossing }) {
  const { kind, from, to, order, path, time, mayBeFirst, withoutTier } = crossing;
  const last = path.hops.at(-1);
  return (
    <li>
      <p>
        From {kind === "language" && "language "}
        <b>
          <Name text={from} />
        </b>{" "}
        to{" "}
        <b>
          <Name text={to} />
        </b>
        {last !== undefined && (
          <>
            , by <ItemName item={last.to} />
          </>
        )}
        , <When interval={time} />: order <b>{order}</b> <BasisLabel basis={path.basis} />
        {mayBeFirst && ", perhaps the earliest of its kind in the evidence loaded"}
        <Since path={path} />.
      </p>
      {withoutTier.length > 0 && (
        <p>
          It passes what has no tier, and may have crossed there already:{" "}
          <KeyList keys={withoutTier} />.
        </p>
      )}
      <PathWithin path={path} />
    </li>
  );
}

interface AnswerProps {
  answer: CrossingsAnswer;
  json: string;
}

function CrossingsAnswerView({ answer, json }: AnswerProps) {
  const { question, ends, crossings, omitted } = answer;
  return (
    <JourneyAnswer
      answer={answer}
      json={json}
      asks={
        <>
          Where did <KeyLink of={question.from} /> cross
          <Also word="into" of={question.to} />?
        </>
      }
      ends={[ends.from, ends.to]}
    >
      {crossings.length === 0 && (
        <p>No crossing in evidence. That is not to say that there was none.</p>
      )}
      <Listed
        id="tiers"
        title="Tiers entered"
        of={answer.tiers.map(({ tier, ...entered }) => (
          <EnteredLine key={tier} into={<TierLabel tier={tier} />} entered={entered} />
        ))}
      />
      <Listed
        id="languages"
        title="Languages entered"
        of={answer.languages.map(({ from, to, ...entered }) => (
          <EnteredLine
            key={`${from} ${to}`}
            into={
              <>
                <Name text={from} /> to <Name text={to} />
              </>
            }
            entered={entered}
          />
        ))}
      />
      {crossings.length > 0 && (
        <Section id="crossings" title="Crossings in the order of time">
          <ol className="crossings">
            {crossings.map((crossing, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a crossing is known by its place
              <CrossingItem key={i} crossing={crossing} />
            ))}
          </ol>
          {omitted > 0 && (
            <p>
              {many(omitted, "later crossing is", "later crossings are")} not told: ask for more of
              them.
            </p>
          )}
        </Section>
      )}
    </JourneyAnswer>
  );
}

export const CrossingsView = ({ query }: ViewProps) => (
  <QuestionPage
    form={QUESTIONS.crossings}
    endpoint={CROSSINGS}
    query={query}
    title="Where did it cross from tier to tier?"
    titleOf={({ question: { from } }) => `Crossings of ${from}`}
    labels={{ from: "From (the fringe, if left blank)", to: "Only into" }}
    render={(answer, json) => <CrossingsAnswerView answer={answer} json={json} />}
  />
);
