/** The forms that questions are asked with. They keep what was asked, as it was typed. */
import { BASES, DEFAULT_FLOOR } from "../../model/basis.ts";
import { type AskedFirst, type AskedTrace, FIRST, HOME, isParticular } from "./addresses.ts";
import { type Address, asTyped, type Html, html } from "./html.ts";
import { keyText, words } from "./words.ts";

export const FIELDS = [
  "from",
  "to",
  "without",
  "earliest",
  "latest",
  "basis",
  "by",
  "paths",
  "of",
] as const;
export type Field = (typeof FIELDS)[number];

/** What is wrong with a question, and in which field; null when it is in none. */
export interface Problem {
  field: Field | null;
  says: string;
  /** Things that ambiguous words may mean, each with the same question asked of it. */
  candidates: readonly { key: string; excerpt: string; again: Address }[];
}

/** `field` names the box, where a field is described by it. */
export function problemBox({ says, candidates }: Problem, field: Field | null = null): Html {
  const id = field === null ? "problem" : `${field}-problem`;
  return html`<div class="problem" id="${id}" role="alert"><p>${words(says, 1000)}</p>${
    candidates.length === 0
      ? null
      : html`<ul>${candidates.map(
          ({ key, excerpt, again }) =>
            html`<li><a class="key" href="${again}">${keyText(key)}</a> ${words(excerpt, 120)}</li>`,
        )}</ul>`
  }</div>`;
}

type Choices = readonly (readonly [value: string, says: string])[];

const FLOORS: Readonly<Record<(typeof BASES)[number], string>> = {
  recorded: "recorded: set by a platform, not editable by the author",
  reported: "reported: or somebody says so",
  inferred: "inferred: or concluded",
};
const CRITERIA: Choices = [
  ["earliest", "earliest arrival"],
  ["fewest-hops", "fewest hops"],
  ["best-basis", "best basis"],
  ["fastest", "fastest"],
  ["departure", "latest departure"],
];

interface Told {
  name: Field;
  label: string;
  hint?: string;
  problem: Problem | null;
}

const at = (problem: Problem | null, field: Field): Problem | null =>
  problem?.field === field ? problem : null;

function fieldBox({ name: field, label, hint, problem }: Told, control: Html): Html {
  return html`<div class="field field-${field}"><label for="${field}">${label}</label>
${control}${hint === undefined ? null : html`<p class="hint" id="${field}-hint">${hint}</p>`}${
  problem === null ? null : problemBox(problem, field)
}</div>
`;
}

const invalid = (problem: Problem | null): Html | null =>
  problem === null ? null : html` aria-invalid="true"`;

/** Ids of what describes a field: its hint, and what is wrong with it. */
const describedBy = (hint: string, field: Field, problem: Problem | null): string =>
  problem === null ? hint : `${hint} ${field}-problem`;
const description = ({ name: field, problem }: Told): string =>
  describedBy(`${field}-hint`, field, problem);

const textField = (told: Told, value: string): Html =>
  fieldBox(
    told,
    html`<input type="text" id="${told.name}" name="${told.name}" value="${asTyped(value)}" required autocapitalize="off" spellcheck="false" aria-describedby="${description(told)}"${invalid(told.problem)}>`,
  );

/** One thing a line. */
const manyField = (told: Told, values: readonly string[], required: boolean): Html =>
  fieldBox(
    told,
    html`<textarea id="${told.name}" name="${told.name}" rows="2" autocapitalize="off" spellcheck="false" aria-describedby="${description(told)}"${
      required ? html` required` : null
    }${invalid(told.problem)}>
${asTyped(values.join("\n"))}</textarea>`,
  );

const selectField = (told: Told, choices: Choices, value: string): Html =>
  fieldBox(
    told,
    html`${
      told.problem === null
        ? html`<select id="${told.name}" name="${told.name}">`
        : html`<select id="${told.name}" name="${told.name}" aria-invalid="true" aria-describedby="${told.name}-problem">`
    }${choices.map(
      ([choice, says]) =>
        html`<option value="${choice}"${choice === value ? html` selected` : null}>${says}</option>`,
    )}</select>`,
  );

const floorField = (problem: Problem | null, basis: string): Html =>
  selectField(
    { name: "basis", label: "Basis at least", problem: at(problem, "basis") },
    BASES.map((one) => [one, FLOORS[one]] as const),
    basis === "" ? DEFAULT_FLOOR : basis,
  );

const timeField = (
  name: "earliest" | "latest",
  says: string,
  value: string,
  problem: Problem | null,
): Html =>
  html`<div><label for="${name}">${says}</label> <input type="text" id="${name}" name="${name}" value="${asTyped(value)}" spellcheck="false" aria-describedby="${describedBy("between-hint", name, problem)}"${invalid(problem)}>
${problem === null ? null : problemBox(problem, name)}</div>
`;

const betweenField = (
  asked: AskedTrace,
  problem: Problem | null,
): Html => html`<fieldset class="field field-between"><legend>Only between</legend>
<div class="times">${timeField("earliest", "this time", asked.earliest, at(problem, "earliest"))}${timeField("latest", "and this", asked.latest, at(problem, "latest"))}</div><p class="hint" id="between-hint">As 2017-05-05 18:00 or 2017-05-06; UTC unless they say otherwise (2017-05-05T20:00+02:00).</p></fieldset>
`;

const pathsField = (told: Told, value: string): Html =>
  fieldBox(
    told,
    html`<input type="number" id="paths" name="paths" min="1" max="100" value="${asTyped(value === "" ? "1" : value)}" aria-describedby="${description(told)}"${invalid(told.problem)}>`,
  );

/** The question on the first page. */
export function traceForm(asked: AskedTrace, problem: Problem | null): Html {
  const told = (name: Field, label: string, hint: string): Told => ({
    ...{ name, label, hint },
    problem: at(problem, name),
  });
  return html`<form class="ask" action="${HOME}" method="get" aria-label="Trace">
${problem !== null && problem.field === null ? problemBox(problem) : null}${textField(
  told("from", "From", "Where it started: a key, URL, account, platform, or words in quotes."),
  asked.from,
)}${textField(told("to", "To", "Where it arrived, written in the same ways."), asked.to)}<details class="more"${
    isParticular(asked) ? html` open` : null
  }><summary>Without, basis, times</summary>
<div class="fields">
${manyField(
  told("without", "Without", "Take these out, one a line, with their reshares and copies."),
  asked.without,
  false,
)}${betweenField(asked, problem)}${floorField(problem, asked.basis)}${selectField(
  { name: "by", label: "Which way is best", problem: at(problem, "by") },
  CRITERIA,
  asked.by === "" ? "earliest" : asked.by,
)}${pathsField(told("paths", "Ways to show", "From 1 to 100."), asked.paths)}</div></details>
<button type="submit">Trace</button>
</form>
`;
}

export const firstForm = (
  asked: AskedFirst,
  problem: Problem | null,
): Html => html`<form class="ask" action="${FIRST}" method="get" aria-label="Which stands first">
${problem !== null && problem.field === null ? problemBox(problem) : null}${manyField(
  {
    name: "of",
    label: "Which of these stands first",
    hint: "One a line: keys, URLs, accounts, platforms, tags, or words in quotes.",
    problem: at(problem, "of"),
  },
  asked.of,
  true,
)}${floorField(problem, asked.basis)}<button type="submit">Ask</button>
</form>
`;
