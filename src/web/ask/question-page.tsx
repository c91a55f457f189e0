/** A question and its answer on one page: the form above, the answer or what is wrong below. */
import type { ReactNode } from "react";
import { address } from "../site/address.ts";
import { type Asked, type Endpoint, useAnswer } from "../site/api.ts";
import { Page } from "../site/page.tsx";
import { QuestionForm } from "./question-form.tsx";
import {
  type FieldName,
  type QuestionForm as Form,
  fieldsOf,
  isAsked,
  typedIn,
} from "./questions.ts";

interface QuestionPageProps<T> {
  form: Form;
  endpoint: Endpoint<T>;
  query: URLSearchParams;
  /** What the page is about before anything is asked. */
  title: string;
  /** Of the answer: its heading stands in it. */
  titleOf: (answer: T) => string;
  labels?: Readonly<Partial<Record<FieldName, string>>>;
  verb?: string;
  /** Shown while nothing is asked, or the question cannot be answered. */
  before?: ReactNode;
  /** Above the form, until something is asked. */
  lead?: ReactNode;
  /** `json` is where programs find the same answer. */
  render: (answer: T, json: string) => ReactNode;
}

const said = <T,>(asked: Asked<T>): string =>
  ({ idle: "", asking: "Asking", answered: "The answer is here", refused: "" })[asked.state];

export function QuestionPage<T>(props: QuestionPageProps<T>) {
  const {
    form,
    endpoint,
    query,
    title,
    titleOf,
    labels,
    verb = "Ask",
    before,
    lead,
    render,
  } = props;
  const typed = typedIn(form, query);
  const fields = fieldsOf(form, typed);
  const started = form.needs.some((name) => query.has(name));
  const asked = useAnswer(endpoint, isAsked(form, typed) ? fields : null);
  const answered = asked.state === "answered" ? asked.answer : null;
  const shown = { form, typed, asked, name: title, verb, ...(labels ? { labels } : {}) };
  return (
    <Page
      title={answered === null ? title : titleOf(answered)}
      failed={asked.state === "refused"}
      heading={answered === null}
    >
      {asked.state === "idle" && lead}
      <QuestionForm {...shown} key={address(form.path, fields)} />
      <p role="status" className="unseen">
        {said(asked)}
      </p>
      {asked.state === "asking" && <p className="asking">Asking…</p>}
      {answered !== null && render(answered, address(endpoint.path, fields))}
      {(asked.state === "idle" || asked.state === "refused") &&
        !(started && asked.state === "idle") &&
        before}
    </Page>
  );
}
