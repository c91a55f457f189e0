/** What a journey hangs on: how many ways, what no way can do without, what is otherwise without things. */
import type { ReactNode } from "react";
import { many } from "../../model/plain-text.ts";
import type { WhatIfAnswer } from "../../model/reach-answer.ts";
import { ArrivalAndDeparture } from "../answer/arrival.tsx";
import { Cites } from "../answer/cites.tsx";
import { JourneyAnswer } from "../answer/journey.tsx";
import { PathSection } from "../answer/path.tsx";
import { Listed, Section } from "../answer/section.tsx";
import { EdgeLine } from "../answer/told-edge.tsx";
import { QuestionPage } from "../ask/question-page.tsx";
import { QUESTIONS } from "../ask/questions.ts";
import { Removals } from "../reach/removals.tsx";
import { WHAT_IF } from "../site/endpoints.ts";
import type { ViewProps } from "../site/routes.tsx";
import { Joined } from "../words/text.tsx";
import { AccountName, ItemName, KeyCalled, KeyLink } from "../words/things.tsx";
import { WithoutAll } from "./without-all.tsx";

function Ways({ ways: { items, edges, components, paths, exact } }: WhatIfAnswer) {
  const count = paths === null ? "more ways than were counted" : many(paths, "way");
  return (
    <p>
      In evidence: {count}, over {many(items, "item")} and {many(edges, "relation")}
      {!exact && `, ${components} counting items in a circle as one`}.
    </p>
  );
}

type Things = WhatIfAnswer["mandatory"];
type Shown = Things["items"][number]["shown"];

/** By which hops of the way it shows, and by what beside it. */
function ShownBy({ name, shown: { hops, beside, claims } }: { name: ReactNode; shown: Shown }) {
  return (
    <>
      {name}
      {hops.length > 0 && `: ${hops.length === 1 ? "hop" : "hops"} ${hops.join(", ")}`}
      {claims.length > 0 && (
        <>
          , by it <Cites of={claims} />
        </>
      )}
      {beside.length > 0 && (
        <ul>
          {beside.map((edge) => (
            <li key={`${edge.from.key} ${edge.relation} ${edge.to.key}`} className="ground">
              <EdgeLine edge={edge} /> Basis <b>{edge.basis}</b>.
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface ThingsProps {
  id: string;
  title: string;
  things: Things;
}

function ThingsSection({ id, title, things: { accounts, items } }: ThingsProps) {
  if (accounts.length + items.length === 0) {
    return (
      <Section id={id} title={title}>
        <p>Nothing is.</p>
      </Section>
    );
  }
  return (
    <Listed
      id={id}
      title={title}
      of={[
        ...accounts.map(({ shown, ...account }) => (
          <ShownBy
            key={account.key}
            shown={shown}
            name={
              <>
                the account <AccountName account={account} />
              </>
            }
          />
        )),
        ...items.map(({ shown, ...item }) => (
          <ShownBy key={item.key} shown={shown} name={<ItemName item={item} />} />
        )),
      ]}
    />
  );
}

const CUTS = "Smallest sets of accounts, or items without one, that all paths pass through";

function Cuts({ cuts: { upTo, size, count, sets }, called }: WhatIfAnswer) {
  if (size === null) {
    return (
      <Section id="cuts" title={CUTS}>
        <p>None of up to {upTo}.</p>
      </Section>
    );
  }
  return (
    <Listed
      id="cuts"
      title={CUTS}
      of={sets.map((set) => (
        <Joined
          key={set.join(" ")}
          parts={set.map((key) => <KeyCalled key={key} of={key} called={called} />)}
          between=", "
        />
      ))}
      more={count - sets.length}
    />
  );
}

function Hinges({ answer }: { answer: WhatIfAnswer }) {
  const { order, arrival, departure } = answer;
  if (order === "none") {
    return <p>No path in evidence. That is not to say that there was none.</p>;
  }
  return (
    <>
      <ArrivalAndDeparture arrival={arrival} departure={departure} />
      <Ways {...answer} />
      <Removals removals={answer.removals} whole={answer.path} />
      {answer.path !== null && <PathSection path={answer.path} index={0} count={1} />}
      <ThingsSection
        id="mandatory"
        title="Mandatory: without one of these no path remains (the ends aside)"
        things={answer.mandatory}
      />
      {order === "certain" && (
        <ThingsSection
          id="pivotal"
          title="Pivotal: without one of these it is only possible"
          things={answer.pivotal}
        />
      )}
      <Cuts {...answer} />
    </>
  );
}

interface AnswerProps {
  answer: WhatIfAnswer;
  json: string;
}

function WhatIfAnswerView({ answer, json }: AnswerProps) {
  const { question, ends } = answer;
  return (
    <JourneyAnswer
      answer={answer}
      json={json}
      asks={
        <>
          What does it hang on that <KeyLink of={question.from} /> reached{" "}
          <KeyLink of={question.to} />
          <WithoutAll
            things={question.struckOut}
            files={ends.withoutEvidence}
            called={answer.called}
          />
          ?
        </>
      }
      ends={[ends.from, ends.to, ...ends.struckOut]}
    >
      <Hinges answer={answer} />
    </JourneyAnswer>
  );
}

export const WhatIfView = ({ query }: ViewProps) => (
  <QuestionPage
    form={QUESTIONS.whatIf}
    endpoint={WHAT_IF}
    query={query}
    title="What does it hang on?"
    titleOf={({ question: { from, to } }) => `What if: ${from} to ${to}`}
    labels={{ without: "And without, one at a time" }}
    render={(answer, json) => <WhatIfAnswerView answer={answer} json={json} />}
  />
);
