/** A question as three routes: its answer as JSON, as a report, and as a table. */
import { z } from "zod";
import type { HandedOnText } from "../export/hand-on.ts";
import type { AccountsShown } from "../export/redact.ts";
import { REPORT_POLICY } from "../export/report/report.ts";
import type { QuestionAnswer } from "../model/question-answer.ts";
import { savedName } from "../model/saved-name.ts";
import type { HandedOnQuestion } from "./messages.ts";
import type { ProblemCode } from "./problems.ts";
import { NOTHING, type Reply, type Route, route } from "./route.ts";

interface Spec<Q extends z.ZodObject, A extends QuestionAnswer> {
  /** `/api/trace`, of which the report is at `/api/trace/report` and the table at `/api/trace.csv`. */
  path: string;
  id: string;
  summary: string;
  description: string;
  query: Q;
  schema: z.ZodType<A>;
  tagged: "store" | "quotes";
  problems: readonly ProblemCode[];
  /** What the thread is asked. */
  asks: (query: z.output<Q>) => HandedOnQuestion;
}

const accounts = z
  .literal("redacted")
  .optional()
  .meta({ description: "leave accounts out too: each goes by a number" });
const redact = z
  .literal("1")
  .optional()
  .meta({ description: "leave out e-mail addresses, telephone numbers and IP addresses" });

const handedOnSchema = z.object({ accounts, redact });

const LEFT_OUT =
  "E-mail addresses, telephone numbers and IP addresses are left out, and accounts on request.";

const ATTACHED = {
  "Content-Disposition":
    "attachment, named after question and digest, and after accounts being left out",
};

/** To be saved, and shown by nothing on this server. */
function saved(
  { kind, digest, text }: HandedOnText,
  shown: AccountsShown,
  ending: "html" | "csv",
): Reply {
  const name = savedName(kind, digest, ending, { withoutAccounts: shown === "redacted" });
  return {
    async send(_request, response) {
      response
        .attachment(name)
        .type(`text/${ending}; charset=utf-8`)
        .set({
          "Content-Security-Policy": `${REPORT_POLICY}; frame-ancestors 'none'; sandbox`,
          "Cache-Control": "private, no-store",
        })
        .send(text);
    },
  };
}

const textOf = (type: string) => z.string().meta({ override: { contentMediaType: type } });

export function question<Q extends z.ZodObject, A extends QuestionAnswer>(
  spec: Spec<Q, A>,
): readonly Route[] {
  const { path, id, summary, description, tagged, problems, schema } = spec;
  const common = { ...NOTHING, method: "get", problems } as const;
  const exported = { ...common, tag: "exports", query: wider(spec.query, { accounts }) } as const;
  /** What is asked, and how it is handed on. */
  const read = (query: Record<string, unknown>) => {
    const { accounts: _, redact: __, ...rest } = query;
    const terms = handedOnSchema.parse(query);
    const whole = terms.redact === undefined && terms.accounts === undefined;
    const shown: AccountsShown = terms.accounts ?? "named";
    return { asked: spec.asks(spec.query.parse(rest)), whole, shown };
  };
  return [
    route({
      ...common,
      ...{ path, id, summary, description, tagged, tag: "questions" },
      query: wider(spec.query, { redact, accounts }),
      answers: { 200: { description: "The answer, *none* too", schema } },
      async handle({ query }, { asking }) {
        const { asked, whole, shown } = read(query);
        const form = { as: "json", accounts: whole ? "whole" : shown } as const;
        const { text } = await asking.text(asked, form);
        return { status: 200, jsonText: text };
      },
    }),
    route({
      ...exported,
      ...{ path: `${path}/report`, id: `${id}Report`, summary: `${summary} As a report` },
      description: `One HTML document that opens from disk without a server or script. ${LEFT_OUT}`,
      answers: {
        200: {
          ...{ description: "The report, *none* too", type: "text/html", headers: ATTACHED },
          schema: textOf("text/html"),
        },
      },
      async handle({ query }, { asking }) {
        const { asked, shown } = read(query);
        const form = { as: "report", accounts: shown, madeAt: Date.now() } as const;
        return saved(await asking.text(asked, form), shown, "html");
      },
    }),
    route({
      ...exported,
      ...{ path: `${path}.csv`, id: `${id}Csv`, summary: `${summary} As a table` },
      description: `RFC 4180, each row with order, basis, dispute and digests of the answer; a cell that a spreadsheet could take for a formula begins with an apostrophe more. ${LEFT_OUT}`,
      answers: {
        200: {
          ...{ description: "The table, *none* too", type: "text/csv", headers: ATTACHED },
          schema: textOf("text/csv"),
        },
      },
      async handle({ query }, { asking }) {
        const { asked, shown } = read(query);
        return saved(await asking.text(asked, { as: "table", accounts: shown }), shown, "csv");
      },
    }),
  ];
}

/** Its output is only what is checked again, for the compiler knows no more of a query that is not known. */
const wider = (query: z.ZodObject, shape: z.core.$ZodLooseShape): z.ZodObject =>
  query.extend(shape);
