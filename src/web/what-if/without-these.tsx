/** The question again, without something that a hop names: an item, account, platform or file. */
import type { Citation, Hop, ItemRef } from "../../model/answer.ts";
import { useOpenAnswer } from "../answer/open-answer.tsx";
import type { Fields } from "../site/address.ts";
import { Link } from "../site/router.tsx";
import { KeyText, Name } from "../words/text.tsx";
import { useStriking } from "./striking.tsx";
import { isStruck, type Strike, strikeOut } from "./struck-out.ts";
import "./what-if.css";

interface Named extends Strike {
  kind: string;
  /** What it is called, where that is not what it is asked by. */
  name?: string;
}

const thingsOf = ({ key, type, account, platform }: ItemRef): Named[] => [
  { field: "without", of: key, kind: type ?? "item" },
  ...(account === null
    ? []
    : [{ field: "without", of: account.key, kind: "account" } satisfies Named]),
  ...(platform === null
    ? []
    : [{ field: "without", of: platform, kind: "platform" } satisfies Named]),
];

const fileOf = ({ evidence: { hash, name } }: Citation): Named => ({
  ...{ field: "withoutEvidence", of: hash, kind: "file", name },
});

/** Each once, but for the ends themselves: without these there is nothing to ask. */
function struckFrom(hop: Hop, citations: ReadonlyMap<number, Citation>, fields: Fields): Named[] {
  const files = [...hop.claims, ...hop.timeClaims].flatMap((number) => {
    const citation = citations.get(number);
    return citation === undefined ? [] : [fileOf(citation)];
  });
  const all = [...thingsOf(hop.from), ...thingsOf(hop.to), ...files];
  const ends = new Set(
    fields.flatMap(([name, of]) => (name === "from" || name === "to" ? [of] : [])),
  );
  return all.filter(
    (one, i) =>
      !ends.has(one.of) &&
      !isStruck(fields, one) &&
      all.findIndex(({ of, field }) => of === one.of && field === one.field) === i,
  );
}

const StrikeLink = ({ fields, one }: { fields: Fields; one: Named }) => (
  <Link className="strike" href={strikeOut(fields, one)}>
    <span className="unseen">without </span>
    <span className="kind">{one.kind}</span>{" "}
    {one.name === undefined ? (
      <span className="key">
        <KeyText text={one.of} length={60} />
      </span>
    ) : (
      <Name text={one.name} />
    )}
  </Link>
);

export function WithoutThese({ hop, index }: { hop: Hop; index: number }) {
  const { citations } = useOpenAnswer();
  const striking = useStriking();
  if (striking === null) return null;
  const { fields } = striking;
  const things = struckFrom(hop, citations, fields);
  if (things.length === 0) return null;
  return (
    <details className="without-these">
      <summary>
        Without…<span className="unseen"> something of hop {index + 1}</span>
      </summary>
      <ul>
        {things.map((one) => (
          <li key={`${one.field} ${one.of}`}>
            <StrikeLink fields={fields} one={one} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Of one source, in the drawer. */
export function WithoutFile({ citation }: { citation: Citation }) {
  const striking = useStriking();
  if (striking === null) return null;
  const file = fileOf(citation);
  return isStruck(striking.fields, file) ? null : (
    <Link className="strike" href={strikeOut(striking.fields, file)}>
      Ask without this file
    </Link>
  );
}
