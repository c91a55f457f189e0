/** What a question is asked without: each change of it is another address, so that a link holds it. */
import { address, type Fields } from "../site/address.ts";

/** A thing that a selector names, or an evidence file by its hash. */
export interface Strike {
  field: "without" | "withoutEvidence";
  of: string;
}

const PATH = "/";
const STRIKES: ReadonlySet<string> = new Set(["without", "withoutEvidence"]);

const isOf =
  ({ field, of }: Strike) =>
  ([name, value]: Fields[number]): boolean =>
    name === field && value === of;

export const isStruck = (fields: Fields, strike: Strike): boolean => fields.some(isOf(strike));

export const strikesIn = (fields: Fields): Strike[] =>
  fields.flatMap(([field, of]): Strike[] =>
    field === "without" || field === "withoutEvidence" ? [{ field, of }] : [],
  );

export const withNothingStruck = (fields: Fields): Fields =>
  fields.filter(([name]) => !STRIKES.has(name));

/** What is otherwise without each thing that is struck out, by itself. */
export const eachByItself = (fields: Fields): Fields =>
  fields.filter(([name]) => !["withoutEvidence", "by", "paths"].includes(name));

/** What the answer hangs on, with all out that is struck out. */
export const whatItHangsOn = (fields: Fields): Fields =>
  fields
    .filter(([name]) => name !== "by" && name !== "paths")
    .map(([name, value]) => [name === "without" ? "struckOut" : name, value] as const);

export const strikeOut = (fields: Fields, strike: Strike): string =>
  address(PATH, [...fields, [strike.field, strike.of]]);

export const putBack = (fields: Fields, strike: Strike): string =>
  address(
    PATH,
    fields.filter((field) => !isOf(strike)(field)),
  );

export const putAllBack = (fields: Fields): string => address(PATH, withNothingStruck(fields));

/** Where nobody said how many ways to show, more are with inferred edges, which the best seldom needs. */
const MORE_WAYS = "10";

export const admitInferred = (fields: Fields): string =>
  address(PATH, [
    ...fields.filter(([name]) => name !== "basis"),
    ["basis", "inferred"],
    ...(fields.some(([name]) => name === "paths") ? [] : [["paths", MORE_WAYS] as const]),
  ]);

/** At the basis that goes without saying. */
export const leaveInferredOut = (fields: Fields): string =>
  address(
    PATH,
    fields.filter(([name]) => name !== "basis"),
  );
