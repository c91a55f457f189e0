/** Beside a trace: what is struck out, each to be put back, what that changes, and what all hangs on. */

import type { ReactNode } from "react";
import { many, spokenDispute } from "../../model/plain-text.ts";
import type { WhatIfAnswer } from "../../model/reach-answer.ts";
import type { TraceAnswer } from "../../model/trace-answer.ts";
import { Section } from "../answer/section.tsx";
import { Removals } from "../reach/removals.tsx";
import { address, type Fields } from "../site/address.ts";
import type { Asked } from "../site/api.ts";
import { Link } from "../site/router.tsx";
import { KeyText, Name, Words } from "../words/text.tsx";
import { BasisLabel } from "../words/things.tsx";
import { When } from "../words/time.tsx";
import {
  admitInferred,
  leaveInferredOut,
  putAllBack,
  putBack,
  type Strike,
  strikesIn,
  whatItHangsOn,
} from "./struck-out.ts";
import "./what-if.css";

/** A file is called by its name, where it is loaded. */
function StruckName({
  strike: { field, of },
  ends,
}: {
  strike: Strike;
  ends: TraceAnswer["ends"];
}) {
  const file = ends.withoutEvidence.find(({ hash }) => field === "withoutEvidence" && hash === of);
  const name = file?.name ?? null;
  return (
    <>
      {name === null ? (
        <span className="key">
          <KeyText text={of} length={80} />
        </span>
      ) : (
        <>
          the file <Name text={name} />
        </>
      )}
      {file !== undefined && name === null && " (not in evidence)"}
      {ends.without.some(
        ({ asked, inEvidence }) => field === "without" && asked === of && !inEvidence,
      ) && " (not in evidence)"}
    </>
  );
}

interface StrikesProps {
  strikes: readonly Strike[];
  ends: TraceAnswer["ends"];
  fields: Fields;
}

const Strikes = ({ strikes, ends, fields }: StrikesProps) => (
  <ul className="struck" aria-label="Struck out">
    {strikes.map((strike) => (
      <li key={`${strike.field} ${strike.of}`}>
        <s>
          <StruckName strike={strike} ends={ends} />
        </s>{" "}
        <Link className="strike" href={putBack(fields, strike)}>
          Put back<span className="unseen"> {strike.of}</span>
        </Link>
      </li>
    ))}
    {strikes.length > 1 && (
      <li>
        <Link className="strike" href={putAllBack(fields)}>
          Put all back
        </Link>
      </li>
    )}
  </ul>
);

/** Order, basis and dispute of an answer, and when the thing arrived. */
const Outcome = ({ answer }: { answer: TraceAnswer }) => {
  const { order, basis, arrival } = answer;
  return (
    <>
      order <b>{order}</b>
      {basis !== null && (
        <>
          {" "}
          <BasisLabel basis={basis} />
        </>
      )}
      , {spokenDispute(answer)}
      {arrival !== null && (
        <>
          , arrived <When interval={arrival} />
        </>
      )}
    </>
  );
};

const isSame = (a: TraceAnswer, b: TraceAnswer): boolean =>
  JSON.stringify([a.order, a.basis, a.disputed, a.arrival]) ===
  JSON.stringify([b.order, b.basis, b.disputed, b.arrival]);

const Waiting = ({ of }: { of: Asked<unknown> }) =>
  of.state === "refused" ? (
    <p className="problem" role="alert">
      <Words text={of.refusal.says} length={600} />
    </p>
  ) : (
    <p aria-busy="true">Asking what it is otherwise…</p>
  );

/** The answer before and after all that is struck out. */
function Before({ before, now }: { before: Asked<TraceAnswer>; now: TraceAnswer }) {
  if (before.state !== "answered") return <Waiting of={before} />;
  return (
    <dl className="before-after">
      <div>
        <dt>With nothing struck out</dt>
        <dd>
          <Outcome answer={before.answer} />
        </dd>
      </div>
      <div>
        <dt>
          Without{" "}
          {now.question.without.length + now.question.withoutEvidence.length === 1 ? "it" : "them"}
        </dt>
        <dd>
          {isSame(before.answer, now) ? "order, basis, dispute and arrival stay: " : ""}
          <Outcome answer={now} />
        </dd>
      </div>
    </dl>
  );
}

/** The form of the question that tells more. */
const whatIfAddress = (fields: Fields): string => address("/what-if", whatItHangsOn(fields));

interface HangsOnProps {
  whatIf: WhatIfAnswer;
  fields: Fields;
  /** There are hops on which it can be marked. */
  marked: boolean;
}

function HangsOn({ whatIf: { order, mandatory, pivotal }, fields, marked }: HangsOnProps) {
  const countOf = ({ items, accounts }: WhatIfAnswer["mandatory"]) =>
    items.length + accounts.length;
  if (order === "none") return null;
  return (
    <p>
      {strikesIn(fields).length > 0 && "With all out that is struck out, "}
      {many(countOf(mandatory), "thing is", "things are")} mandatory (the ends aside)
      {order === "certain" && ` and ${countOf(pivotal)} pivotal`}
      {marked && ", marked on the hops that name them"}.{" "}
      <Link href={whatIfAddress(fields)}>What shows it, and what lies beside</Link>.
    </p>
  );
}

interface PanelProps {
  answer: TraceAnswer;
  fields: Fields;
  before: Asked<TraceAnswer>;
  /** Without each thing that is struck out, by itself. */
  removals: Asked<WhatIfAnswer>;
  /** With all out that is struck out. */
  hangsOn: Asked<WhatIfAnswer>;
  mark: () => void;
}

const isWaiting = ({ state }: Asked<unknown>): boolean => state === "asking" || state === "refused";

function Changes({ answer, fields, before, removals, hangsOn }: PanelProps): ReactNode {
  return (
    <>
      {before.state !== "idle" && <Before before={before} now={answer} />}
      {isWaiting(hangsOn) && <Waiting of={hangsOn} />}
      {hangsOn.state === "answered" && (
        <HangsOn whatIf={hangsOn.answer} fields={fields} marked={answer.paths.length > 0} />
      )}
      {isWaiting(removals) && <Waiting of={removals} />}
      {removals.state === "answered" && (
        <Removals removals={removals.answer.removals} whole={removals.answer.path} />
      )}
    </>
  );
}

export function WhatIfPanel(props: PanelProps) {
  const { answer, fields, hangsOn, mark } = props;
  const strikes = strikesIn(fields);
  const inferred = answer.question.basis === "inferred";
  return (
    <Section id="what-if" title="What if">
      {strikes.length > 0 ? (
        <Strikes strikes={strikes} ends={answer.ends} fields={fields} />
      ) : (
        answer.paths.length > 0 && (
          <p className="terms">
            Nothing is struck out. “Without…” under a hop asks again without an item, account,
            platform or file that it names.
          </p>
        )
      )}
      <div className="check">
        <Link className="strike" href={inferred ? leaveInferredOut(fields) : admitInferred(fields)}>
          {inferred ? "Leave inferred edges out" : "Admit inferred edges"}
        </Link>
        {hangsOn.state === "idle" && answer.order !== "none" && (
          <button type="button" onClick={mark}>
            Mark what it hangs on
          </button>
        )}
      </div>
      <Changes {...props} />
    </Section>
  );
}
