/** The form of a question. It keeps what was asked, as it was typed; to ask is to go to an address. */
import { type ReactNode, useState } from "react";
import { address } from "../site/address.ts";
import type { Asked } from "../site/api.ts";
import { go } from "../site/router.tsx";
import { useIsPlatform } from "./platforms.ts";
import { Problem } from "./problem.tsx";
import { Field } from "./question-fields.tsx";
import {
  type FieldName,
  type QuestionForm as Form,
  fieldAbout,
  fieldsOf,
  isMany,
  particulars,
  swapped,
  type Typed,
  withSelectors,
} from "./questions.ts";

interface FormProps {
  form: Form;
  /** As the address holds it; another address makes another form. */
  typed: Typed;
  asked: Asked<unknown>;
  name: string;
  labels?: Readonly<Partial<Record<FieldName, string>>>;
  verb: string;
}

const SPOKEN: Readonly<Partial<Record<FieldName, string>>> = {
  without: "things taken out",
  struckOut: "things struck out",
  withoutEvidence: "files left out",
  earliest: "not before",
  latest: "not after",
  by: "which way is best",
  paths: "ways to show",
};
const spoken = (name: FieldName): string => SPOKEN[name] ?? name;

const MISSING: Readonly<Partial<Record<FieldName, string>>> = {
  from: "Say where it started.",
  to: "Say where it arrived.",
  of: "Say what this is asked of.",
};

const addressOf = (form: Form, typed: Typed): string => address(form.path, fieldsOf(form, typed));

/** What is typed into a field of several things counts when the form is sent. */
function withPending(typed: Typed, pending: Readonly<Record<string, string>>): Typed {
  const whole: Partial<Record<FieldName, readonly string[]>> = { ...typed };
  for (const name of ["of", "without", "struckOut", "withoutEvidence"] as const) {
    const text = (pending[name] ?? "").trim();
    if (text !== "") whole[name] = [...(typed[name] ?? []), text];
  }
  return whole;
}

export function QuestionForm({ form, typed, asked, name, labels = {}, verb }: FormProps) {
  const [held, setHeld] = useState<Typed>(typed);
  const [pending, setPending] = useState<Readonly<Record<string, string>>>({});
  const refused = asked.state === "refused" ? asked : null;
  const about = refused === null ? null : fieldAbout(form, typed, refused.refusal.where);
  const again = (text: string) => (key: string) => addressOf(form, swapped(form, typed, text, key));
  const isPlatform = useIsPlatform();
  const [sentWithout, setSentWithout] = useState<readonly FieldName[]>([]);
  const isMissing = (field: FieldName): boolean =>
    sentWithout.includes(field) && (withPending(held, pending)[field] ?? []).length === 0;
  const problemAt = (field: FieldName | null): ReactNode => {
    if (field !== null && isMissing(field)) {
      return (
        <p className="problem" role="alert" id={`${field}-problem`}>
          {MISSING[field]}
        </p>
      );
    }
    return refused === null || about !== field ? null : (
      <Problem
        id={field === null ? "problem" : `${field}-problem`}
        refusal={refused.refusal}
        again={refused.refusal.where === null ? null : again(refused.refusal.where)}
        retry={refused.again}
      />
    );
  };
  const fieldOf = (field: FieldName) => (
    <Field
      key={field}
      label={labels[field]}
      field={{
        name: field,
        many: isMany(form, field),
        texts: held[field] ?? [],
        setTexts: (texts) => setHeld({ ...held, [field]: texts }),
        pending: pending[field] ?? "",
        setPending: (text) => setPending({ ...pending, [field]: text }),
        problem: problemAt(field),
      }}
    />
  );
  const isWrongThere = about !== null && form.more.includes(about);
  const terms = particulars(form, typed);
  return (
    <form
      className={asked.state === "answered" ? "question answered" : "question"}
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        const whole = withSelectors(withPending(held, pending), isPlatform);
        const missing = form.needs.filter((need) => (whole[need] ?? []).length === 0);
        const [first] = missing;
        setSentWithout(missing);
        if (first === undefined) go(addressOf(form, whole));
        else document.getElementById(first)?.focus();
      }}
    >
      {problemAt(null)}
      <div className="fields">{form.fields.map(fieldOf)}</div>
      <details className="more-fields" open={isWrongThere || undefined}>
        <summary>
          {terms.length === 0 ? "More terms" : `Terms: ${terms.map(spoken).join(", ")}`}
        </summary>
        <div className="fields">{form.more.map(fieldOf)}</div>
      </details>
      <button type="submit" className="primary">
        {verb}
      </button>
    </form>
  );
}
