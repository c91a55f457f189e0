/** How long things take from platform to platform. */
import { formatElapsed } from "../../model/duration.ts";
import type { Delays, LatencyAnswer } from "../../model/journey-answer.ts";
import { DELAYS_LEGEND, delaysLeftOut } from "../../model/told-words.ts";
import { Also, JourneyAnswer } from "../answer/journey.tsx";
import { Listed } from "../answer/section.tsx";
import { EdgeLine } from "../answer/told-edge.tsx";
import { QuestionPage } from "../ask/question-page.tsx";
import { QUESTIONS } from "../ask/questions.ts";
import { LATENCY } from "../site/endpoints.ts";
import type { ViewProps } from "../site/routes.tsx";
import { TableHead } from "../words/table-head.tsx";
import { BasisLabel, KeyLink } from "../words/things.tsx";
import { When } from "../words/time.tsx";

const DelayRow = ({ delays, within }: { delays: Delays; within: boolean }) => (
  <tr className={within ? "within" : undefined}>
    <th scope="row">
      <KeyLink of={delays.giver} /> → <KeyLink of={delays.receiver} />
    </th>
    <td data-label="n" className="number">
      {delays.n}
    </td>
    <td data-label="certain" className="number">
      {delays.certain}
    </td>
    <td data-label="exact" className="number">
      {delays.exact}
    </td>
    <td data-label="lower quartile">{formatElapsed(delays.quartiles.lower)}</td>
    <td data-label="median">
      <b>{formatElapsed(delays.quartiles.median)}</b>
    </td>
    <td data-label="upper quartile">{formatElapsed(delays.quartiles.upper)}</td>
    <td data-label="basis">
      <BasisLabel basis={delays.basis} />
    </td>
    <td data-label="bounds">{delays.attained ? "attained" : "sound"}</td>
  </tr>
);

const HEAD = ["from → to", "n", "certain", "exact", "lower quartile", "median", "upper quartile"];

const DelayTable = ({ table }: Pick<LatencyAnswer, "table">) => (
  <>
    <table className="delays">
      <TableHead columns={[...HEAD, "basis", "bounds"]} />
      <tbody>
        {table.flatMap(({ within, ...site }) => [
          <DelayRow key={`${site.giver} ${site.receiver}`} delays={site} within={false} />,
          ...within.map((one) => (
            <DelayRow key={`in ${one.giver} ${one.receiver}`} delays={one} within />
          )),
        ])}
      </tbody>
    </table>
    <p className="terms">{DELAYS_LEGEND}</p>
  </>
);

type Example = Delays["examples"][number];

/** `shortest, longest: exactly 5 min`, and the relation that it is the delay of, with its sources. */
const ExampleLine = ({ example }: { example: Example }) => (
  <>
    {example.shows.join(", ")}: <b>{formatElapsed(example.delay)}</b> (order {example.order}, basis{" "}
    {example.basis})
    <p className="ground">
      <EdgeLine edge={example} /> The giver was published <When interval={example.from.published} />
      .
    </p>
  </>
);

const Examples = ({ delays: { giver, receiver, examples } }: { delays: Delays }) => (
  <>
    <KeyLink of={giver} /> to <KeyLink of={receiver} />
    <ul>
      {examples.map((example) => (
        <li key={example.shows.join(" ")}>
          <ExampleLine example={example} />
        </li>
      ))}
    </ul>
  </>
);

const exemplified = (table: LatencyAnswer["table"]): Delays[] =>
  table
    .flatMap(({ within, ...site }) => [site, ...within])
    .filter(({ examples }) => examples.length > 0);

interface AnswerProps {
  answer: LatencyAnswer;
  json: string;
}

function LatencyAnswerView({ answer, json }: AnswerProps) {
  const { question, ends, table } = answer;
  return (
    <JourneyAnswer
      answer={answer}
      json={json}
      asks={
        <>
          How long does it take from platform to platform
          <Also word="from" of={question.from} />
          <Also word="to" of={question.to} />?
        </>
      }
      ends={[ends.from, ends.to]}
    >
      {table.length === 0 ? <p>No delay in evidence.</p> : <DelayTable table={table} />}
      <Listed
        id="examples"
        title="Delays by which this can be checked"
        of={exemplified(table).map((delays) => (
          <Examples key={`${delays.giver} ${delays.receiver}`} delays={delays} />
        ))}
      />
      <Listed id="left-out" title="Left out" of={delaysLeftOut(answer)} />
    </JourneyAnswer>
  );
}

export const LatencyView = ({ query }: ViewProps) => (
  <QuestionPage
    form={QUESTIONS.latency}
    endpoint={LATENCY}
    query={query}
    title="How long does it take from platform to platform?"
    titleOf={() => "Latency"}
    labels={{ from: "Only what these gave", to: "Only what these took" }}
    render={(answer, json) => <LatencyAnswerView answer={answer} json={json} />}
  />
);
