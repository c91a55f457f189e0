/** Contradictions, and what each side would make of the answer. */
import type { ReactNode } from "react";
import {
  type Dispute,
  type OrderedDispute,
  overturningSides,
  type Side,
} from "../../model/answer.ts";
import { formatElapsed, isOneMoment } from "../../model/duration.ts";
import type { FirstAnswer } from "../../model/first-answer.ts";
import type { ChangingDispute } from "../../model/journey-answer.ts";
import { DISPUTES } from "../../model/told-words.ts";
import { Joined, Name } from "../words/text.tsx";
import { KeyList, KeyPath } from "../words/things.tsx";
import { Departure, When } from "../words/time.tsx";
import { Told } from "../words/told.tsx";
import { Listed, Section } from "./section.tsx";

const Speakers = ({ of }: { of: readonly string[] }) =>
  of.length === 0 ? (
    "none of them"
  ) : (
    <Joined parts={of.map((source) => <Name key={source} text={source} />)} between=", " />
  );

const onTheSide = (sources: readonly string[], name: string, then: ReactNode): ReactNode => (
  <>
    On the side of <Speakers of={sources} /> in <Name text={name} />: {then}.
  </>
);

/** Sides on which the order, or what stands first, is another, told beside the verdict. */
export const overturning = (disputes: readonly OrderedDispute[]): ReactNode[] =>
  disputes.flatMap((dispute) =>
    overturningSides(dispute).map(({ sources, order, basis, first = [] }) =>
      onTheSide(
        sources,
        dispute.name,
        <>
          order {order}
          {basis && `, basis ${basis}`}
          {first.length > 0 && (
            <>
              , first stands <KeyList keys={first} />
            </>
          )}
        </>,
      ),
    ),
  );

const outcome = (said: string | null): ReactNode =>
  said === null ? "not at all" : <Told text={said} />;

export const overturned = (disputes: readonly ChangingDispute[]): ReactNode[] =>
  disputes.flatMap(({ name, sides }) =>
    sides.flatMap(({ sources, changes }) =>
      changes
        .filter(({ what }) => what === "order")
        .map(({ taken }) => onTheSide(sources, name, <>order {outcome(taken)}</>)),
    ),
  );

function resultOf(side: Side): ReactNode {
  const { changes, order, basis, elapsed, arrival, departure, times, path } = side;
  if (changes.length === 0) return "nothing changes";
  const parts: ReactNode[] = [`order ${order}`];
  if (basis !== null) parts.push(`basis ${basis}`);
  if (elapsed !== null && !isOneMoment(elapsed)) parts.push(`elapsed ${formatElapsed(elapsed)}`);
  if (changes.includes("arrival") && arrival !== null) {
    parts.push(
      <>
        arrived <When interval={arrival} />
      </>,
    );
  }
  if (changes.includes("departure") && departure !== null) {
    parts.push(
      <>
        could still leave <Departure interval={departure} />
      </>,
    );
  }
  if (changes.includes("times") && !changes.includes("path") && times !== null) {
    // biome-ignore lint/suspicious/noArrayIndexKey: one for each hop
    const told = times.map((time, i) => <When key={i} interval={time} />);
    parts.push(
      <>
        hops <Joined parts={told} between="; " />
      </>,
    );
  }
  if (changes.includes("path") && path !== null)
    parts.push(
      <>
        by <KeyPath keys={path} />
      </>,
    );
  return <Joined parts={parts} between=", " />;
}

interface ToldSide {
  side: { sources: readonly string[]; says: string };
  result: ReactNode;
}

interface ToldDispute {
  dispute: { name: string; kind: string; says: string };
  sides: readonly ToldSide[];
}

function DisputeItem({ dispute: { name, kind, says }, sides }: ToldDispute) {
  return (
    <li>
      <p>
        <strong>
          <Name text={name} />
        </strong>{" "}
        ({kind}): <Told text={says} />
      </p>
      <ul className="sides">
        {sides.map(({ side, result }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer's list never changes
          <li key={i}>
            Taking{" "}
            <strong>
              <Speakers of={side.sources} />
            </strong>{" "}
            (<Told text={side.says} />
            ): {result}
          </li>
        ))}
      </ul>
    </li>
  );
}

function DisputeSection({ told, notTried }: { told: readonly ToldDispute[]; notTried: number }) {
  if (told.length + notTried === 0) return null;
  return (
    <Section id="disputes" title={DISPUTES}>
      {told.length > 0 && (
        <ul className="disputes">
          {told.map((one, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer's list never changes
            <DisputeItem key={i} {...one} />
          ))}
        </ul>
      )}
      {notTried > 0 && <p>{notTried} further contradictions were not tried.</p>}
    </Section>
  );
}

const toldWith =
  <S extends ToldSide["side"]>(result: (side: S) => ReactNode) =>
  (dispute: ToldDispute["dispute"] & { sides: readonly S[] }): ToldDispute => ({
    dispute,
    sides: dispute.sides.map((side) => ({ side, result: result(side) })),
  });

interface Open<D> {
  disputes: readonly D[];
  disputesNotTried: number;
}

export const TraceDisputes = ({ disputes, disputesNotTried }: Open<Dispute>) => (
  <DisputeSection told={disputes.map(toldWith(resultOf))} notTried={disputesNotTried} />
);

type FirstDispute = FirstAnswer["disputes"][number];
type FirstSide = FirstDispute["sides"][number];

const found = ({ order, first }: Pick<FirstSide, "order" | "first">): ReactNode => (
  <>
    order {order}
    {first.length > 0 && (
      <>
        : <KeyList keys={first} />
      </>
    )}
  </>
);

function firstOn({ order, first, groups, changes }: FirstSide): ReactNode {
  if (changes.length === 0) return "nothing changes";
  const parts = groups.map((one) => (
    <span key={one.name}>
      of <Name text={one.name} />, <When interval={one.appeared} />, {found(one)}
    </span>
  ));
  return <Joined parts={[found({ order, first }), ...parts]} between="; " />;
}

export const FirstDisputes = ({ disputes, disputesNotTried }: Open<FirstDispute>) => (
  <DisputeSection told={disputes.map(toldWith(firstOn))} notTried={disputesNotTried} />
);

type ChangingSide = ChangingDispute["sides"][number];

function changesOn({ changes, changesOmitted }: ChangingSide): ReactNode {
  if (changes.length === 0) return "nothing changes";
  return (
    <ul>
      {changes.map(({ what, granted, taken }) => (
        <li key={what}>
          <Told text={what} />: {outcome(taken)}; granting all, {outcome(granted)}
        </li>
      ))}
      {changesOmitted > 0 && <li>and {changesOmitted} more</li>}
    </ul>
  );
}

export const Limits = ({ limits }: { limits: readonly string[] }) => (
  <Listed
    id="limits"
    title="Limits"
    of={limits.map((one) => <Told key={one} text={one} length={600} />)}
  />
);

/** Of answers that are several facts at once; with what the method leaves open. */
export const Changes = ({
  disputes,
  disputesNotTried,
  limits,
}: Open<ChangingDispute> & { limits: readonly string[] }) => (
  <>
    <DisputeSection told={disputes.map(toldWith(changesOn))} notTried={disputesNotTried} />
    <Limits limits={limits} />
  </>
);
