/** The way a thing went, hop by hop: numbered sentences, each with its time, ground and sources. */

import type { Citation, Hop, Path, ToldEdge } from "../../model/answer.ts";
import { formatElapsed, isOneMoment } from "../../model/duration.ts";
import { RELATION } from "../../model/edge.ts";
import { spokenNearness } from "../../model/likeness.ts";
import { many } from "../../model/plain-text.ts";
import { itemAddress } from "../site/address.ts";
import { Link } from "../site/router.tsx";
import { HopHinges } from "../what-if/hinges.tsx";
import { WithoutThese } from "../what-if/without-these.tsx";
import { shortName } from "../words/short-name.ts";
import { BasisLabel, ItemName, KeyLink, Label } from "../words/things.tsx";
import { When } from "../words/time.tsx";
import { Told } from "../words/told.tsx";
import { Cites } from "./cites.tsx";
import { useOpenAnswer } from "./open-answer.tsx";

export const Relation = ({ edge }: { edge: ToldEdge }) =>
  edge.inferred === null ? (
    <strong>{RELATION[edge.relation].verb}</strong>
  ) : edge.inferred.method === "same-link" ? (
    <strong>
      is followed, both linking to <KeyLink of={edge.inferred.thing} />, by
    </strong>
  ) : (
    <strong>
      is followed, <Link href={itemAddress(edge.to.key)}>{spokenNearness(edge.inferred)}</Link>, by
    </strong>
  );

export const Marks = ({ of }: { of: ToldEdge["marks"] }) =>
  of.map((mark) => (
    <span key={mark}>
      <Label text={mark} kind="warn" />{" "}
    </span>
  ));

/** Opens the drawer on one hop. */
export function Check({ hops, index, of }: { hops: readonly Hop[]; index: number; of: string }) {
  const { select, open } = useOpenAnswer();
  return (
    <button
      type="button"
      onClick={() => {
        select(hops[index]?.to.key ?? null);
        open({ on: "hop", hops, index });
      }}
    >
      Check the evidence<span className="unseen"> of {of}</span>
    </button>
  );
}

/** The words in which sources give the times that decide a hop. */
const writtenTimes = (hop: Hop, citations: ReadonlyMap<number, Citation>): string[] => [
  ...new Set(
    hop.timeClaims.flatMap((number) => {
      const quote = citations.get(number)?.quote;
      return quote === null || quote === undefined || quote.length > 80 ? [] : [quote];
    }),
  ),
];

function HopGround({ hop }: { hop: Hop }) {
  const times = hop.timeClaims.filter((number) => !hop.claims.includes(number));
  return (
    <p className="ground">
      Order <b>{hop.order}</b>: <Told text={hop.because} length={600} />. Basis <b>{hop.basis}</b>
      {hop.independentSources > 1 && `, ${hop.independentSources} independent sources`}.
      {times.length > 0 && (
        <>
          {" "}
          Times after <Cites of={times} />
        </>
      )}
    </p>
  );
}

function HopItem({ hops, index }: { hops: readonly Hop[]; index: number }) {
  const { citations, selected } = useOpenAnswer();
  const hop = hops[index];
  if (hop === undefined) return null;
  const chosen = selected === hop.to.key || (index === 0 && selected === hop.from.key);
  return (
    <li
      className={`hop order-${hop.order} basis-${hop.basis} tier-${hop.to.tier ?? "none"}`}
      aria-current={chosen ? "true" : undefined}
    >
      <p className="at">
        <When interval={hop.time} asWritten={writtenTimes(hop, citations)} />
      </p>
      <p className="sentence">
        <ItemName item={hop.from} article="The" marked /> <Relation edge={hop} />{" "}
        <ItemName item={hop.to} marked />. <Marks of={hop.marks} />
        <Cites of={hop.claims} />
      </p>
      <HopGround hop={hop} />
      <HopHinges hop={hop} index={index} />
      <div className="check">
        <Check hops={hops} index={index} of={`hop ${index + 1}`} />
        <WithoutThese hop={hop} index={index} />
      </div>
    </li>
  );
}

/** The stations of a path at a glance; each can be selected, as in timeline and graph. */
function Stations({ hops }: { hops: readonly Hop[] }) {
  const { selected, select } = useOpenAnswer();
  const items = [...hops.slice(0, 1).map(({ from }) => from), ...hops.map(({ to }) => to)];
  return (
    <ol className="stations" aria-label="Stations">
      {items.map((item) => (
        <li key={item.key}>
          <button
            type="button"
            className={`station tier-${item.tier ?? "none"}`}
            aria-pressed={selected === item.key}
            onClick={() => select(selected === item.key ? null : item.key)}
          >
            <bdi>{shortName(item)}</bdi>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Elapsed({ path }: { path: Path }) {
  if (path.elapsedFrom === "first hop" && isOneMoment(path.elapsed)) return null;
  const since =
    path.elapsedFrom === "publication"
      ? "its publication"
      : "the first hop (the source can change)";
  return (
    <p className="elapsed">
      Elapsed since {since}: <strong>{formatElapsed(path.elapsed)}</strong>.
    </p>
  );
}

interface PathProps {
  path: Path;
  index: number;
  count: number;
}

export function PathSection({ path, index, count }: PathProps) {
  const id = `path-${index + 1}`;
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {count === 1 ? (
          "The way it went"
        ) : (
          <>
            Path {index + 1} of {count}{" "}
            <Label text={`order ${path.order}`} kind={`order-${path.order}`} />{" "}
            <BasisLabel basis={path.basis} />
          </>
        )}
      </h2>
      <Stations hops={path.hops} />
      <ol className="hops">
        {path.hops.map((hop, i) => (
          <HopItem key={`${hop.from.key} ${hop.to.key}`} hops={path.hops} index={i} />
        ))}
      </ol>
      <Elapsed path={path} />
    </section>
  );
}

/** The hops of a path that stands inside another answer. */
export const PathWithin = ({ path }: { path: Path }) => (
  <details className="way">
    <summary>
      The way, {many(path.hops.length, "hop")}, order {path.order}, basis {path.basis}
    </summary>
    <ol className="hops">
      {path.hops.map((hop, i) => (
        <HopItem key={`${hop.from.key} ${hop.to.key}`} hops={path.hops} index={i} />
      ))}
    </ol>
  </details>
);
