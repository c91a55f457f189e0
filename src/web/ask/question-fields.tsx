/** The fields of the questions' forms, each with its label, hint and what is wrong with it. */
import type { ReactNode } from "react";
import { BASES } from "../../model/basis.ts";
import type { FieldName } from "./questions.ts";
import { SelectorField, SelectorsField } from "./selector-field.tsx";

export interface FieldState {
  name: FieldName;
  many: boolean;
  texts: readonly string[];
  setTexts: (texts: readonly string[]) => void;
  /** Of a field of several things: what is typed and not yet added. */
  pending: string;
  setPending: (text: string) => void;
  problem: ReactNode;
}

type Words = readonly [label: string, hint: string];

const THING = "A key, URL, account, platform, group:, tag:, tier:, or words.";
const WORDS: Readonly<Record<FieldName, Words>> = {
  from: ["From", THING],
  to: ["To", THING],
  of: ["Of", THING],
  without: ["Without", "Taken out, with its reshares and copies."],
  struckOut: ["Struck out", "Out of all that is asked, with its reshares and copies."],
  withoutEvidence: ["Without files", "Evidence files, by SHA-256, taken as never seen."],
  earliest: ["Not before", "2017-05-05 18:00, UTC unless an offset follows."],
  latest: ["Not after", "2017-05-06, or 2017-05-05T20:00+02:00."],
  basis: ["Basis at least", "The weakest basis that counts."],
  by: ["Which way is best", ""],
  paths: ["Ways to show", "From 1 to 100."],
  limit: ["At most", "So many are told."],
};

const FLOORS: Readonly<Record<(typeof BASES)[number], string>> = {
  recorded: "recorded: set by a platform, not editable by the author",
  reported: "reported: or somebody says so",
  inferred: "inferred: or concluded",
};

const CRITERIA = [
  ["earliest", "earliest arrival"],
  ["fewest-hops", "fewest hops"],
  ["best-basis", "best basis"],
  ["fastest", "fastest"],
  ["departure", "latest departure"],
] as const;

const CHOICES: Readonly<Partial<Record<FieldName, readonly (readonly [string, string])[]>>> = {
  basis: BASES.map((basis) => [basis, FLOORS[basis]] as const),
  by: CRITERIA,
};
const STANDS: Readonly<Partial<Record<FieldName, string>>> = { basis: "reported", by: "earliest" };

function Control({ field, describedBy }: { field: FieldState; describedBy: string | undefined }) {
  const { name, many, texts, setTexts, pending, setPending, problem } = field;
  const [text = ""] = texts;
  const set = (value: string) => setTexts(value === "" ? [] : [value]);
  const shared = { id: name, describedBy, invalid: problem !== null };
  const choices = CHOICES[name];
  if (choices) {
    return (
      <select
        id={name}
        value={text === "" ? STANDS[name] : text}
        aria-describedby={describedBy}
        aria-invalid={shared.invalid || undefined}
        onChange={({ target }) => set(target.value)}
      >
        {choices.map(([value, says]) => (
          <option key={value} value={value}>
            {says}
          </option>
        ))}
      </select>
    );
  }
  if (many) {
    return (
      <SelectorsField
        {...shared}
        values={texts}
        onValues={setTexts}
        typed={pending}
        onTyped={setPending}
      />
    );
  }
  if (name === "from" || name === "to" || name === "of") {
    return <SelectorField {...shared} value={text} onValue={set} />;
  }
  return (
    <input
      type="text"
      id={name}
      inputMode={name === "paths" || name === "limit" ? "numeric" : "text"}
      spellCheck={false}
      autoComplete="off"
      value={text}
      aria-describedby={describedBy}
      aria-invalid={shared.invalid || undefined}
      onChange={({ target }) => set(target.value)}
    />
  );
}

interface FieldProps {
  field: FieldState;
  label: string | undefined;
}

export function Field({ field, label }: FieldProps) {
  const { name, problem } = field;
  const [own, hint] = WORDS[name];
  const described = [
    ...(hint === "" ? [] : [`${name}-hint`]),
    ...(problem === null ? [] : [`${name}-problem`]),
  ];
  return (
    <div className={`field field-${name}`}>
      <label htmlFor={name}>{label ?? own}</label>
      <Control
        field={field}
        describedBy={described.length === 0 ? undefined : described.join(" ")}
      />
      {hint !== "" && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {problem}
    </div>
  );
}
