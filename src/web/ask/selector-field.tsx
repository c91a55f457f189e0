/** Fields that name things: one, or several. */
import { useState } from "react";
import type { Completion } from "../../model/search-answer.ts";
import { KeyText, Words } from "../words/text.tsx";
import { Combobox, type Offer } from "./combobox.tsx";
import { useCompletions } from "./completions.ts";

export const offerOf = ({ selector, kind, says }: Completion, value: string = selector): Offer => ({
  value,
  shown: (
    <span className="key">
      <KeyText text={selector} length={80} />
    </span>
  ),
  hint: (
    <>
      {kind}
      {says !== "" && (
        <>
          {" · "}
          <Words text={says} length={70} />
        </>
      )}
    </>
  ),
});

interface FieldProps {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
}

const offersFor = (completions: readonly Completion[], value: string): Offer[] =>
  completions.filter(({ selector }) => selector !== value).map((one) => offerOf(one));

interface OneProps extends FieldProps {
  value: string;
  onValue: (value: string) => void;
}

export function SelectorField({ id, describedBy, invalid, value, onValue }: OneProps) {
  const completions = useCompletions(value);
  return (
    <Combobox
      id={id}
      name={id}
      value={value}
      onValue={onValue}
      offers={offersFor(completions, value)}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
    />
  );
}

interface ManyProps extends FieldProps {
  values: readonly string[];
  onValues: (values: readonly string[]) => void;
  /** What is typed and not yet added counts too, so the form has to know it. */
  typed: string;
  onTyped: (typed: string) => void;
}

/** Each thing is added by an offer or the button, and taken out again by its own. */
export function SelectorsField(props: ManyProps) {
  const { id, describedBy, invalid, values, onValues, typed, onTyped } = props;
  // No file is completed over, and what is offered for other fields is none.
  const completions = useCompletions(id === "withoutEvidence" ? "" : typed);
  const [said, setSaid] = useState("");
  const add = (text: string) => {
    const thing = text.trim();
    if (thing !== "" && !values.includes(thing)) onValues([...values, thing]);
    onTyped("");
    setSaid(`${thing} added`);
  };
  return (
    <div className="many">
      {values.length > 0 && (
        <ul className="chips">
          {values.map((value) => (
            <li key={value} className="chip">
              <span className="key">
                <KeyText text={value} length={60} />
              </span>
              <button
                type="button"
                aria-label={`Take out ${value.slice(0, 60).toWellFormed()}`}
                onClick={() => {
                  onValues(values.filter((one) => one !== value));
                  document.getElementById(id)?.focus();
                }}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <Combobox
        id={id}
        value={typed}
        onValue={onTyped}
        offers={offersFor(completions, typed).filter(({ value }) => !values.includes(value))}
        onTaken={add}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
      />
      <button
        type="button"
        className="add"
        disabled={typed.trim() === ""}
        onClick={() => add(typed)}
      >
        Add
      </button>
      <span role="status" className="unseen">
        {said}
      </span>
    </div>
  );
}
