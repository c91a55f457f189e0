/** A trace answer in words: verdict, hops with numbered sources, what would change it. */

import { type ReactNode, useMemo, useState } from "react";
import { DEFAULT_FLOOR } from "../../model/basis.ts";
import { BY, spokenMore } from "../../model/plain-text.ts";
import type { TraceAnswer } from "../../model/trace-answer.ts";
import { Absences } from "../answer/absence.tsx";
import { ArrivalAndDeparture } from "../answer/arrival.tsx";
import { Limits, overturning, TraceDisputes } from "../answer/disputes.tsx";
import { AnswerFrame } from "../answer/frame.tsx";
import { PathSection } from "../answer/path.tsx";
import { Section } from "../answer/section.tsx";
import { Verdict } from "../answer/verdict.tsx";
import { TraceGraph } from "../graph/asked.tsx";
import { address, type Fields, itemAddress } from "../site/address.ts";
import { useAnswer } from "../site/api.ts";
import { TRACE, WHAT_IF } from "../site/endpoints.ts";
import { Link } from "../site/router.tsx";
import { TraceTimeline } from "../timeline/of-trace.tsx";
import { WhatIfPanel } from "../what-if/panel.tsx";
import { StrikingProvider } from "../what-if/striking.tsx";
import {
  admitInferred,
  eachByItself,
  strikesIn,
  whatItHangsOn,
  withNothingStruck,
} from "../what-if/struck-out.ts";
import { WithoutAll } from "../what-if/without-all.tsx";
import { KeyText } from "../words/text.tsx";
import { KeyLink, KeyPath } from "../words/things.tsx";
import { Window } from "../words/time.tsx";
import { Told } from "../words/told.tsx";
import { QUESTIONS } from "./questions.ts";

function Heading({ question, ends }: TraceAnswer) {
  const { from, to, without, basis, by, between } = question;
  return (
    <>
      <h1 tabIndex={-1}>
        How did <KeyLink of={from} /> reach <KeyLink of={to} />
        <WithoutAll things={without} files={ends.withoutEvidence} />?
      </h1>
      <p className="terms">
        Basis at least {basis}; {BY[by] ?? by}
        <Window interval={between} />.
      </p>
    </>
  );
}

const numbers = (of: readonly number[]): string => of.map((one) => String(one + 1)).join(", ");

/** What order and basis of the best path hang on. */
function dependsOn({ paths: [path] }: TraceAnswer): ReactNode[] {
  if (path === undefined) return [];
  const said: ReactNode[] = path.hops.flatMap((hop, i) =>
    hop.order === "possible"
      ? [
          <span key={`order ${hop.to.key}`}>
            Order possible: depends on hop {i + 1}, <Told text={hop.because} length={600} />.
          </span>,
        ]
      : [],
  );
  const weakest = path.hops.flatMap((hop, i) => (hop.basis === path.basis ? [i] : []));
  const every = weakest.length === path.hops.length;
  const which = `${weakest.length === 1 ? "hop" : "hops"} ${numbers(weakest)}`;
  said.push(
    every
      ? `Basis ${path.basis}: that of every hop.`
      : `Basis ${path.basis}: the weakest, that of ${which}.`,
  );
  return said;
}

/** What can be asked of the ends instead. */
function LeadOn({ ends: { from, to }, question: { basis } }: TraceAnswer) {
  if (!from.inEvidence && !to.inEvidence) return null;
  const terms: Fields = basis === DEFAULT_FLOOR ? [] : [["basis", basis]];
  return (
    <ul className="lead-on">
      {from.inEvidence && (
        <li>
          <Link href={address(QUESTIONS.reach.path, [["from", from.asked], ...terms])}>
            What did{" "}
            <span className="key">
              <KeyText text={from.asked} />
            </span>{" "}
            reach?
          </Link>
        </li>
      )}
      {to.inEvidence && (
        <li>
          <Link href={itemAddress(to.asked)}>
            What is known of{" "}
            <span className="key">
              <KeyText text={to.asked} />
            </span>
            , and what led there?
          </Link>
        </li>
      )}
      {from.inEvidence && to.inEvidence && (
        <li>
          <Link
            href={address(QUESTIONS.trace.path, [["from", to.asked], ["to", from.asked], ...terms])}
          >
            The other way round: how did{" "}
            <span className="key">
              <KeyText text={to.asked} />
            </span>{" "}
            reach{" "}
            <span className="key">
              <KeyText text={from.asked} />
            </span>
            ?
          </Link>
        </li>
      )}
    </ul>
  );
}

function None(answer: TraceAnswer) {
  const { ends, nearMiss } = answer;
  return (
    <>
      <Absences ends={[ends.from, ends.to, ...ends.without]} />
      <p>No path in evidence. That is not to say that there was none.</p>
      <LeadOn {...answer} />
      {nearMiss !== null && (
        <Section id="near-miss" title="Near miss">
          <p>
            It breaks: <strong>{nearMiss.breaks.join(", ")}</strong>.
          </p>
          <p className="key-path">
            <KeyPath keys={nearMiss.path} />
          </p>
          <ul>
            {nearMiss.says.map((one) => (
              <li key={one}>
                <Told text={one} length={600} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

const MOST_PATHS = 100;

function More({ answer: { paths, morePaths }, fields }: { answer: TraceAnswer; fields: Fields }) {
  if (morePaths.count === 0) return null;
  const all = String(Math.min(MOST_PATHS, paths.length + morePaths.count));
  const others = fields.filter(([name]) => name !== "paths");
  return (
    <p>
      {spokenMore(morePaths)} on this basis:{" "}
      <Link href={address("/", [...others, ["paths", all]])}>show them</Link>.
    </p>
  );
}

function Inferred({ answer: { moreIfInferred }, fields }: { answer: TraceAnswer; fields: Fields }) {
  const { count, paths } = moreIfInferred;
  if (count === 0) return null;
  return (
    <Section id="more" title={`${spokenMore(moreIfInferred)} if inferred edges are admitted`}>
      <ul>
        {paths.slice(0, 5).map((path) => (
          <li key={path.join(" ")} className="key-path">
            <KeyPath keys={path} />
          </li>
        ))}
      </ul>
      <p>
        <Link href={admitInferred(fields)}>Ask with inferred edges admitted</Link>
      </p>
    </Section>
  );
}

/** Of an end that is not in evidence, nothing that is struck out or admitted makes a way. */
const isOfUse = ({ ends: { from, to } }: TraceAnswer, fields: Fields): boolean =>
  (from.inEvidence && to.inEvidence) || strikesIn(fields).length > 0;

/** The comparison stands below the way. */
const STRUCK = (
  <>
    Asked with something struck out: what that changes stands under <a href="#what-if">What if</a>.
  </>
);

interface TraceProps {
  answer: TraceAnswer;
  json: string;
}

/** The same question with nothing struck out, and what it hangs on: asked for where it is of use. */
function useWhatIf(json: string) {
  const fields = useMemo(() => [...new URL(json, "http://page.invalid").searchParams], [json]);
  const strikes = strikesIn(fields);
  const isStruck = strikes.length > 0;
  const hasThings = strikes.some(({ field }) => field === "without");
  const [marks, setMarks] = useState(false);
  return {
    fields,
    before: useAnswer(TRACE, isStruck ? withNothingStruck(fields) : null),
    removals: useAnswer(WHAT_IF, hasThings ? eachByItself(fields) : null),
    hangsOn: useAnswer(WHAT_IF, isStruck || marks ? whatItHangsOn(fields) : null),
    mark: () => setMarks(true),
  };
}

export function TraceAnswerView({ answer, json }: TraceProps) {
  const { paths, arrival, departure } = answer;
  const { fields, before, removals, hangsOn, mark } = useWhatIf(json);
  return (
    <StrikingProvider fields={fields} whatIf={hangsOn.state === "answered" ? hangsOn.answer : null}>
      <AnswerFrame answer={answer} json={json}>
        <Heading {...answer} />
        <Verdict
          answer={answer}
          dependsOn={[...dependsOn(answer), ...(strikesIn(fields).length > 0 ? [STRUCK] : [])]}
          overturning={overturning(answer.disputes)}
        />
        {paths.length === 0 && <None {...answer} />}
        {paths.map((path, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a path is known by its place
          <PathSection key={i} path={path} index={i} count={paths.length} />
        ))}
        <More answer={answer} fields={fields} />
        <ArrivalAndDeparture arrival={arrival} departure={departure} />
        {isOfUse(answer, fields) && (
          <WhatIfPanel {...{ answer, fields, before, removals, hangsOn, mark }} />
        )}
        <TraceTimeline answer={answer} />
        <TraceGraph answer={answer} />
        <Inferred answer={answer} fields={fields} />
        <TraceDisputes {...answer} />
        <Limits limits={answer.limits} />
      </AnswerFrame>
    </StrikingProvider>
  );
}
