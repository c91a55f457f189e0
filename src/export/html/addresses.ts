/** Where the pages are, and the same answers as JSON. */
import { DEFAULT_FLOOR } from "../../model/basis.ts";
import { type Address, address } from "./html.ts";

/** A trace as its form holds it: texts as they were typed, blank where nothing was. */
export interface AskedTrace {
  from: string;
  to: string;
  without: readonly string[];
  withoutEvidence: readonly string[];
  earliest: string;
  latest: string;
  basis: string;
  by: string;
  paths: string;
}

export const NOTHING_ASKED: AskedTrace = {
  from: "",
  to: "",
  without: [],
  withoutEvidence: [],
  earliest: "",
  latest: "",
  basis: "",
  by: "",
  paths: "",
};

type Field = readonly [name: string, value: string];
/** What goes without saying. */
const STANDARD: Readonly<Record<string, string>> = {
  basis: DEFAULT_FLOOR,
  by: "earliest",
  paths: "1",
};
const field = (name: string, value: string): Field[] =>
  value === "" || value === STANDARD[name] ? [] : [[name, value]];

const traceQuery = (asked: AskedTrace): Field[] => [
  ...field("from", asked.from),
  ...field("to", asked.to),
  ...asked.without.flatMap((one) => field("without", one)),
  ...asked.withoutEvidence.flatMap((one) => field("withoutEvidence", one)),
  ...field("earliest", asked.earliest),
  ...field("latest", asked.latest),
  ...field("basis", asked.basis),
  ...field("by", asked.by),
  ...field("paths", asked.paths),
];
export const traceAddress = (asked: Partial<AskedTrace>): Address =>
  address("/", traceQuery({ ...NOTHING_ASKED, ...asked }));
export const traceJsonAddress = (asked: AskedTrace): Address =>
  address("/api/trace", traceQuery(asked));

export interface AskedFirst {
  of: readonly string[];
  basis: string;
}
const firstQuery = ({ of, basis }: AskedFirst): Field[] => [
  ...of.flatMap((one) => field("of", one)),
  ...field("basis", basis),
];
export const firstAddress = (asked: AskedFirst): Address => address("/first", firstQuery(asked));
export const firstJsonAddress = (asked: AskedFirst): Address =>
  address("/api/first", firstQuery(asked));

const segment = (text: string): string => encodeURIComponent(text.toWellFormed());
export const itemAddress = (selector: string): Address => address(`/items/${segment(selector)}`);
export const itemJsonAddress = (kind: "items" | "accounts", selector: string): Address =>
  address(`/api/${kind}/${segment(selector)}`);

export const searchAddress = (words: string, offset = 0): Address =>
  address("/search", [
    ["q", words.toWellFormed()],
    ...(offset === 0 ? [] : [["offset", String(offset)] as const]),
  ]);

export const evidenceAddress = (hash: string): Address => address(`/evidence/${segment(hash)}`);
export const bytesAddress = (hash: string): Address =>
  address(`/api/evidence/${segment(hash)}/bytes`);

export const sourceAddress = (number: number): Address => address(`#source-${number}`);

export const HOME = address("/");
export const FIRST = address("/first");
export const SEARCH = address("/search");
export const EVIDENCE = address("/evidence");
export const API_DOCS = address("/api/docs");
export const ICON = address("/favicon.svg");
export const STYLESHEET = address("/page.css");
