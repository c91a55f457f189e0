/** What a made-up record says, and how a format writes it. */
export interface Made {
  ms: number;
  iso: string;
  author: number;
  page: number;
  /** Of an earlier record, for one in three. */
  before: number | undefined;
  words: string;
}

export interface MadeFormat {
  /** None of a container, whose files have importers of their own. */
  importer: string | undefined;
  name: string;
  extension: string;
  head: string;
  record: (index: number, made: Made) => string;
  between: string;
  tail: string;
  /** Of a file that does not say which board it is of. */
  manifest?: { origin: string; platform: string };
}

/** Of a file with one record a line. */
export const LINES = { head: "", between: "\n", tail: "\n" };
