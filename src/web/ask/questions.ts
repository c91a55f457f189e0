/** The questions, as their forms and addresses hold them: texts as they were typed. */
import { DEFAULT_FLOOR } from "../../model/basis.ts";
import type { Fields } from "../site/address.ts";
import { type IsPlatform, selectorOf } from "./named.ts";

export type FieldName =
  | "from"
  | "to"
  | "of"
  | "without"
  | "struckOut"
  | "withoutEvidence"
  | "earliest"
  | "latest"
  | "basis"
  | "by"
  | "paths"
  | "limit";

export interface QuestionForm {
  /** Of the page; the API's is the same under `/api`. */
  path: string;
  /** Beside the question's own, those that stand behind "more". */
  fields: readonly FieldName[];
  more: readonly FieldName[];
  /** Without these nothing is asked yet. */
  needs: readonly FieldName[];
}

const WINDOW = ["earliest", "latest"] as const;

export const QUESTIONS = {
  trace: {
    path: "/",
    fields: ["from", "to"],
    more: ["without", "withoutEvidence", ...WINDOW, "basis", "by", "paths"],
    needs: ["from", "to"],
  },
  first: { path: "/first", fields: ["of"], more: ["basis"], needs: ["of"] },
  whatIf: {
    path: "/what-if",
    fields: ["from", "to", "without"],
    more: ["struckOut", "withoutEvidence", ...WINDOW, "basis"],
    needs: ["from", "to"],
  },
  reach: {
    path: "/reach",
    fields: ["from", "without"],
    more: ["to", ...WINDOW, "basis"],
    needs: ["from"],
  },
  crossings: {
    path: "/crossings",
    fields: ["from", "to"],
    more: [...WINDOW, "basis", "limit"],
    needs: [],
  },
  latency: { path: "/latency", fields: ["from", "to"], more: ["basis", "limit"], needs: [] },
  adoption: { path: "/adoption", fields: ["of"], more: [...WINDOW, "basis"], needs: ["of"] },
} as const satisfies Record<string, QuestionForm>;

const MANY: ReadonlySet<FieldName> = new Set(["without", "struckOut", "withoutEvidence"]);

/** These take several things. */
export const isMany = (form: QuestionForm, name: FieldName): boolean =>
  MANY.has(name) || (name === "of" && form.path === "/first");

/** What goes without saying. */
const STANDARD: Readonly<Partial<Record<FieldName, string>>> = {
  basis: DEFAULT_FLOOR,
  by: "earliest",
  paths: "1",
};

export type Typed = Readonly<Partial<Record<FieldName, readonly string[]>>>;

const names = (form: QuestionForm): readonly FieldName[] => [...form.fields, ...form.more];

/** Fields may be repeated, or hold several lines; blank ones say nothing. */
export function typedIn(form: QuestionForm, query: URLSearchParams): Typed {
  const typed: Partial<Record<FieldName, readonly string[]>> = {};
  for (const name of names(form)) {
    const texts = query
      .getAll(name)
      .flatMap((text) => (isMany(form, name) ? text.split(/[\r\n]+/) : [text]));
    const said = texts.map((text) => text.trim()).filter((text) => text !== "");
    if (said.length > 0) typed[name] = isMany(form, name) ? said : said.slice(0, 1);
  }
  return typed;
}

export const isAsked = (form: QuestionForm, typed: Typed): boolean =>
  form.needs.every((name) => typed[name] !== undefined);

export const fieldsOf = (form: QuestionForm, typed: Typed): Fields =>
  names(form).flatMap((name) =>
    (typed[name] ?? [])
      .filter((text) => text !== STANDARD[name])
      .map((text) => [name, text] as const),
  );

const NAMING: ReadonlySet<FieldName> = new Set(["from", "to", "of", "without", "struckOut"]);

/** What was typed into fields that name things, read as the box reads it. */
export function withSelectors(typed: Typed, isPlatform: IsPlatform): Typed {
  const read: Partial<Record<FieldName, readonly string[]>> = { ...typed };
  for (const name of NAMING) {
    const texts = typed[name]?.map((text) => selectorOf(text.trim(), isPlatform));
    if (texts) read[name] = texts;
  }
  return read;
}

/** What is asked beyond the fields that the form shows at once. */
export const particulars = (form: QuestionForm, typed: Typed): readonly FieldName[] =>
  form.more.filter((name) => (typed[name] ?? []).some((text) => text !== STANDARD[name]));

/** The field that a problem is about: by its name, or by what was typed into it. */
export function fieldAbout(
  form: QuestionForm,
  typed: Typed,
  where: string | null,
): FieldName | null {
  if (where === null) return null;
  const [head] = where.split(".");
  return (
    names(form).find((name) => name === head) ??
    names(form).find((name) => typed[name]?.includes(where)) ??
    null
  );
}

/** The same question, of another thing. */
export function swapped(form: QuestionForm, typed: Typed, text: string, by: string): Typed {
  const changed: Partial<Record<FieldName, readonly string[]>> = {};
  for (const name of names(form)) {
    const texts = typed[name]?.map((one) => (one === text ? by : one));
    if (texts) changed[name] = texts;
  }
  return changed;
}
