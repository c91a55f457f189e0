/** Cells of `twarc2 csv`: texts, ids, and lists in the spellings of its versions. */

import { findPythonList } from "../reading/python-repr.ts";
import { findFields, findText } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Row } from "../reading/table.ts";
import { linksInText } from "../reading/text-links.ts";
import { type OwnId, unroundedBeside } from "../twitter/tweet-own-id.ts";
import { accountOf, cellOf, type SaidAccount, type SaidLink } from "../twitter/tweet-said.ts";

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A cell without the quotes and escapes of JSON; as it is where it is no JSON text. */
function decoded(cell: string | undefined): string | undefined {
  const text = cell?.startsWith('"') ? jsonOf(cell) : undefined;
  return typeof text === "string" ? findText(text) : cell;
}

/** How a row writes texts: the first versions only words as JSON; all cells if told to; else none. */
export interface TwarcRow extends Row {
  texts: "json" | "whole" | "plain";
}

/** A row whose every text is JSON is given without that; ids show it, which else have no quotes. */
export function twarcRow(row: Row): TwarcRow {
  if (row.find("id")?.startsWith('"')) {
    return { ...row, texts: "whole", find: (column) => decoded(row.find(column)) };
  }
  const isLater = row.columns.some((name) => name.startsWith("referenced_tweets."));
  return { ...row, texts: isLater ? "plain" : "json" };
}

/** The elements of a cell's list, in JSON or, if told to, as Python writes it; none where it is none. */
export function listIn(row: Row, name: string): readonly unknown[] {
  const cell = row.find(name) ?? "";
  const list = jsonOf(cell) ?? findPythonList(cell);
  return Array.isArray(list) ? list : [];
}

export const saidIn = (row: Row, name: string, value: unknown): Said | undefined => {
  const text = findText(value);
  return text === undefined ? undefined : { value: text, at: row.at(name) };
};

export function textIn(row: TwarcRow, name: string): Said | undefined {
  const cell = cellOf(row, name);
  if (cell === undefined || row.texts === "whole") return cell;
  if (row.texts === "json" && typeof jsonOf(cell.value) === "string") {
    return saidIn(row, name, decoded(cell.value));
  }
  return { value: cell.value.replaceAll("\\n", "\n"), at: cell.at };
}

/**
 * Ids that a data frame wrote as numbers with a fraction lost their digits: they are none, nor are
 * those that look rounded beside the tweet's own that does.
 */
export const idIn = (row: Row, own: OwnId, name: string): Said | undefined => {
  const said = cellOf(row, name);
  return said && /^\d+$/.test(said.value) ? unroundedBeside(own, name, said) : undefined;
};

/** Objects, or in later versions the addresses alone, of pictures as they are shown. */
export function linksIn(row: Row, name: string): SaidLink[] {
  return listIn(row, name).flatMap((element): SaidLink[] => {
    const entity = findFields(element);
    const short = saidIn(row, name, entity?.["url"]);
    const url = saidIn(row, name, entity?.["expanded_url"] ?? element) ?? short;
    const unwound = saidIn(row, name, entity?.["unwound_url"]);
    const shown = findText(entity?.["display_url"]);
    return url ? [{ url, short, unwound, shown, status: entity?.["status"] }] : [];
  });
}

/** In the words, where there is no column of links. */
export const linksOf = (row: Row, text: Said | undefined): SaidLink[] =>
  text === undefined || row.columns.includes("entities.urls")
    ? linksIn(row, "entities.urls")
    : linksInText(text.value).map((value) => ({ url: { value, at: text.at } }));

export const wordsIn = (row: Row, name: string, property: string): Said[] =>
  listIn(row, name).flatMap(
    (element) => saidIn(row, name, findFields(element)?.[property] ?? element) ?? [],
  );

export const mentionsIn = (row: Row, name: string): SaidAccount[] =>
  listIn(row, name).flatMap((element) => {
    const entity = findFields(element);
    const handle = saidIn(row, name, entity?.["username"] ?? element);
    return accountOf({ id: saidIn(row, name, entity?.["id"]), handle }) ?? [];
  });
