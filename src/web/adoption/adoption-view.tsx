/** How a thing spread: how many had taken it by when. */
import type { AdoptionAnswer, Curve } from "../../model/journey-answer.ts";
import { many } from "../../model/plain-text.ts";
import { spokenStep } from "../../model/spoken-time.ts";
import { Cites } from "../answer/cites.tsx";
import { JourneyAnswer } from "../answer/journey.tsx";
import { PathWithin } from "../answer/path.tsx";
import { Listed, Section } from "../answer/section.tsx";
import { QuestionPage } from "../ask/question-page.tsx";
import { QUESTIONS } from "../ask/questions.ts";
import { ADOPTION } from "../site/endpoints.ts";
import type { ViewProps } from "../site/routes.tsx";
import { TableHead } from "../words/table-head.tsx";
import { BasisLabel, ItemName, KeyLink } from "../words/things.tsx";
import { Instant, When } from "../words/time.tsx";

const band = ({ certain, possible }: Curve["items"]): string =>
  certain === possible ? String(certain) : `${certain} to ${possible}`;

const Summary = ({ curve: { items, accounts, first } }: { curve: Curve }) => (
  <>
    {many(band(items), "item")}, {many(band(accounts), "account")}; the earliest{" "}
    <When interval={first} />
  </>
);

function Steps({ curve: { before, steps } }: { curve: Curve }) {
  const merged = steps.reduce((sum, step) => sum + step.merged, 0);
  return (
    <>
      {before.items > 0 && (
        <p>{many(before.items, "item")} may have it before any time that is known.</p>
      )}
      <table className="steps">
        <TableHead columns={["by", "items", "accounts"]} />
        <tbody>
          {steps.map(({ time, items, accounts }) => (
            <tr key={time}>
              <th scope="row">
                <Instant ms={time} told={spokenStep} />
              </th>
              <td data-label="items" className="number">
                {band(items)}
              </td>
              <td data-label="accounts" className="number">
                {band(accounts)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {merged > 0 && (
        <p>{many(merged, "instant between these is", "instants between these are")} not told.</p>
      )}
    </>
  );
}

type Taker = AdoptionAnswer["takers"][number];

const TakerLine = ({ taker: { item, order, time, path, claims } }: { taker: Taker }) => (
  <>
    <ItemName item={item} article="The" />, <When interval={time} />: order <b>{order}</b>
    {path !== null && (
      <>
        {" "}
        <BasisLabel basis={path.basis} />
      </>
    )}{" "}
    <Cites of={claims} />
    {path !== null && <PathWithin path={path} />}
  </>
);

interface AnswerProps {
  answer: AdoptionAnswer;
  json: string;
}

function AdoptionAnswerView({ answer, json }: AnswerProps) {
  const { question, ends, order, whole, undated } = answer;
  return (
    <JourneyAnswer
      answer={answer}
      json={json}
      asks={
        <>
          How did <KeyLink of={question.of} /> spread?
        </>
      }
      terms={`How many ${answer.by === "tag" ? "carry it" : "were reached by it"} by when. `}
      ends={[ends.of]}
    >
      {order === "none" && <p>Nothing in evidence took it.</p>}
      {whole.steps.length > 0 && (
        <Section id="whole" title="In all">
          <p>
            <Summary curve={whole} />.
          </p>
          <Steps curve={whole} />
        </Section>
      )}
      <Listed
        id="by-platform"
        title="By platform"
        of={answer.perPlatform.map(({ platform, curve }) => (
          <span key={platform}>
            <KeyLink of={platform} />: <Summary curve={curve} />
          </span>
        ))}
      />
      {answer.withoutAccount > 0 && (
        <p>{many(answer.withoutAccount, "of the items has", "of the items have")} no account.</p>
      )}
      <Listed
        id="undated"
        title="Of unknown time, counted in no curve"
        of={undated.items.map((key) => <KeyLink key={key} of={key} />)}
        more={undated.count - undated.items.length}
      />
      <Listed
        id="takers"
        title="The earliest takers in the evidence loaded"
        of={answer.takers.map((taker) => <TakerLine key={taker.item.key} taker={taker} />)}
      />
    </JourneyAnswer>
  );
}

export const AdoptionView = ({ query }: ViewProps) => (
  <QuestionPage
    form={QUESTIONS.adoption}
    endpoint={ADOPTION}
    query={query}
    title="How did it spread?"
    titleOf={({ question: { of } }) => `How ${of} spread`}
    labels={{ of: "A tag, or what spread" }}
    render={(answer, json) => <AdoptionAnswerView answer={answer} json={json} />}
  />
);
