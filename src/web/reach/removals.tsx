/** What is otherwise without something. */
import type { Path } from "../../model/answer.ts";
import { capital, many } from "../../model/plain-text.ts";
import type { Arrived, Removal } from "../../model/reach-answer.ts";
import { spokenDelays } from "../../model/told-words.ts";
import { Absent } from "../answer/absence.tsx";
import { PathWithin } from "../answer/path.tsx";
import { Section } from "../answer/section.tsx";
import { BasisLabel, ItemName, KeyLink } from "../words/things.tsx";
import { When } from "../words/time.tsx";

/** When something was reached, how surely, and how well founded that is. */
export const ArrivedAt = ({ arrived: { arrival, order, basis } }: { arrived: Arrived }) => (
  <>
    <When interval={arrival} /> (order {order}, basis {basis})
  </>
);

type Late = Removal["late"]["items"][number];

function LateItem({ late }: { late: Late }) {
  const { item, before, after } = late;
  const changes = spokenDelays(late);
  return (
    <>
      <ItemName item={item} article="The" />: <ArrivedAt arrived={before} /> before,{" "}
      <ArrivedAt arrived={after} /> without
      {changes.length > 0 && ` (${changes.join("; ")})`}
    </>
  );
}

const Beyond = ({ count, told }: { count: number; told: number }) =>
  count > told ? <li className="more">and {count - told} more</li> : null;

function Lost({ lost: { count, items } }: { lost: Removal["noLongerReached"] }) {
  if (count === 0) return null;
  return (
    <>
      <h3>{capital(many(count, "item"))} no longer reached</h3>
      <ul>
        {items.map((item) => (
          <li key={item.key}>
            <ItemName item={item} article="The" />
          </li>
        ))}
        <Beyond count={count} told={items.length} />
      </ul>
    </>
  );
}

function Later({ late: { count, items } }: { late: Removal["late"] }) {
  if (count === 0) return null;
  return (
    <>
      <h3>{capital(many(count, "item"))} reached later or less surely</h3>
      <ul>
        {items.map((late) => (
          <li key={late.item.key}>
            <LateItem late={late} />
          </li>
        ))}
        <Beyond count={count} told={items.length} />
      </ul>
    </>
  );
}

/** Taken out of a question of ways, with the way that is then left. */
type Told = Removal & { path?: Path | null };

const same = (a: Path, b: Path | null): boolean =>
  JSON.stringify(a.hops) === JSON.stringify(b?.hops);

function WayLeft({ path, whole }: { path: Path | null | undefined; whole: Path | null }) {
  if (!path) return null;
  return same(path, whole) ? <p>By the same way.</p> : <PathWithin path={path} />;
}

function RemovalPart({ removal, whole }: { removal: Told; whole: Path | null }) {
  const { asked, inEvidence, takenOut, takenOutOfAsked, order, basis, arrival } = removal;
  if (!inEvidence) return <Absent asked={asked} />;
  return (
    <div className="removal">
      <p>
        <strong>
          Without <KeyLink of={asked} />
        </strong>{" "}
        ({many(takenOut, "item")} out, {takenOutOfAsked} of them asked about): order <b>{order}</b>
        {basis !== null && (
          <>
            {" "}
            <BasisLabel basis={basis} />
          </>
        )}
        {arrival !== null && (
          <>
            , arrival <When interval={arrival} />
          </>
        )}
        .
      </p>
      <Lost lost={removal.noLongerReached} />
      <Later late={removal.late} />
      {removal.noLongerReached.count + removal.late.count === 0 && (
        <p>No other item that is asked about is lost or late.</p>
      )}
      <WayLeft path={removal.path} whole={whole} />
    </div>
  );
}

interface RemovalsProps {
  removals: readonly Told[];
  /** The way with nothing taken out. */
  whole?: Path | null;
}

export const Removals = ({ removals, whole = null }: RemovalsProps) =>
  removals.length === 0 ? null : (
    <Section id="removals" title="What is otherwise without these, one at a time">
      {removals.map((removal) => (
        <RemovalPart key={removal.asked} removal={removal} whole={whole} />
      ))}
    </Section>
  );
