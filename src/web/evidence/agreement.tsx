/** Which claims say the same, gathered by the roots that they go back to; and what all say of a time. */
import { type ReactNode, useState } from "react";
import type { Citation, Hop, ItemRef } from "../../model/answer.ts";
import { admits } from "../../model/basis.ts";
import { many } from "../../model/plain-text.ts";
import type { ShowAnswer } from "../../model/show-answer.ts";
import { highOf, type Interval, lowOf } from "../../model/time.ts";
import { Cites } from "../answer/cites.tsx";
import { type Counting, useOpenAnswer } from "../answer/open-answer.tsx";
import { Speaker } from "../answer/sources.tsx";
import { useAnswer } from "../site/api.ts";
import { SHOW } from "../site/endpoints.ts";
import { Joined, KeyText, Name, Words } from "../words/text.tsx";
import { BasisLabel, ItemName, Label } from "../words/things.tsx";
import { When } from "../words/time.tsx";

interface Rooted {
  root: string;
  citations: readonly Citation[];
}

function byRoot(citations: readonly Citation[]): Rooted[] {
  const of = new Map<string, Citation[]>();
  for (const one of citations) of.set(one.root, [...(of.get(one.root) ?? []), one]);
  return [...of].map(([root, gathered]) => ({ root, citations: gathered }));
}

/** `file sha256:…` is called by its name. */
const RootName = ({ rooted: { root, citations } }: { rooted: Rooted }) => (
  <Name text={root.startsWith("file ") ? (citations[0]?.evidence.name ?? root) : root} />
);

/** Those that say so after it, but for itself. */
function Relaying({ rooted: { root, citations } }: { rooted: Rooted }) {
  const others = citations.filter(({ source }) => source !== null && source.name !== root);
  if (others.length === 0) return null;
  const names = [...new Map(others.map((one) => [one.source?.name, one])).values()];
  return (
    <>
      , told by{" "}
      <Joined
        parts={names.map((one) => <Speaker key={one.number} citation={one} />)}
        between=", "
      />
    </>
  );
}

const spokenRoots = (roots: number): string =>
  roots === 1 ? "One root says so" : `${roots} independent roots say so`;

/** Of the relation of a hop. */
export function SameRelation({ hop }: { hop: Hop }) {
  const { citations } = useOpenAnswer();
  const roots = byRoot(hop.claims.flatMap((number) => citations.get(number) ?? []));
  if (roots.length === 0) return null;
  const more = hop.independentSources - roots.length;
  return (
    <div className="agreement">
      <p>{spokenRoots(Math.max(roots.length, hop.independentSources))}:</p>
      <ul>
        {roots.map((rooted) => (
          <li key={rooted.root}>
            <RootName rooted={rooted} />
            <Relaying rooted={rooted} /> <Cites of={rooted.citations.map(({ number }) => number)} />
          </li>
        ))}
        {more > 0 && <li className="more">and {more} more, which are not cited</li>}
      </ul>
    </div>
  );
}

type ToldTime = ShowAnswer["times"][number];

const meets = (a: Interval, b: Interval): boolean => lowOf(a) <= highOf(b) && lowOf(b) <= highOf(a);

/** A capture bounds from above only, so that it neither agrees nor disagrees. */
function standing({ kind, time }: ToldTime, taken: Interval): ReactNode {
  if (kind !== "published") return null;
  return meets(time, taken) ? <Label text="agrees" /> : <Label text="disagrees" kind="warn" />;
}

interface Group {
  first: ToldTime;
  times: readonly ToldTime[];
}

function byTime(times: readonly ToldTime[]): Group[] {
  const of = new Map<string, ToldTime[]>();
  for (const one of times) {
    const name = [one.kind, one.time.earliest, one.time.latest].join(" ");
    of.set(name, [...(of.get(name) ?? []), one]);
  }
  return [...of.values()].flatMap((gathered) => {
    const [first] = gathered;
    return first === undefined ? [] : [{ first, times: gathered }];
  });
}

function TimeGroup({
  group,
  taken,
  answer,
}: {
  group: Group;
  taken: Interval;
  answer: ShowAnswer;
}) {
  const { first, times } = group;
  const numbers = new Set(times.map(({ claim }) => claim));
  const roots = byRoot(answer.citations.filter(({ number }) => numbers.has(number)));
  const written = times.flatMap(({ asWritten }) => asWritten ?? []);
  return (
    <li>
      {first.kind} <When interval={first.time} asWritten={[...new Set(written)]} />
      {first.fromId && ", decoded from the id"} <BasisLabel basis={first.basis} />{" "}
      {standing(first, taken)}
      <ul>
        {roots.map((rooted) => (
          <li key={rooted.root}>
            <RootName rooted={rooted} />
            <Relaying rooted={rooted} />
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Times by claims that count for the answer around, and how many there are beside. */
function counted(answer: ShowAnswer, counting: Counting | null) {
  const files = new Map(answer.citations.map(({ number, evidence }) => [number, evidence.hash]));
  const times = answer.times.filter(
    ({ basis, claim }) =>
      counting === null ||
      (admits(counting.basis, basis) && !counting.withoutEvidence.includes(files.get(claim) ?? "")),
  );
  return { times, left: answer.times.length - times.length };
}

function ToldTimes({ item, answer }: { item: ItemRef; answer: ShowAnswer }) {
  const { times, left } = counted(answer, useOpenAnswer().counting);
  return (
    <>
      {times.length === 0 && (
        <p>
          No source{left > 0 && " that counts here"} gives a time of <KeyText text={item.key} />.
        </p>
      )}
      <ul>
        {byTime(times).map((group) => (
          <TimeGroup
            key={`${group.first.kind} ${group.first.time.earliest} ${group.first.time.latest}`}
            group={group}
            taken={item.published}
            answer={answer}
          />
        ))}
      </ul>
      {left > 0 && (
        <p className="terms">
          {many(left, "more claim")} of a time {left === 1 ? "does" : "do"} not count here: by a
          file taken as never seen, or on a weaker basis than the answer admits.
        </p>
      )}
    </>
  );
}

function TimesOf({ item }: { item: ItemRef }) {
  const asked = useAnswer(SHOW, [["of", item.key]]);
  return (
    <>
      <h4>
        <ItemName item={item} article="The" />
      </h4>
      {asked.state === "refused" && <Words text={asked.refusal.says} length={600} />}
      {asked.state === "asking" && <p aria-busy="true">Asking…</p>}
      {asked.state === "answered" && <ToldTimes item={item} answer={asked.answer} />}
    </>
  );
}

/** All that is said of when the two ends of a hop were there, asked for when it is opened. */
export function AllTimes({ hop }: { hop: Hop }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="agreement" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What all sources say of these times</summary>
      {isOpen && (
        <>
          <p className="terms">
            “Agrees”: it has a moment in common with the publication that the answer takes.
          </p>
          <TimesOf item={hop.from} />
          <TimesOf item={hop.to} />
        </>
      )}
    </details>
  );
}
