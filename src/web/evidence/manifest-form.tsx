/** The fields of a manifest, each with what it means. */
import type { ManifestDraft } from "./manifest-draft.ts";

export interface DraftProblem {
  field: string;
  says: string;
}

interface FormProps {
  /** Begins the ids, for several may be on one page. */
  id: string;
  draft: ManifestDraft;
  onDraft: (draft: ManifestDraft) => void;
  problem: DraftProblem | null;
}

type TextField = Exclude<keyof ManifestDraft, "kind">;

const FIELDS: readonly (readonly [field: TextField, label: string, hint: string])[] = [
  ["origin", "Origin", "Where the file came from: its URL, or a sentence."],
  ["collected", "Collected", "When: 2017-05-06, or 2017-05-06 18:30. Empty if not known."],
  ["collectedBy", "Collected by", "Who saved it."],
  ["case", "Case", "Which case it belongs to, as macronleaks."],
  ["platform", "Platform", "Of files that do not name theirs, as 4chan/pol."],
  ["zone", "Zone", "Of times that are written without one: UTC, +02:00, Europe/Paris."],
  ["note", "Note", "Whatever else whoever reads it should know."],
];

function TextRow({
  id,
  draft,
  onDraft,
  problem,
  field,
}: FormProps & { field: (typeof FIELDS)[number] }) {
  const [name, label, hint] = field;
  const own = `${id}-${name}`;
  const wrong = problem?.field === name ? problem.says : null;
  return (
    <div className={`field field-${name}`}>
      <label htmlFor={own}>{label}</label>
      <input
        type="text"
        id={own}
        autoComplete="off"
        spellCheck={false}
        value={draft[name]}
        aria-describedby={wrong === null ? `${own}-hint` : `${own}-hint ${own}-problem`}
        aria-invalid={wrong !== null || undefined}
        onChange={({ target }) => onDraft({ ...draft, [name]: target.value })}
      />
      <p className="hint" id={`${own}-hint`}>
        {hint}
      </p>
      <Wrong id={`${own}-problem`} says={wrong} />
    </div>
  );
}

const Wrong = ({ id, says }: { id: string; says: string | null }) =>
  says === null ? null : (
    <p className="problem" id={id} role="alert">
      {says}
    </p>
  );

const KINDS = [
  ["original", "Original", "as a platform, archive or person gave it out"],
  [
    "reconstruction",
    "Reconstruction",
    "made again from what sources quote of it; never counted as recorded, and marked in every answer",
  ],
] as const;

function Sources({ id, draft, onDraft, problem }: FormProps) {
  const own = `${id}-sources`;
  const wrong = problem?.field === "sources" ? problem.says : null;
  return (
    <div className="field field-sources">
      <label htmlFor={own}>Which source attests which field</label>
      <textarea
        id={own}
        rows={4}
        spellCheck={false}
        value={draft.sources}
        placeholder={"created_at: Reuters\nfull_text: DFRLab"}
        aria-describedby={`${own}-hint`}
        aria-invalid={wrong !== null || undefined}
        onChange={({ target }) => onDraft({ ...draft, sources: target.value })}
      />
      <p className="hint" id={`${own}-hint`}>
        One a line. A field that no source attests gives no claim.
      </p>
      <Wrong id={`${own}-problem`} says={wrong} />
    </div>
  );
}

export function ManifestForm(props: FormProps) {
  const { id, draft, onDraft } = props;
  return (
    <div className="fields">
      {FIELDS.map((field) => (
        <TextRow key={field[0]} {...props} field={field} />
      ))}
      <fieldset className="choices">
        <legend>What it is</legend>
        {KINDS.map(([kind, label, means]) => (
          <label key={kind}>
            <input
              type="radio"
              name={`${id}-kind`}
              checked={draft.kind === kind}
              onChange={() => onDraft({ ...draft, kind })}
            />{" "}
            <b>{label}</b>: {means}
          </label>
        ))}
      </fieldset>
      {draft.kind === "reconstruction" && <Sources {...props} />}
    </div>
  );
}
