/** Which tweet a record is of: by its number, which tools and spreadsheets round, and by its address. */
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import { RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Row } from "../reading/table.ts";
import type { Warning } from "../reading/told.ts";
import { isDouble, leftOut, looksRounded, PERHAPS_ROUNDED } from "./tweet-ids.ts";
import { cellOf } from "./tweet-said.ts";

const DIGITS = /^[1-9]\d{0,19}$/;
/** What a spreadsheet makes of a long number. */
const ROUNDED = /^\d[\d.]*(?:e\+?\d+|\.\d+)$/i;

export function statusOf({ value, at }: Said): Key {
  const key = DIGITS.test(value) ? findKey(`twitter:status/${value}`) : undefined;
  if (key !== undefined) return key;
  const shown = value.slice(0, 40);
  const rounded = ROUNDED.test(value) ? ": a spreadsheet rounded it" : "";
  throw new RecordError("bad-id", `"${shown}" is no id of a tweet${rounded}`, at);
}

const isStatus = (key: Key | undefined): key is Key => key?.startsWith("twitter:status/") === true;

/** As far as the digits that it kept: 15 at least, whatever program read it, or those of a spreadsheet. */
function isRoundingOf(written: string, whole: Key): boolean {
  const exact = Number(whole.slice("twitter:status/".length));
  const kept = written.replace(/e.*$/i, "").replace(/\D/g, "").length;
  const unit = 10 ** (Math.floor(Math.log10(exact)) - Math.min(kept, 15) + 1);
  return Math.abs(Number(written) - exact) < unit;
}

export interface OwnId {
  key: Key;
  at: string;
  /** Whether long numbers in the record lost their last digits. */
  rounded: "surely" | "perhaps" | "hardly" | "no";
  warnings: Warning[];
}

/**
 * Another id of the record; none, with a warning, where it looks rounded and the tweet's own does. It
 * is read where the address bears out the own one, which one in a hundred is by chance.
 */
export function unroundedBeside(
  { key, rounded, warnings }: OwnId,
  name: string,
  said: Said | undefined,
): Said | undefined {
  if (said === undefined || rounded === "no") return said;
  const isSuspect = looksRounded(said.value) || (rounded === "surely" && isDouble(said.value));
  if (!isSuspect || (rounded === "hardly" && key.endsWith(`/${said.value}`))) return said;
  if (rounded === "hardly") {
    const message = `${name} looks rounded, as the tweet's own id does, which its address bears out: it is read`;
    warnings.push(["id-perhaps-rounded", message, said.at]);
    return said;
  }
  warnings.push(["id-perhaps-rounded", leftOut(name), said.at]);
  return undefined;
}

/**
 * The tweet's key from its number and from its address, which no tool rounds.
 * @throws RecordError where neither is there, or they are of different tweets
 */
export function ownIdOf(number: Said | undefined, address: Said | undefined): OwnId {
  const named = address && keyOfUrl(address.value);
  const byAddress =
    address && isStatus(named)
      ? { key: named, at: address.at, rounded: "no" as const, warnings: [] }
      : null;
  if (number === undefined) {
    if (byAddress) return byAddress;
    throw new RecordError("no-id", "the tweet has no id");
  }
  const byNumber = byAddress === null || !ROUNDED.test(number.value) ? statusOf(number) : undefined;
  if (byAddress === null) {
    const own = { key: statusOf(number), at: number.at };
    if (!looksRounded(number.value)) return { ...own, rounded: "no", warnings: [] };
    const warning: Warning = ["id-perhaps-rounded", PERHAPS_ROUNDED, number.at];
    return { ...own, rounded: "perhaps", warnings: [warning] };
  }
  if (byAddress.key === byNumber) {
    return { ...byAddress, at: number.at, rounded: looksRounded(number.value) ? "hardly" : "no" };
  }
  if (!isRoundingOf(number.value, byAddress.key)) {
    const id = byNumber ?? number.value.slice(0, 40);
    const message = `the id is of ${id}, the address of ${byAddress.key}`;
    throw new RecordError("id-differs", message, number.at);
  }
  const shown = number.value.slice(0, 40);
  const message = `the id was rounded to ${shown}: the one in the address counts`;
  return { ...byAddress, rounded: "surely", warnings: [["id-rounded", message, number.at]] };
}

/** Cells that should hold ids, and hold what a spreadsheet made of them. */
export const roundedIn = (row: Row, columns: readonly string[]): Warning[] =>
  columns.flatMap((column): Warning[] => {
    const cell = cellOf(row, column);
    if (cell === undefined || !ROUNDED.test(cell.value) || Number(cell.value) === 0) return [];
    return [["id-rounded", `${column} was rounded by a spreadsheet: it is not read`, cell.at]];
  });
