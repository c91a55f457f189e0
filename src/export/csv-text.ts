/** Tables as RFC 4180 writes them, in which no cell is a formula to a spreadsheet. */
import { redacted } from "../model/plain-text.ts";

export type Cell = string | number | boolean | null;

export interface Table {
  head: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/**
 * What a spreadsheet may take for a formula, at the beginning, or after what parts cells where the
 * spreadsheet is not of the mind that commas do; with apostrophes before it, so that guarding can be
 * undone.
 */
const FORMULA =
  /^(?='*[\t\r\n]|[\s"']*[=+\-@＝＋－＠])|(?<=[;\t\r\n|])(?=[\s"']*[=+\-@＝＋－＠])/gu;

/** A text that would be a formula begins with an apostrophe more, and so does each part of it. */
const guarded = (text: string): string => text.replaceAll(FORMULA, "'");

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const written = (cell: Cell): string =>
  typeof cell === "string" ? quoted(guarded(redacted(cell))) : cell === null ? "" : String(cell);

/** Comma, CRLF, UTF-8; a head first. Null is an empty cell. */
export const csvOf = ({ head, rows }: Table): string =>
  [head, ...rows].map((row) => `${row.map(written).join(",")}\r\n`).join("");
