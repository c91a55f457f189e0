/** One field of a statement. */
import { SelectorField } from "../ask/selector-field.tsx";
import type { FieldSpec } from "./kinds.ts";

interface FieldProps {
  field: FieldSpec;
  value: string;
  onValue: (value: string) => void;
  isMissing: boolean;
}

interface ControlProps extends FieldProps {
  describedBy: string | undefined;
}

function Control({ field, value, onValue, isMissing, describedBy }: ControlProps) {
  const { name, isKey, choices } = field;
  if (isKey) {
    return (
      <SelectorField
        id={name}
        describedBy={describedBy}
        invalid={isMissing}
        value={value}
        onValue={onValue}
      />
    );
  }
  const shared = {
    id: name,
    value,
    "aria-describedby": describedBy,
    "aria-invalid": isMissing || undefined,
  };
  if (choices) {
    return (
      <select {...shared} onChange={({ target }) => onValue(target.value)}>
        {field.isNeeded && <option value="">choose</option>}
        {choices.map(([choice, says]) => (
          <option key={choice} value={choice}>
            {says}
          </option>
        ))}
      </select>
    );
  }
  if (name === "quote" || name === "value") {
    return <textarea {...shared} rows={2} onChange={({ target }) => onValue(target.value)} />;
  }
  return (
    <input
      type="text"
      autoComplete="off"
      {...shared}
      onChange={({ target }) => onValue(target.value)}
    />
  );
}

export function NoteFieldRow(props: FieldProps) {
  const { name, label, hint, isNeeded } = props.field;
  const described = [
    ...(hint === undefined ? [] : [`${name}-hint`]),
    ...(props.isMissing ? [`${name}-problem`] : []),
  ];
  return (
    <div className={`field note-${name}`}>
      <label htmlFor={name}>
        {label}
        {isNeeded && <span className="needed"> (needed)</span>}
      </label>
      <Control {...props} describedBy={described.length === 0 ? undefined : described.join(" ")} />
      {hint !== undefined && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {props.isMissing && (
        <p className="problem" id={`${name}-problem`} role="alert">
          This has to be filled.
        </p>
      )}
    </div>
  );
}
