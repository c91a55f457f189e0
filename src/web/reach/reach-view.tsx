/** What something reached: how much of which platform and tier, when the first, and what that hangs on. */
import type { ReactNode } from "react";
import { many } from "../../model/plain-text.ts";
import type { ReachAnswer, Reached } from "../../model/reach-answer.ts";
import { EARLIEST, spokenReached } from "../../model/told-words.ts";
import { Cites } from "../answer/cites.tsx";
import { Also, JourneyAnswer } from "../answer/journey.tsx";
import { Check } from "../answer/path.tsx";
import { Listed, Section } from "../answer/section.tsx";
import { EdgeLine } from "../answer/told-edge.tsx";
import { QuestionPage } from "../ask/question-page.tsx";
import { QUESTIONS } from "../ask/questions.ts";
import { REACH } from "../site/endpoints.ts";
import type { ViewProps } from "../site/routes.tsx";
import { TableHead } from "../words/table-head.tsx";
import { AccountName, BasisLabel, ItemName, KeyLink, TierLabel } from "../words/things.tsx";
import { When } from "../words/time.tsx";
import { Told } from "../words/told.tsx";
import { ArrivedAt, Removals } from "./removals.tsx";

interface Row {
  key: string;
  name: ReactNode;
  reached: Reached;
}

const CountRow = ({ row: { name, reached } }: { row: Row }) => (
  <tr>
    <th scope="row">{name}</th>
    <td data-label="order">
      {reached.order} <BasisLabel basis={reached.basis} />
    </td>
    <td data-label="items certain" className="number">
      {reached.items.certain}
    </td>
    <td data-label="items possible" className="number">
      {reached.items.possible}
    </td>
    <td data-label="accounts certain" className="number">
      {reached.accounts.certain}
    </td>
    <td data-label="accounts possible" className="number">
      {reached.accounts.possible}
    </td>
    <td data-label={EARLIEST}>
      <When interval={reached.arrival} />
    </td>
  </tr>
);

interface CountsProps {
  id: string;
  title: string;
  rows: readonly Row[];
}

const Counts = ({ id, title, rows }: CountsProps) =>
  rows.length === 0 ? null : (
    <Section id={id} title={title}>
      <table>
        <TableHead
          columns={[
            title.replace("By ", ""),
            "order",
            "items certain",
            "possible",
            "accounts certain",
            "possible",
            EARLIEST,
          ]}
        />
        <tbody>
          {rows.map((row) => (
            <CountRow key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </Section>
  );

/** Reached, and not told one by one. */
function leftOver(answer: ReachAnswer, what: "items" | "accounts"): number {
  const { certain, possible } = answer.reached?.[what] ?? { certain: 0, possible: 0 };
  return Math.max(0, certain + possible - answer[what].length);
}

interface AnswerProps {
  answer: ReachAnswer;
  json: string;
}

function ReachAnswerView({ answer, json }: AnswerProps) {
  const { question } = answer;
  return (
    <JourneyAnswer
      answer={answer}
      json={json}
      asks={
        <>
          What did <KeyLink of={question.from} /> reach
          <Also word="of" of={question.to} />?
        </>
      }
      ends={[answer.ends.from, answer.ends.to]}
    >
      <p>{spokenReached(answer)}</p>
      <Removals removals={answer.removals} />
      <Counts
        id="by-platform"
        title="By platform"
        rows={answer.perPlatform.map(({ platform, ...reached }) => ({
          ...{ key: platform, name: <KeyLink of={platform} />, reached },
        }))}
      />
      <Counts
        id="by-tier"
        title="By tier"
        rows={answer.perTier.map(({ tier, ...reached }) => ({
          key: tier ?? "",
          name: tier === null ? "no tier" : <TierLabel tier={tier} />,
          reached,
        }))}
      />
      <Listed
        id="items"
        title="Items, the earliest reached before the others"
        of={answer.items.map(({ item, hop, ...arrived }) => (
          <div key={item.key} className="reached">
            <ItemName item={item} article="The" />, <ArrivedAt arrived={arrived} />
            <p className="ground">
              <EdgeLine edge={hop} to="it" /> Order <b>{hop.order}</b>:{" "}
              <Told text={hop.because} length={600} />. Basis <b>{hop.basis}</b>.
            </p>
            <p className="check">
              <Check hops={[hop]} index={0} of={item.key} />
            </p>
          </div>
        ))}
        more={leftOver(answer, "items")}
      />
      <Listed
        id="accounts"
        title="Accounts, the earliest reached before the others"
        of={answer.accounts.map(({ account, item, claims, ...arrived }) => (
          <span key={account.key}>
            <AccountName account={account} />, <ArrivedAt arrived={arrived} />; its earliest:{" "}
            <KeyLink of={item} /> <Cites of={claims} />
          </span>
        ))}
        more={leftOver(answer, "accounts")}
      />
      <Listed
        id="carriers"
        title="Accounts without which, one at a time, most is lost"
        of={answer.carriers.map(({ account, noLongerReached, late }) => (
          <span key={account.key}>
            <AccountName account={account} />: {many(noLongerReached, "item")} no longer reached,{" "}
            {late} later at the earliest
          </span>
        ))}
      />
    </JourneyAnswer>
  );
}

export const ReachView = ({ query }: ViewProps) => (
  <QuestionPage
    form={QUESTIONS.reach}
    endpoint={REACH}
    query={query}
    title="What did this reach?"
    titleOf={({ question: { from } }) => `What ${from} reached`}
    labels={{ without: "And without, one at a time", to: "Only what is among" }}
    render={(answer, json) => <ReachAnswerView answer={answer} json={json} />}
  />
);
