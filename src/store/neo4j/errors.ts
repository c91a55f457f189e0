/** What Neo4j's errors mean to a person. */
import { Neo4jError } from "neo4j-driver";
import { HeadwaterError } from "../../model/errors.ts";

const UNREACHABLE = new Set([
  "ServiceUnavailable",
  "SessionExpired",
  "Neo.TransientError.General.DatabaseUnavailable",
  "Neo.TransientError.Database.DatabaseUnavailable",
]);

/** The driver's code for what is no error of a server. */
const NO_BOLT = "N/A";

const MESSAGE = new Map<string, (uri: string) => string>([
  [
    "Neo.ClientError.Security.Unauthorized",
    (uri) => `${uri} refuses the user or password: set NEO4J_USER and NEO4J_PASSWORD`,
  ],
  [
    "Neo.ClientError.Security.AuthenticationRateLimit",
    (uri) => `${uri} was given a wrong password too often: wait some seconds, set NEO4J_PASSWORD`,
  ],
  [
    "Neo.ClientError.Security.Forbidden",
    (uri) => `the user may not do this at ${uri}: it needs to read and write, and to make indexes`,
  ],
  [
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    (uri) => `${uri} has too little memory: raise server.memory.heap.max_size`,
  ],
]);

/** The server ended a transaction that took too long, or waited too long for a lock. */
const TIMED_OUT = new Set([
  "Neo.ClientError.Transaction.LockClientStopped",
  "Neo.ClientError.Transaction.TransactionTimedOut",
  "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
]);

export const busyError = (uri: string, cause?: unknown): HeadwaterError =>
  new HeadwaterError(
    "busy",
    `${uri} is being written by another import: try again when it has ended`,
    { where: uri, cause },
  );

export const turnLost = (uri: string): HeadwaterError =>
  new HeadwaterError(
    "busy",
    `another import took over at ${uri} while this one did not answer: nothing of it was kept, run it again`,
    { where: uri },
  );

export function translated(uri: string, error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error;
  if (UNREACHABLE.has(error.code)) {
    const [reason = ""] = error.message.split("\n");
    return new HeadwaterError(
      "unreachable",
      `no Neo4j answers at ${uri}: start it, or check address and encryption (${reason})`,
      { where: uri, cause: error },
    );
  }
  if (error.code === NO_BOLT) {
    return new HeadwaterError(
      "bad-store",
      `what answers at ${uri} does not speak Bolt: name the Bolt port, 7687 unless it was changed`,
      { where: uri, cause: error },
    );
  }
  if (TIMED_OUT.has(error.code)) return busyError(uri, error);
  const message = MESSAGE.get(error.code)?.(uri);
  return message === undefined
    ? error
    : new HeadwaterError("bad-store", message, { where: uri, cause: error });
}
