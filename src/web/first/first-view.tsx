/** Which of several things stands first in the evidence loaded, and the first of each platform and tier. */
import type { ReactNode } from "react";
import type { FirstAnswer, FirstGroup } from "../../model/first-answer.ts";
import { capital } from "../../model/plain-text.ts";
import { EARLIEST, STANDS } from "../../model/told-words.ts";
import { Absences } from "../answer/absence.tsx";
import { Cites } from "../answer/cites.tsx";
import { FirstDisputes, Limits, overturning } from "../answer/disputes.tsx";
import { AnswerFrame } from "../answer/frame.tsx";
import { Listed } from "../answer/section.tsx";
import { Verdict } from "../answer/verdict.tsx";
import { QuestionPage } from "../ask/question-page.tsx";
import { QUESTIONS } from "../ask/questions.ts";
import { Help } from "../ask/start.tsx";
import { FIRST } from "../site/endpoints.ts";
import type { ViewProps } from "../site/routes.tsx";
import { Joined } from "../words/text.tsx";
import { BasisLabel, ItemName, KeyLink, KeyList, Label } from "../words/things.tsx";
import { When } from "../words/time.tsx";

type Standing = FirstAnswer["first"][number];

const StandingLine = ({ standing: { item, order, basis, claims } }: { standing: Standing }) => (
  <>
    <ItemName item={item} article="The" />, <When interval={item.published} />: order <b>{order}</b>{" "}
    <BasisLabel basis={basis} /> <Cites of={claims} />
  </>
);

/** How what is missing stands to the first of its group. */
interface CountedProps {
  what: string;
  count: number;
  told: readonly ReactNode[];
}

const Counted = ({ what, count, told }: CountedProps) =>
  count === 0 ? null : (
    <li>
      {what}: <Joined parts={told} between=", " />
      {count > told.length && ` and ${count - told.length} more`}
    </li>
  );

const links = (items: FirstGroup["before"]["certain"]["items"]) =>
  items.map(({ key }) => <KeyLink key={key} of={key} />);

function Group({ name, group }: { name: ReactNode; group: FirstGroup }) {
  const { first, firstCount, appeared, before, missing, missingCount } = group;
  return (
    <>
      {name}:{" "}
      {first.length === 0 ? (
        "nothing with a time of its own"
      ) : (
        <>
          {EARLIEST}, <When interval={appeared} />
          {group.order === "certain" &&
            firstCount > 1 &&
            `, ${firstCount} of them at the same moment`}
        </>
      )}
      <ul>
        {first.map((one) => (
          <li key={one.item.key}>
            <StandingLine standing={one} />
          </li>
        ))}
        {firstCount > first.length && <li>and {firstCount - first.length} more</li>}
        <Counted
          what="other items that stand before it or at its moment"
          count={before.certain.count}
          told={links(before.certain.items)}
        />
        <Counted
          what="other items that may"
          count={before.possible.count}
          told={links(before.possible.items)}
        />
        <Counted
          what="missing"
          count={missingCount}
          told={missing.map(({ item, why, stands }) => (
            <span key={item}>
              <KeyLink of={item} /> ({why}, {STANDS[stands]})
            </span>
          ))}
        />
        <Counted
          what="originals known only by reference"
          count={group.originalsCount}
          told={group.originals.map(({ item, original }) => (
            <span key={item}>
              <KeyLink of={original} />, the original of <KeyLink of={item} />
            </span>
          ))}
        />
      </ul>
    </>
  );
}

/** What those that are told as first are; several may stand at one moment. */
function firstTitle({ order, firstCount }: FirstAnswer): string {
  if (order !== "certain") return "Any of these may be the earliest";
  const tied = firstCount > 1 ? `: ${firstCount} at the same moment` : "";
  return `${capital(EARLIEST)}${tied}`;
}

interface AnswerProps {
  answer: FirstAnswer;
  json: string;
}

function FirstAnswerView({ answer, json }: AnswerProps) {
  const { first, firstCount, question } = answer;
  return (
    <AnswerFrame answer={answer} json={json}>
      <h1 tabIndex={-1}>
        {question.of.length === 1 ? (
          <>
            Where did <KeyList keys={question.of} /> appear first?
          </>
        ) : (
          <>
            Which stands first: <KeyList keys={question.of} />?
          </>
        )}
      </h1>
      <p className="terms">
        Basis at least {question.basis}; earliest in the evidence loaded, which is not to say in the
        world.
      </p>
      <Verdict answer={answer} overturning={overturning(answer.disputes)} />
      <Absences ends={answer.ends} />
      <Listed
        id="first"
        title={firstTitle(answer)}
        of={first.map((one) => <StandingLine key={one.item.key} standing={one} />)}
        more={firstCount - first.length}
      />
      <Listed
        id="by-platform"
        title="By platform"
        of={answer.perPlatform.map(({ platform, ...group }) => (
          <Group key={platform} name={<KeyLink of={platform} />} group={group} />
        ))}
      />
      <Listed
        id="by-tier"
        title="By tier"
        of={answer.perTier.map(({ tier, ...group }) => (
          <Group
            key={tier}
            name={tier === null ? "no tier" : <Label text={`tier ${tier}`} kind={`tier-${tier}`} />}
            group={group}
          />
        ))}
      />
      <Listed
        id="undated"
        title="Of unknown time, and so perhaps before all"
        of={answer.undated.map((key) => <KeyLink key={key} of={key} />)}
        more={answer.undatedCount - answer.undated.length}
      />
      <FirstDisputes {...answer} />
      <Limits limits={answer.limits} />
    </AnswerFrame>
  );
}

export const FirstView = ({ query }: ViewProps) => (
  <QuestionPage
    form={QUESTIONS.first}
    endpoint={FIRST}
    query={query}
    title="Which stands first?"
    titleOf={({ question: { of } }) => `First of ${of.join(", ")}`}
    labels={{ of: "Which of these stands first" }}
    before={<Help />}
    render={(answer, json) => <FirstAnswerView answer={answer} json={json} />}
  />
);
