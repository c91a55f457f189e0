/** The forms in which an answer is handed on: each is a text, redacted but for JSON as it is. */
import { z } from "zod";
import { type QuestionAnswer, questionAnswerSchema } from "../model/question-answer.ts";
import { answerCsv } from "./csv-answer.ts";
import { type AccountsShown, accountsShownSchema, redactedAnswer } from "./redact.ts";
import { reportOf } from "./report/report.ts";

const accounts = accountsShownSchema;

export const formSchema = z.discriminatedUnion("as", [
  z.object({ as: z.literal("json"), accounts: z.enum(["whole", ...accountsShownSchema.options]) }),
  z.object({ as: z.literal("table"), accounts }),
  z.object({ as: z.literal("report"), accounts, madeAt: z.number() }),
]);
export type Form = z.infer<typeof formSchema>;

/** A text, with what names it. */
export const handedOnTextSchema = z.object({
  kind: z.string(),
  digest: z.string(),
  text: z.string(),
});
export type HandedOnText = z.infer<typeof handedOnTextSchema>;

const jsonOf = (answer: QuestionAnswer, shown: "whole" | AccountsShown): QuestionAnswer =>
  shown === "whole" ? questionAnswerSchema.parse(answer) : redactedAnswer(answer, shown);

/** Takes long where quotes are, so a server does it in a thread. */
export function handOn(answer: QuestionAnswer, form: Form): HandedOnText {
  const { kind, digest } = answer;
  switch (form.as) {
    case "json":
      return { kind, digest, text: JSON.stringify(jsonOf(answer, form.accounts)) };
    case "table":
      return { kind, digest, text: answerCsv(answer, form.accounts) };
    case "report":
      return { kind, digest, text: reportOf(answer, form) };
  }
}
