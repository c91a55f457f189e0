/** The first page: how did this reach that? Before it is asked, what is loaded and how to ask. */
import { TRACE } from "../site/endpoints.ts";
import type { ViewProps } from "../site/routes.tsx";
import { QuestionPage } from "./question-page.tsx";
import { QUESTIONS } from "./questions.ts";
import { Lead, Start } from "./start.tsx";
import { TraceAnswerView } from "./trace-answer.tsx";
import "./ask.css";

export const AskView = ({ query }: ViewProps) => (
  <QuestionPage
    form={QUESTIONS.trace}
    endpoint={TRACE}
    query={query}
    title="How did this get from the fringe to the mainstream?"
    titleOf={({ question: { from, to } }) => `${from} to ${to}`}
    verb="Trace"
    lead={<Lead />}
    before={<Start />}
    render={(answer, json) => <TraceAnswerView answer={answer} json={json} />}
  />
);
