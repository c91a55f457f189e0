/** A trace answer in words: verdict, hops with numbered sources, what would change it. */
import type { ReactNode } from "react";
import type { TraceAnswer } from "../../model/answer.ts";
import { BY, capital } from "../../model/plain-text.ts";
import { Absences } from "../answer/absence.tsx";
import { Limits, overturning, TraceDisputes } from "../answer/disputes.tsx";
import { AnswerFrame } from "../answer/frame.tsx";
import { PathSection } from "../answer/path.tsx";
import { Section } from "../answer/section.tsx";
import { Verdict } from "../answer/verdict.tsx";
import { TraceGraph } from "../graph/asked.tsx";
import { address } from "../site/address.ts";
import { Link } from "../site/router.tsx";
import { TraceTimeline } from "../timeline/of-trace.tsx";
import { Words } from "../words/text.tsx";
import { KeyLink, KeyList, KeyPath } from "../words/things.tsx";
import { Departure, When, Window } from "../words/time.tsx";

function Heading({ question: { from, to, without, basis, by, between } }: TraceAnswer) {
  return (
    <>
      <h1 tabIndex={-1}>
        How did <KeyLink of={from} /> reach <KeyLink of={to} />
        {without.length > 0 && (
          <>
            , without <KeyList keys={without} />
          </>
        )}
        ?
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
            Order possible: depends on hop {i + 1}, <Words text={hop.because} length={600} />.
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

function None({ ends, nearMiss }: TraceAnswer) {
  return (
    <>
      <Absences ends={[ends.from, ends.to, ...ends.without]} />
      <p>No path in evidence. That is not to say that there was none.</p>
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
                <Words text={one} length={600} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** The question again, with inferred edges admitted and more ways shown. */
function admitting(json: string): string {
  const fields = [...new URL(json, "http://page.invalid").searchParams];
  const same = fields.filter(([name]) => name !== "basis" && name !== "paths");
  return address("/", [...same, ["basis", "inferred"], ["paths", "10"]]);
}

function More({ answer: { moreIfInferred }, json }: TraceProps) {
  const { count, atLeast, paths } = moreIfInferred;
  if (count === 0) return null;
  const number = atLeast ? `at least ${count}` : String(count);
  return (
    <Section
      id="more"
      title={`${capital(number)} more path${count === 1 && !atLeast ? "" : "s"} if inferred edges are admitted`}
    >
      <ul>
        {paths.slice(0, 5).map((path) => (
          <li key={path.join(" ")} className="key-path">
            <KeyPath keys={path} />
          </li>
        ))}
      </ul>
      <p>
        <Link href={admitting(json)}>Ask with inferred edges admitted</Link>
      </p>
    </Section>
  );
}

interface TraceProps {
  answer: TraceAnswer;
  json: string;
}

export function TraceAnswerView({ answer, json }: TraceProps) {
  const { order, basis, disputed, paths, arrival, departure } = answer;
  return (
    <AnswerFrame answer={answer} json={json}>
      <Heading {...answer} />
      <Verdict
        {...{ order, basis, disputed }}
        dependsOn={dependsOn(answer)}
        overturning={overturning(answer.disputes)}
      />
      {paths.length === 0 && <None {...answer} />}
      {paths.map((path, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path is known by its place
        <PathSection key={i} path={path} index={i} count={paths.length} />
      ))}
      {arrival !== null && (
        <p className="arrival">
          Arrived:{" "}
          <strong>
            <When interval={arrival} />
          </strong>
          .
        </p>
      )}
      {departure !== null && (
        <p>
          Could still leave <Departure interval={departure} />.
        </p>
      )}
      <TraceTimeline answer={answer} />
      <TraceGraph answer={answer} />
      <More answer={answer} json={json} />
      <TraceDisputes {...answer} />
      <Limits limits={answer.limits} />
    </AnswerFrame>
  );
}
