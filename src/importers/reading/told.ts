/** What one record says, thing by thing, and how it becomes the record's result. */
import type { Claim, Fact, Place } from "../../model/claim.ts";
import type { FieldNote } from "../../model/evidence.ts";
import type { Key } from "../../model/key.ts";
import type { RecordResult } from "../importer.ts";
import { imported, recordResult, skipped, warning } from "./records.ts";

/** What is said of one thing: a claim without its place. Recorded, and shown by the file's collection, unless it says otherwise. */
export interface Told extends Partial<Omit<Claim, "place" | "facts" | "subject" | "quoteAt">> {
  subject?: Key | undefined;
  /** Place of the words within the record. */
  quoteAt?: string | undefined;
  facts: readonly Fact[];
}

/** Code, words, and place within the record, of what a person should know. */
export type Warning = readonly [code: string, message: string, at?: string | undefined];

export interface Reading {
  told: readonly Told[];
  warnings: readonly Warning[];
  /** Fields that give no claim, which only reading finds, such as those within a cell. */
  fields?: readonly FieldNote[];
}

/** A record that is understood and tells of nothing. */
export interface Skip {
  /** Code of the reason. */
  skip: string;
  why: string;
}

export interface RecordPlace {
  place: Place;
  /** By when the file showed what it holds, in UTC milliseconds. */
  shownBy: number | undefined;
}

function claimOf({ subject, quoteAt, shownBy, ...told }: Told, at: RecordPlace): Claim {
  const by = shownBy ?? at.shownBy;
  return {
    ...(subject === undefined ? {} : { subject }),
    place: at.place,
    basis: "recorded",
    ...told,
    ...(by === undefined ? {} : { shownBy: by }),
    ...(quoteAt === undefined ? {} : { quoteAt }),
    facts: [...told.facts],
  };
}

/** The result of reading one record; a RecordError fails it, and what tells of nothing is skipped. */
export function readingResult(
  at: RecordPlace,
  fields: readonly FieldNote[],
  read: () => Reading | Skip,
): RecordResult {
  const { record } = at.place;
  const notes = [...fields];
  const result = recordResult(record, () => {
    const reading = read();
    if ("skip" in reading) return skipped(record, reading.skip, reading.why);
    notes.push(...(reading.fields ?? []));
    const claims = reading.told.map((told) => claimOf(told, at));
    return imported(
      record,
      claims,
      reading.warnings.map(([code, message, field]) => warning(record, code, message, field)),
    );
  });
  return notes.length === 0 ? result : { ...result, fields: notes };
}
