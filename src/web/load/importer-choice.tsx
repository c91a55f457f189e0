/** One of the importers, keeping as a file, or none chosen. */
import { useAnswer } from "../site/api.ts";
import { IMPORTERS } from "../site/endpoints.ts";

/** What the API calls keeping a file without an importer. */
const AS_FILE = "file";

interface ChoiceProps {
  id: string;
  /** What it means to choose none. */
  none: string;
  value: string;
  onValue: (value: string) => void;
}

export function ImporterChoice({ id, none, value, onValue }: ChoiceProps) {
  const asked = useAnswer(IMPORTERS, []);
  const importers = asked.state === "answered" ? asked.answer.importers : [];
  return (
    <select id={id} value={value} onChange={({ target }) => onValue(target.value)}>
      <option value="">{none}</option>
      <option value={AS_FILE}>keep as a file, without an importer</option>
      {importers
        .filter((one) => one.id !== AS_FILE)
        .map((one) => (
          <option key={one.id} value={one.id}>
            {one.label} ({one.id})
          </option>
        ))}
    </select>
  );
}
