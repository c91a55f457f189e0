/** Errors that a person can mend: each names where it happened and says what to do. */

export const ERROR_CODES = [
  "usage",
  "bad-selector",
  "ambiguous-selector",
  "no-match",
  "bad-manifest",
  "bad-structure",
  "unknown-format",
  "ambiguous-format",
  "unreadable",
  "not-evidence",
  "manifest-differs",
  "bad-store",
  "unreachable",
  "busy",
  "too-long",
  "missing-program",
  "local-server",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export class HeadwaterError extends Error {
  readonly code: ErrorCode;
  /** File, record or argument that the message is about. */
  readonly where: string | undefined;

  constructor(code: ErrorCode, message: string, options: { where?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "HeadwaterError";
    this.code = code;
    this.where = options.where;
  }
}

/** Whatever a file is called, and whichever importer is asked for. */
export const EMPTY_FILE = "the file is empty";

/** The structure of an evidence file is broken, so none of it is imported. */
export class ImportError extends HeadwaterError {
  constructor(
    code: "bad-structure" | "unknown-format" | "ambiguous-format" | "unreadable" | "bad-manifest",
    message: string,
    options: { where?: string; cause?: unknown } = {},
  ) {
    super(code, message, options);
    this.name = "ImportError";
  }
}

/** One problem in one record; the rest of the file goes on. */
export interface Diagnostic {
  code: string;
  severity: "error" | "warning";
  /** Record number, byte offset or field, as a person would look for it. */
  place: string;
  message: string;
}
