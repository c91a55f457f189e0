/** The things of the graph beside its picture: each can be selected and expanded with the keys. */
import { useState } from "react";
import type { Key } from "../../model/key.ts";
import { Label, TierLabel } from "../words/things.tsx";
import type { Net, Thing } from "./net.ts";
import type { Loaded } from "./use-net.ts";
import { marksOf, nameOf } from "./words.ts";

const PAGE = 50;

const timeOf = ({ item: { published } }: Thing): number =>
  published.earliest ?? published.latest ?? Number.POSITIVE_INFINITY;

/** The path first, then the rest in the order of time. */
function inOrder({ things, path }: Net): Thing[] {
  const place = new Map(path.map((key, i) => [key, i]));
  const at = (thing: Thing) => place.get(thing.key) ?? path.length;
  return [...things.values()].sort(
    (a, b) => at(a) - at(b) || (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0),
  );
}

interface ExpandProps {
  thing: Thing;
  loaded: Loaded;
}

function Expand({ thing, loaded: { expansions, expand } }: ExpandProps) {
  const one = expansions.get(thing.key);
  const left = one?.state === "told" ? one.answer.edgesOmitted : 0;
  const done = thing.expanded && left === 0;
  const says =
    one?.state === "asking" ? "Asking…" : done ? "Expanded" : left > 0 ? `${left} more` : "Expand";
  return (
    <button
      type="button"
      className="graph-expand"
      aria-disabled={done || one?.state === "asking"}
      onClick={() => expand(thing.key)}
    >
      {says}
      <span className="unseen"> {nameOf(thing.item)}</span>
    </button>
  );
}

interface ThingsProps {
  loaded: Loaded;
  selected: Key | null;
  onSelect: (key: Key) => void;
}

export function Things({ loaded, selected, onSelect }: ThingsProps) {
  const [shown, setShown] = useState(PAGE);
  const all = inOrder(loaded.net);
  return (
    <div className="graph-things">
      <ul aria-label="Things in the graph">
        {all.slice(0, shown).map((thing) => (
          <li key={thing.key} className={thing.onPath ? "on-path" : undefined}>
            <button
              type="button"
              className="graph-thing"
              aria-pressed={thing.key === selected}
              onClick={() => onSelect(thing.key)}
            >
              <bdi>{nameOf(thing.item)}</bdi>
            </button>
            <span className="graph-says">
              <TierLabel tier={thing.item.tier} />{" "}
              {marksOf(thing).map((mark) => (
                <Label key={mark} text={mark} kind="warn" />
              ))}{" "}
              gave to {thing.gaveTo.length}, took from {thing.tookFrom.length}
            </span>
            <Expand thing={thing} loaded={loaded} />
          </li>
        ))}
      </ul>
      {all.length > shown && (
        <button type="button" onClick={() => setShown(shown + PAGE)}>
          {all.length - shown} more things
        </button>
      )}
    </div>
  );
}
