/** What SQLite's errors mean to a person. */
import { HeadwaterError } from "../../model/errors.ts";

/** Primary result codes of SQLite. */
const CODE = {
  busy: 5,
  locked: 6,
  readonly: 8,
  io: 10,
  corrupt: 11,
  full: 13,
  cantopen: 14,
  notadb: 26,
};

const MESSAGE = new Map<number, (path: string) => string>([
  [
    CODE.readonly,
    (path) => `${path} cannot be written: check its permissions and those of its folder`,
  ],
  [CODE.io, (path) => `reading or writing ${path} failed: check the disk`],
  [
    CODE.corrupt,
    (path) => `${path} is damaged: restore a copy, or import the evidence into a new store`,
  ],
  [
    CODE.full,
    (path) => `no space is left for ${path}: free some and try again; nothing was changed`,
  ],
  [
    CODE.cantopen,
    (path) => `${path} cannot be opened: check that its folder exists and may be written`,
  ],
  [CODE.notadb, (path) => `${path} is not a store of Headwater: name another file with --store`],
]);

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  return typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}

export const isBusy = (error: unknown): boolean =>
  error instanceof HeadwaterError && error.code === "busy";

export const busyError = (path: string, cause?: unknown): HeadwaterError =>
  new HeadwaterError(
    "busy",
    `${path} is being written by another import: try again when it has ended`,
    {
      where: path,
      cause,
    },
  );

export function translated(path: string, error: unknown): unknown {
  const code = resultCode(error);
  if (code === undefined) return error;
  if (code === CODE.busy || code === CODE.locked) return busyError(path, error);
  const message = MESSAGE.get(code)?.(path);
  return message === undefined
    ? error
    : new HeadwaterError("bad-store", message, { where: path, cause: error });
}
