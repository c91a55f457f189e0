/** What will be written, in words and column by column, before it is sent. */
import { Words } from "../words/text.tsx";
import { KeyOrWords } from "../words/things.tsx";
import { spokenRelation } from "./kinds.ts";
import type { Statement } from "./statements.ts";

const Thing = ({ text }: { text: string | undefined }) =>
  text === undefined ? "…" : <KeyOrWords text={text} />;

const bounds = ({ not_before: from, not_after: to, zone }: Statement): string => {
  const at =
    from === undefined
      ? to === undefined
        ? ""
        : `by ${to}`
      : to === undefined
        ? `from ${from} on`
        : from === to
          ? `at ${from}`
          : `between ${from} and ${to}`;
  return at === "" ? "" : ` ${at} (${zone ?? "zone unknown"})`;
};

function Said({ statement }: { statement: Statement }) {
  const { kind, subject, relation, object, value, unit } = statement;
  const [a, b] = [<Thing key="a" text={subject} />, <Thing key="b" text={object} />];
  const when = <Words text={bounds(statement)} />;
  switch (kind) {
    case "same-as":
      return (
        <>
          {a} is the same as {b}
        </>
      );
    case "not-same":
      return (
        <>
          {a} is not the same as {b}
        </>
      );
    case "edge":
      return (
        <>
          {a} {spokenRelation(relation ?? "…")} {b}
          {when}
        </>
      );
    case "time":
      return (
        <>
          {a} was {relation ?? "…"}
          {when}
        </>
      );
    case "item":
      return (
        <>
          {a} is a {relation ?? "…"}
          {object !== undefined && <> on {b}</>}
        </>
      );
    case "group":
      return (
        <>
          {a} has the member {b}
        </>
      );
    case "told":
      return (
        <>
          {a} told {b}
          {when}
          {value !== undefined && (
            <>
              : <Words text={value} />
            </>
          )}
        </>
      );
    default:
      return (
        <>
          Of {a}: <Words text={relation ?? "…"} />
          {object !== undefined && <>, {b}</>}
          {value !== undefined && (
            <>
              : <Words text={unit === undefined ? value : `${value} ${unit}`} />
            </>
          )}
          {when}
        </>
      );
  }
}

const Written = ({ statement }: { statement: Statement }) => {
  const { source, via, basis = "reported", dispute } = statement;
  return (
    <li>
      <p>
        <Said statement={statement} />, says <Words text={source ?? "…"} />
        {via !== undefined && (
          <>
            , relaying <Words text={via} />
          </>
        )}
        . Basis <b>{basis}</b>
        {dispute !== undefined && (
          <>
            , in dispute “<Words text={dispute} />”
          </>
        )}
        .
      </p>
      <dl className="custody">
        {Object.entries(statement).map(([column, text]) => (
          <div key={column}>
            <dt>
              <code>{column}</code>
            </dt>
            <dd>
              <Words text={text} length={600} />
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
};

export const Preview = ({ statements }: { statements: readonly Statement[] }) => (
  <ol className="preview">
    {statements.map((statement, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing else to be told apart by
      <Written key={i} statement={statement} />
    ))}
  </ol>
);
