/** What the form comes to: the statements that will be written, or what still lacks. */
import { type FieldSpec, type NoteKind, SOURCE_FIELDS, type Values } from "./kinds.ts";

/** Columns of one statement that are filled. */
export type Statement = Readonly<Record<string, string>>;

/** The fields of a kind, with those that it cannot do without marked. */
export function fieldsOf({ id, fields }: NoteKind, { basis }: Values): readonly FieldSpec[] {
  const sources = SOURCE_FIELDS.map(
    (field): FieldSpec =>
      id === "wrong-link" && field.name === "dispute" ? { ...field, isNeeded: true } : field,
  );
  const asksGround = basis === "inferred" && !fields.some(({ name }) => name === "value");
  const ground: FieldSpec = {
    name: "value",
    label: "Ground",
    hint: "From what it is concluded.",
    isNeeded: true,
  };
  return [...fields, ...sources, ...(asksGround ? [ground] : [])];
}

export const findMissing = (fields: readonly FieldSpec[], values: Values): FieldSpec | undefined =>
  fields.find(({ name, isNeeded }) => isNeeded && (values[name] ?? "").trim() === "");

function filled(fields: readonly FieldSpec[], values: Values): Record<string, string> {
  const pairs = fields.flatMap(({ name }) => {
    const text = values[name]?.trim() ?? "";
    return text === "" ? [] : [[name, text] as const];
  });
  return Object.fromEntries(pairs);
}

/** A wrong link is two statements in one dispute: what is said, and what holds instead. */
export function statementsOf(kind: NoteKind, values: Values): readonly Statement[] {
  const { instead, said_by: saidBy, ...said } = filled(fieldsOf(kind, values), values);
  if (kind.id === "group") return [{ kind: kind.id, relation: "member", ...said }];
  if (kind.id !== "wrong-link") return [{ kind: kind.id, ...said }];
  const { object, ...rather } = said;
  const { subject, relation, dispute } = rather;
  const doubted = { subject, relation, object, dispute, source: saidBy };
  const present = Object.entries(doubted).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return [
    { kind: "edge", ...Object.fromEntries(present) },
    { kind: "edge", ...rather, ...(instead === undefined ? {} : { object: instead }) },
  ];
}
