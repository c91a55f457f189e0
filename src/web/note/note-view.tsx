/** Writing down what a source reports: a statement, or both sides of a wrong link, as evidence of its own. */
import { type ReactNode, useState } from "react";
import { hasEnded, type Job } from "../../model/job.ts";
import { findKey } from "../../model/key.ts";
import { Section } from "../answer/section.tsx";
import { RefusalAdvice } from "../jobs/advice.tsx";
import { Ended } from "../jobs/ended.tsx";
import { JobProgress } from "../jobs/progress.tsx";
import { useOrder } from "../jobs/use-order.ts";
import { LoadedFile } from "../load/loaded-file.tsx";
import { change } from "../site/change.ts";
import { Page } from "../site/page.tsx";
import type { ViewProps } from "../site/routes.tsx";
import { KeyList } from "../words/things.tsx";
import { type FieldSpec, NOTE_KINDS, type NoteField, type NoteKind, type Values } from "./kinds.ts";
import { NoteFieldRow } from "./note-field.tsx";
import { Preview } from "./preview.tsx";
import { fieldsOf, findMissing, type Statement, statementsOf } from "./statements.ts";
import "../load/load.css";
import "./note.css";

const PREFILLED: readonly NoteField[] = ["subject", "relation", "object", "source", "dispute"];

function valuesIn(query: URLSearchParams): Values {
  const given = PREFILLED.flatMap((name) => {
    const text = query.get(name);
    return text === null ? [] : [[name, text] as const];
  });
  return Object.fromEntries(given);
}

/** Who says so stays for the next statement. */
const sourcesOf = ({ source, source_url, source_date, via }: Values): Values => ({
  ...(source === undefined ? {} : { source }),
  ...(source_url === undefined ? {} : { source_url }),
  ...(source_date === undefined ? {} : { source_date }),
  ...(via === undefined ? {} : { via }),
});

const kindIn = (query: URLSearchParams): NoteKind | undefined =>
  NOTE_KINDS.find(({ id }) => id === query.get("kind")) ?? NOTE_KINDS[0];

interface AboutProps {
  kind: NoteKind;
  onKind: (id: string) => void;
}

const KindChoice = ({ kind, onKind }: AboutProps) => (
  <div className="field kind-choice">
    <label htmlFor="kind">What is to be written down</label>
    <select
      id="kind"
      value={kind.id}
      aria-describedby="kind-means"
      onChange={({ target }) => onKind(target.value)}
    >
      {NOTE_KINDS.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </select>
    <p className="hint" id="kind-means">
      {kind.means}
    </p>
  </div>
);

interface WriterProps {
  author: string;
  caseName: string;
  onAuthor: (text: string) => void;
  onCase: (text: string) => void;
}

/** For the manifest of the file that the statement becomes. */
const Writer = ({ author, caseName, onAuthor, onCase }: WriterProps) => (
  <div className="fields">
    <div className="field">
      <label htmlFor="author">Written by</label>
      <input
        type="text"
        id="author"
        autoComplete="off"
        value={author}
        aria-describedby="author-hint"
        onChange={({ target }) => onAuthor(target.value)}
      />
      <p className="hint" id="author-hint">
        You, for the manifest.
      </p>
    </div>
    <div className="field">
      <label htmlFor="case">Case</label>
      <input
        type="text"
        id="case"
        autoComplete="off"
        value={caseName}
        onChange={({ target }) => onCase(target.value)}
      />
    </div>
  </div>
);

/** The things that statements are about. */
const keysIn = (statements: readonly Statement[]): string[] => [
  ...new Set(
    statements
      .flatMap(({ subject, object }) => [subject, object])
      .filter((text): text is string => text !== undefined && findKey(text) !== undefined),
  ),
];

interface WrittenProps {
  job: Job;
  statements: readonly Statement[];
  onMore: (isDone: boolean) => void;
}

function Outcome({ job, statements, onMore }: WrittenProps) {
  if (!hasEnded(job)) return <JobProgress job={job} />;
  const keys = keysIn(statements);
  return (
    <>
      <Ended job={job} />
      {job.result?.kind === "note" && <LoadedFile outcome={job.result.outcome} />}
      {job.state === "done" && keys.length > 0 && (
        <p>
          See what is now known of <KeyList keys={keys} />.
        </p>
      )}
      <button type="button" onClick={() => onMore(job.state === "done")}>
        {job.state === "done" ? "Write another" : "Mend it"}
      </button>
    </>
  );
}

interface FormProps {
  kind: NoteKind;
  values: Values;
  onValues: (values: Values) => void;
  missing: NoteField | null;
}

function Fields({
  of,
  values,
  onValues,
  missing,
}: Omit<FormProps, "kind"> & { of: readonly FieldSpec[] }) {
  return (
    <div className="fields">
      {of.map((field) => (
        <NoteFieldRow
          key={field.name}
          field={field}
          value={values[field.name] ?? ""}
          isMissing={missing === field.name}
          onValue={(text) => onValues({ ...values, [field.name]: text })}
        />
      ))}
    </div>
  );
}

/** What is said, then who says so. */
function StatementFields({ kind, ...rest }: FormProps) {
  const all = fieldsOf(kind, rest.values);
  return (
    <>
      <Fields {...rest} of={all.slice(0, kind.fields.length)} />
      <h2>Who says so</h2>
      <Fields {...rest} of={all.slice(kind.fields.length)} />
    </>
  );
}

function Writing({ first, query }: { first: NoteKind; query: URLSearchParams }) {
  const [kind, setKind] = useState(first);
  const [values, setValues] = useState(() => valuesIn(query));
  const [missing, setMissing] = useState<NoteField | null>(null);
  const [author, setAuthor] = useState("");
  const [caseName, setCase] = useState("");
  const [round, setRound] = useState(0);
  const statements = statementsOf(kind, values);
  const more = (isDone: boolean) => {
    setRound(round + 1);
    if (isDone) setValues(sourcesOf(values));
  };
  const body = {
    statements,
    ...(author.trim() === "" ? {} : { author: author.trim() }),
    ...(caseName.trim() === "" ? {} : { case: caseName.trim() }),
  };
  return (
    <Sent key={round} statements={statements} onMore={more} body={body}>
      {(send, isSending) => (
        <form
          className="question note-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const lacks = findMissing(fieldsOf(kind, values), values);
            setMissing(lacks?.name ?? null);
            if (lacks === undefined) send();
            else document.getElementById(lacks.name)?.focus();
          }}
        >
          <KindChoice
            kind={kind}
            onKind={(id) => {
              setKind(NOTE_KINDS.find((one) => one.id === id) ?? first);
              setMissing(null);
              setValues({ ...values, relation: "" });
            }}
          />
          <StatementFields kind={kind} values={values} onValues={setValues} missing={missing} />
          <Writer author={author} caseName={caseName} onAuthor={setAuthor} onCase={setCase} />
          <Section id="preview" title="This will be written">
            <Preview statements={statements} />
          </Section>
          <button type="submit" className="primary" disabled={isSending}>
            Write it down
          </button>
        </form>
      )}
    </Sent>
  );
}

interface SentProps {
  statements: readonly Statement[];
  body: unknown;
  onMore: (isDone: boolean) => void;
  children: (send: () => void, isSending: boolean) => ReactNode;
}

/** The form until its job is there; then what came of it. */
function Sent({ statements, body, onMore, children }: SentProps) {
  const { job, refusal, isSending, send } = useOrder();
  return (
    <>
      {refusal !== null && <RefusalAdvice refusal={refusal} />}
      {job === null && children(() => send(() => change("/api/statements", body)), isSending)}
      <div role="status">
        {job !== null && (
          <Section id="outcome" title="What came of it">
            <Outcome job={job} statements={statements} onMore={onMore} />
          </Section>
        )}
      </div>
    </>
  );
}

export function NoteView({ query }: ViewProps) {
  const first = kindIn(query);
  return (
    <Page title="Write down what a source reports">
      <p className="lead">
        A statement is evidence of its own: kept with its hash, cited with its source, retracted
        like any other file. It is reported or inferred, never recorded.
      </p>
      {first !== undefined && <Writing key={query.toString()} first={first} query={query} />}
    </Page>
  );
}
