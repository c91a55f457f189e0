/** The graph of an answer: its picture, the things in it, what is known of the one selected. */

import { useMemo } from "react";
import type { Hop } from "../../model/answer.ts";
import type { Key } from "../../model/key.ts";
import { counted, many } from "../../model/plain-text.ts";
import { useOpenAnswer } from "../answer/open-answer.tsx";
import type { Caption } from "../saving/caption.ts";
import { fetched } from "../site/fetched.tsx";
import { Words } from "../words/text.tsx";
import { KeyLink, KeyList } from "../words/things.tsx";
import { When } from "../words/time.tsx";
import { Legend } from "./legend.tsx";
import { LinksTable } from "./links-table.tsx";
import type { Net } from "./net.ts";
import { notJudged, type Terms } from "./terms.ts";
import { Things } from "./things.tsx";
import { type Loaded, useNet } from "./use-net.ts";
import { nameOf } from "./words.ts";
import "./graph.css";

const Picture = fetched(async () => (await import("./picture.tsx")).Picture, "Drawing the graph…");

const hasWebGl = (): boolean => document.createElement("canvas").getContext("webgl2") !== null;

/** A few keys, then how many more. */
function Some({ keys }: { keys: readonly Key[] }) {
  const more = keys.length - 6;
  return (
    <>
      <KeyList keys={keys.slice(0, 6)} />
      {more > 0 && ` and ${more} more`}
    </>
  );
}

function Chosen({ net, selected }: { net: Net; selected: Key | null }) {
  const thing = selected === null ? undefined : net.things.get(selected);
  return (
    <div className="graph-chosen" aria-live="polite">
      {thing && (
        <>
          <p>
            <strong>
              <bdi>{nameOf(thing.item)}</bdi>
            </strong>{" "}
            (<KeyLink of={thing.key} />
            ), published <When interval={thing.item.published} />.
            {!thing.item.attested && " Known only by reference."}
          </p>
          {thing.tookFrom.length > 0 && (
            <p>
              Took from <Some keys={thing.tookFrom} />.
            </p>
          )}
          {thing.gaveTo.length > 0 && (
            <p>
              Gave to <Some keys={thing.gaveTo} />.
            </p>
          )}
        </>
      )}
    </div>
  );
}

function spokenDisputes(disputes: readonly unknown[] | null): string {
  if (disputes === null) return "disputes not judged";
  return disputes.length === 0 ? "no dispute found" : many(disputes.length, "dispute");
}

/** What the terms of the question leave off, and what they do not reach. */
function OnTerms({ loaded: { tooWeak, struck }, terms }: { loaded: Loaded; terms: Terms }) {
  const { basis, between, leavesFilesOut } = terms;
  const open = notJudged(terms);
  const hasWindow = between.earliest !== null || between.latest !== null;
  const said = [
    ...(tooWeak > 0
      ? [`${counted(tooWeak, "edge")} on a weaker basis than ${basis} left off.`]
      : []),
    ...(struck > 0
      ? [`${many(struck, "thing")} left off with what is struck out, its reshares and copies.`]
      : []),
    ...(hasWindow ? ["Edges outside the window asked for are left off."] : []),
    ...(leavesFilesOut ? ["Files taken as never seen have their say here all the same."] : []),
  ];
  if (said.length + open.length === 0) return null;
  return (
    <p>
      {said.join(" ")}
      {open.length > 0 && (
        <>
          {" "}
          Drawn although struck out, for it cannot be told here: what <KeyList keys={open} />{" "}
          {open.length === 1 ? "names" : "name"}.
        </>
      )}
    </p>
  );
}

function Summary({ loaded, terms }: { loaded: Loaded; terms: Terms }) {
  const { net, first, expansions, refused } = loaded;
  const { disputes } = useOpenAnswer();
  const inferred = net.links.filter(({ basis }) => basis === "inferred").length;
  const left = [...expansions].flatMap(([key, one]) =>
    one.state === "told" && one.answer.edgesOmitted > 0
      ? [
          {
            key,
            says: `${counted(one.answer.edgesOmitted, "edge")} beyond the ${one.answer.question.limit} told`,
          },
        ]
      : one.state === "refused"
        ? [{ key, says: one.says }]
        : [],
  );
  return (
    <div className="terms">
      <p>
        {many(net.things.size, "thing")}, {many(net.links.length, "link")} as far as loaded,{" "}
        {inferred} of them inferred.
        {net.path.length > 0 &&
          ` The strong arrows are the answer’s best path, in the order and on the basis told above (${spokenDisputes(disputes)}).`}{" "}
        Of {net.path.length > 0 ? "the others" : "them"} neither order nor dispute is judged here.
        {first !== null &&
          first.edgesOmitted > 0 &&
          ` ${counted(first.edgesOmitted, "edge")} beyond the ${first.question.limit} told at first, the latest ones, are left off: expand a thing to see its own.`}
      </p>
      <OnTerms loaded={loaded} terms={terms} />
      {refused !== null && (
        <p className="caution">
          What stands beside it could not be told: <Words text={refused} length={300} />
        </p>
      )}
      {left.length > 0 && (
        <ul>
          {left.map(({ key, says }) => (
            <li key={key}>
              <KeyLink of={key} />: <Words text={says} length={300} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface GraphProps {
  paths: readonly (readonly Hop[])[];
  start: readonly Key[];
  caption: Caption;
  terms: Terms;
}

export function GraphView({ paths, start, caption, terms }: GraphProps) {
  const loaded = useNet(paths, start, terms);
  const { selected, select } = useOpenAnswer();
  const draws = useMemo(hasWebGl, []);
  const { net } = loaded;
  if (net.things.size === 0) {
    return loaded.refused === null ? (
      <p className="asking">Drawing the graph…</p>
    ) : (
      <Summary loaded={loaded} terms={terms} />
    );
  }
  const pick = (key: Key | null) => {
    select(key);
    if (key !== null) loaded.expand(key);
  };
  return (
    <div className="graph">
      {!draws && <p>This browser draws no graph (it has no WebGL): here it is as a table.</p>}
      <div className={draws ? "graph-sheet" : "graph-sheet without-picture"}>
        {draws && <Picture net={net} selected={selected} onPick={pick} caption={caption} />}
        <Things
          loaded={loaded}
          selected={selected}
          onSelect={(key) => select(key === selected ? null : key)}
        />
      </div>
      <Chosen net={net} selected={selected} />
      <Summary loaded={loaded} terms={terms} />
      {draws && <Legend />}
      {draws ? (
        <details>
          <summary>The graph as a table</summary>
          <LinksTable net={net} />
        </details>
      ) : (
        <LinksTable net={net} />
      )}
    </div>
  );
}
