/** Kinds of statements, the columns that each fills, and what they mean: what `headwater note` takes. */
import { RELATIONS } from "../../model/edge.ts";
import { ITEM_TYPES } from "../../model/item.ts";
import { TIME_KINDS } from "../../model/time.ts";

/** Columns of a statement, and what only the form for a wrong link asks for. */
export type NoteField =
  | "kind"
  | "subject"
  | "relation"
  | "object"
  | "instead"
  | "not_before"
  | "not_after"
  | "zone"
  | "as_written"
  | "value"
  | "unit"
  | "basis"
  | "dispute"
  | "said_by"
  | "source"
  | "source_url"
  | "source_date"
  | "via"
  | "quote"
  | "evidence";

export type Values = Readonly<Partial<Record<NoteField, string>>>;

export interface FieldSpec {
  name: NoteField;
  label: string;
  hint?: string;
  isNeeded?: true;
  /** Completed over what is known. */
  isKey?: true;
  choices?: readonly (readonly [value: string, says: string])[];
}

export interface NoteKind {
  id: string;
  label: string;
  means: string;
  fields: readonly FieldSpec[];
}

const KEY_HINT = "A key or URL.";
const subject = (label: string, hint = KEY_HINT): FieldSpec => ({
  ...{ name: "subject", label, hint, isNeeded: true, isKey: true },
});
const object = (label: string, hint = KEY_HINT): FieldSpec => ({
  ...{ name: "object", label, hint, isNeeded: true, isKey: true },
});

const BOUNDS: readonly FieldSpec[] = [
  {
    name: "not_before",
    label: "Not before",
    hint: "2017-05-05, 2017-05-05 18:35, or with seconds.",
  },
  {
    name: "not_after",
    label: "Not after",
    hint: "As wide as it is written: 19:35 ends at 19:35:59.999.",
  },
  { name: "zone", label: "Zone", hint: "UTC, +02:00, Europe/Paris. Empty: any zone." },
  { name: "as_written", label: "As written", hint: "The source’s own words for the time." },
];

const SPOKEN_RELATIONS: Readonly<Record<(typeof RELATIONS)[number], string>> = {
  LINKS_TO: "links to",
  RESHARED_BY: "is reshared by",
  QUOTES: "quotes",
  REPLIES_TO: "answers",
  COPY_OF: "is a copy of",
  PART_OF: "is part of",
  MATCHES: "is matched by",
  POSTED_BY: "is posted by",
  TAGGED: "is tagged",
  MENTIONS: "mentions",
};
const spoken = new Map<string, string>(Object.entries(SPOKEN_RELATIONS));

export const spokenRelation = (relation: string): string => spoken.get(relation) ?? relation;

const relationChoices = RELATIONS.map((one) => [one, SPOKEN_RELATIONS[one]] as const);

const remark = (object: Omit<FieldSpec, "name">): readonly FieldSpec[] => [
  { name: "object", isKey: true, ...object },
];

const REMARK_SUBJECT: FieldSpec = {
  ...{
    name: "subject",
    label: "About",
    hint: "A key, a URL, or words.",
    isNeeded: true,
    isKey: true,
  },
};

export const NOTE_KINDS: readonly NoteKind[] = [
  {
    id: "same-as",
    label: "Two are the same",
    means: "Two keys name one thing. Answers take them as one, until the statement is retracted.",
    fields: [subject("This"), object("is the same as")],
  },
  {
    id: "not-same",
    label: "Two are not the same",
    means: "Two keys must not be joined, whatever other statements say: a finding tells of it.",
    fields: [subject("This"), object("is not the same as")],
  },
  {
    id: "edge",
    label: "A link or another relation",
    means: "One thing links to, reshares, quotes, answers, copies or is part of another.",
    fields: [
      subject("This"),
      { name: "relation", label: "Relation", isNeeded: true, choices: relationChoices },
      object("that", "A key or URL; of “is posted by” an account, of “is tagged” a tag."),
      ...BOUNDS,
    ],
  },
  {
    id: "wrong-link",
    label: "A wrong link",
    means:
      "Sources disagree on where something leads. Both sides are written down under one dispute name, and answers say what each would change. Other evidence that states the link outside the dispute still counts: retract that file, or ask without it under “What if”.",
    fields: [
      subject("This"),
      { name: "relation", label: "Relation", isNeeded: true, choices: relationChoices },
      object("that, it is said,"),
      {
        name: "said_by",
        label: "Said by",
        hint: "The source that is doubted.",
        isNeeded: true,
      },
      { name: "instead", label: "but rather that", hint: KEY_HINT, isNeeded: true, isKey: true },
    ],
  },
  {
    id: "time",
    label: "A time",
    means: "When something was published, captured or edited, as narrow as the source says.",
    fields: [
      subject("This"),
      {
        ...{ name: "relation", label: "was", isNeeded: true },
        choices: TIME_KINDS.map((one) => [one, one] as const),
      },
      ...BOUNDS,
    ],
  },
  {
    id: "item",
    label: "What an item is",
    means: "Its type and platform. A thing whose id nobody attests gets a key case:<case>/<name>.",
    fields: [
      subject("This"),
      {
        ...{ name: "relation", label: "is a", isNeeded: true },
        choices: [...ITEM_TYPES, "account", "reference"].map((one) => [one, one] as const),
      },
      {
        name: "object",
        label: "on the platform",
        hint: "As twitter or 4chan/pol; empty if not known.",
      },
    ],
  },
  {
    id: "group",
    label: "A member of a group or tier",
    means:
      "An account or platform belongs to group:<name>, or stands in tier:fringe, bridge, mainstream.",
    fields: [
      subject("Group or tier", "As group:wikileaks or tier:fringe."),
      object("has the member", "An account, or a platform."),
    ],
  },
  {
    id: "attribute",
    label: "Report: a property",
    means: "What a source says something has, as a flag shown beside a post.",
    fields: [
      REMARK_SUBJECT,
      { name: "relation", label: "Property", isNeeded: true },
      { name: "value", label: "is", isNeeded: true },
      ...BOUNDS,
    ],
  },
  {
    id: "count",
    label: "Report: a number",
    means: "How many a source counted: reshares, posts, views.",
    fields: [
      REMARK_SUBJECT,
      { name: "relation", label: "What was counted", isNeeded: true },
      { name: "value", label: "How many", isNeeded: true },
      { name: "unit", label: "Of what" },
      ...BOUNDS,
    ],
  },
  {
    id: "event",
    label: "Report: an event",
    means: "What happened, as a blackout or a complaint.",
    fields: [
      REMARK_SUBJECT,
      { name: "relation", label: "Event", isNeeded: true },
      ...remark({ label: "To or by whom" }),
      { name: "value", label: "In a sentence" },
      ...BOUNDS,
    ],
  },
  {
    id: "assertion",
    label: "Report: an assertion",
    means: "What a source asserts of it; Headwater passes it on and does not judge it.",
    fields: [
      REMARK_SUBJECT,
      {
        name: "relation",
        label: "Kind of assertion",
        hint: "As denial or description.",
        isNeeded: true,
      },
      ...remark({ label: "Of what" }),
      { name: "value", label: "In a sentence" },
      ...BOUNDS,
    ],
  },
  {
    id: "told",
    label: "Report: one told another",
    means: "A contact between two, that a source reports.",
    fields: [
      REMARK_SUBJECT,
      ...remark({ label: "told", hint: "A key, a URL, or words.", isNeeded: true }),
      { name: "value", label: "In a sentence" },
      ...BOUNDS,
    ],
  },
];

const DISPUTE: FieldSpec = {
  name: "dispute",
  label: "Dispute",
  hint: "Statements that share this name and name different things cannot all hold.",
};

const BASIS_CHOICES = [
  ["", "reported: the source says so"],
  ["inferred", "inferred: I conclude it, on the ground given"],
] as const;

/** Who says so: asked for every kind. */
export const SOURCE_FIELDS: readonly FieldSpec[] = [
  {
    name: "source",
    label: "Source",
    hint: "Who says so. A statement without one is not taken.",
    isNeeded: true,
  },
  { name: "source_url", label: "Where", hint: "The address of it." },
  { name: "source_date", label: "When they said so", hint: "A date, as the source has it." },
  { name: "via", label: "Relaying", hint: "The root: three papers citing one lab are one source." },
  { name: "quote", label: "Quote", hint: "Their words, at most 25 of a news source." },
  { name: "evidence", label: "Shown by evidence", hint: "sha256: of a file that is loaded." },
  { name: "basis", label: "Basis", choices: BASIS_CHOICES },
  DISPUTE,
];
