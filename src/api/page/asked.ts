/** Questions in the query string of a page, and as the questions themselves want them. */
import type { AskedFirst, AskedTrace } from "../../export/html/addresses.ts";
import { FIELDS, type Field } from "../../export/html/form.ts";
import { HeadwaterError } from "../../model/errors.ts";
import {
  type FirstQuestion,
  firstQuestionSchema,
  parseWindow,
  type TraceQuestion,
  traceQuestionSchema,
} from "../../trace/question.ts";
import { readCount } from "../count.ts";

/** A question that its form can mend; `field` is the one to look at, if it is in one. */
export class AskedWrongly extends HeadwaterError {
  readonly field: Field | null;
  constructor(field: Field | null, message: string) {
    super("usage", message);
    this.field = field;
  }
}

const MAX_SELECTORS = 50;
const MAX_LENGTH = 2000;

/** @throws AskedWrongly for more, or longer, than anybody would ask */
function checkSize(field: Field, texts: readonly string[]): void {
  if (texts.length > MAX_SELECTORS) {
    throw new AskedWrongly(field, `at most ${MAX_SELECTORS} things can be named here`);
  }
  if (texts.some((text) => text.length > MAX_LENGTH)) {
    throw new AskedWrongly(field, `a thing is named in at most ${MAX_LENGTH} characters`);
  }
}

/** Fields may be repeated, or hold several lines; blank ones say nothing. */
const several = (query: URLSearchParams, name: string): string[] =>
  query
    .getAll(name)
    .flatMap((text) => text.split(/[\r\n]+/))
    .map((text) => text.trim())
    .filter((text) => text !== "");

const written = (text: string): string | undefined => (text === "" ? undefined : text);

const one = (query: URLSearchParams, name: string): string => (query.get(name) ?? "").trim();

export function askedTrace(query: URLSearchParams): AskedTrace {
  return {
    from: one(query, "from"),
    to: one(query, "to"),
    without: several(query, "without"),
    earliest: one(query, "earliest"),
    latest: one(query, "latest"),
    basis: one(query, "basis"),
    by: one(query, "by"),
    paths: one(query, "paths"),
  };
}

export const askedFirst = (query: URLSearchParams): AskedFirst => ({
  of: several(query, "of"),
  basis: one(query, "basis"),
});

interface Issue {
  path: readonly PropertyKey[];
  message: string;
}
const wrong = (issue: Issue | undefined): AskedWrongly =>
  new AskedWrongly(
    FIELDS.find((name) => name === issue?.path[0]) ?? null,
    issue?.message ?? "this is no question",
  );

/** @throws AskedWrongly, or HeadwaterError `usage` where a time is no time */
export function traceQuestion(asked: AskedTrace): TraceQuestion {
  if (asked.from === "") throw new AskedWrongly("from", "say where it started");
  if (asked.to === "") throw new AskedWrongly("to", "say where it arrived");
  checkSize("from", [asked.from]);
  checkSize("to", [asked.to]);
  checkSize("without", asked.without);
  const question = traceQuestionSchema.safeParse({
    from: asked.from,
    to: asked.to,
    without: asked.without,
    between: parseWindow(written(asked.earliest), written(asked.latest)),
    ...(asked.basis === "" ? {} : { basis: asked.basis }),
    ...(asked.by === "" ? {} : { by: asked.by }),
    ...(asked.paths === "" ? {} : { paths: readCount(asked.paths) }),
  });
  if (question.success) return question.data;
  throw wrong(question.error.issues[0]);
}

/** @throws AskedWrongly */
export function firstQuestion(asked: AskedFirst): FirstQuestion {
  if (asked.of.length === 0) throw new AskedWrongly("of", "name at least one thing");
  checkSize("of", asked.of);
  const question = firstQuestionSchema.safeParse({
    of: asked.of,
    ...(asked.basis === "" ? {} : { basis: asked.basis }),
  });
  if (question.success) return question.data;
  throw wrong(question.error.issues[0]);
}
