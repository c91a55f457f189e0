/** The one table of what can go wrong over HTTP, and the answers made of it (RFC 9457). */
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { ErrorRequestHandler, Request, Response } from "express";
import { html } from "../export/html/html.ts";
import { words } from "../export/html/words.ts";
import { type ErrorCode, HeadwaterError } from "../model/errors.ts";
import type { Problem } from "../model/problem.ts";
import { sendSimple } from "./page/send.ts";

type HttpCode =
  | "bad-parameter"
  | "bad-body"
  | "bad-request"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "not-in-evidence"
  | "no-bytes"
  | "no-job"
  | "wrong-method"
  | "bytes-altered"
  | "too-large"
  | "query-too-long"
  | "wrong-content-type"
  | "misdirected"
  | "too-many"
  | "too-slow"
  | "headers-too-large"
  | "internal";
export type ProblemCode = ErrorCode | HttpCode;

interface Meaning {
  status: number;
  title: string;
}

export const PROBLEMS: Readonly<Record<ProblemCode, Meaning>> = {
  usage: { status: 400, title: "The question is put wrongly" },
  "bad-selector": { status: 400, title: "A selector is malformed" },
  "ambiguous-selector": { status: 409, title: "Words match several things" },
  "no-match": { status: 404, title: "Words match nothing" },
  "bad-manifest": { status: 400, title: "The manifest is none" },
  "bad-structure": { status: 422, title: "The file is broken" },
  "unknown-format": { status: 422, title: "No importer reads the file" },
  "ambiguous-format": { status: 422, title: "Several importers read the file" },
  unreadable: { status: 422, title: "The file cannot be read" },
  "not-evidence": { status: 404, title: "Not evidence here" },
  "manifest-differs": { status: 409, title: "The bytes are evidence with another manifest" },
  "bad-store": { status: 503, title: "The store does not work" },
  busy: { status: 503, title: "Busy: try again" },
  "local-server": { status: 503, title: "The local Neo4j does not work" },
  "missing-program": { status: 503, title: "A program is missing" },
  "too-long": { status: 503, title: "The answer takes too long" },
  "bad-parameter": { status: 400, title: "A parameter is wrong" },
  "bad-body": { status: 400, title: "The body is wrong" },
  "bad-request": { status: 400, title: "The request is malformed" },
  unauthorized: { status: 401, title: "A token is needed" },
  forbidden: { status: 403, title: "Not from a page of another site" },
  "not-found": { status: 404, title: "No such address" },
  "not-in-evidence": { status: 404, title: "No evidence names it" },
  "no-bytes": { status: 404, title: "The bytes are not kept" },
  "no-job": { status: 404, title: "No such job" },
  "wrong-method": { status: 405, title: "Not by this method" },
  "bytes-altered": { status: 409, title: "The kept bytes were altered" },
  "too-large": { status: 413, title: "The body is too large" },
  "query-too-long": { status: 414, title: "The query is too long" },
  "wrong-content-type": { status: 415, title: "Not of this content type" },
  misdirected: { status: 421, title: "This server does not go by that name" },
  "too-many": { status: 429, title: "Too many requests" },
  "too-slow": { status: 408, title: "The request came too slowly" },
  "headers-too-large": { status: 431, title: "Address and headers are too large" },
  unreachable: { status: 503, title: "The store does not answer" },
  internal: { status: 500, title: "A fault of Headwater's own" },
};

const DRAIN_MS = 1000;

/** Seconds after which to ask again. */
const RETRY_AFTER = "5";

/** A problem of HTTP's own. */
export class ApiError extends Error {
  readonly code: HttpCode;
  readonly where: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: HttpCode,
    message: string,
    options: { where?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.where = options.where;
    this.headers = options.headers ?? {};
  }
}

/** What body-parser and the router throw. */
function fromExpress(error: unknown): ApiError | undefined {
  if (error instanceof URIError) {
    return new ApiError("bad-request", "the path holds a % that encodes nothing");
  }
  if (!(error instanceof Error) || !("type" in error)) return undefined;
  switch (error.type) {
    case "entity.too.large":
      return new ApiError("too-large", "the JSON body is larger than this server takes");
    case "entity.parse.failed":
      return new ApiError("bad-body", "the body is not JSON");
    case "encoding.unsupported":
    case "charset.unsupported":
      return new ApiError("wrong-content-type", "send the body as UTF-8, not compressed");
    case "parameters.too.many":
      return new ApiError("bad-body", "the form has more fields than this one takes");
    case "request.aborted":
    case "request.size.invalid":
      return new ApiError("bad-request", "the body ended early");
    default:
      return undefined;
  }
}

/** The problem that an error is; an unforeseen one says nothing of itself. */
export function problemOf(error: unknown, instance: string): Problem {
  const known =
    error instanceof HeadwaterError || error instanceof ApiError ? error : fromExpress(error);
  const code: ProblemCode = known?.code ?? "internal";
  return {
    type: `/api/problems/${code}`,
    title: PROBLEMS[code].title,
    status: PROBLEMS[code].status,
    detail: known?.message ?? "it is noted in the server's log",
    instance,
    code,
    ...(known?.where === undefined ? {} : { where: known.where }),
  };
}

/** Whether a person reads the answer: a browser that goes to a page, or sends a form of ours. */
export const wantsPage = (request: Request): boolean =>
  request.path === "/login" ||
  (!/^\/api(?:\/|$)/.test(request.path) && request.accepts(["json", "html"]) === "html");

function sendProblem(request: Request, response: Response, error: unknown): void {
  const [path = "/"] = request.originalUrl.split("?");
  const problem = problemOf(error, path);
  if (problem.status === 503 || problem.status === 429) response.set("Retry-After", RETRY_AFTER);
  if (error instanceof ApiError) response.set(error.headers);
  if (wantsPage(request)) {
    sendSimple(response, problem.status, problem.title, html`<p>${words(problem.detail, 600)}</p>`);
    return;
  }
  response
    .status(problem.status)
    .set("Cache-Control", "no-store")
    .type("application/problem+json")
    .send(JSON.stringify(problem));
}

/** The client hung up before it had all: nothing went wrong here. */
const isHangUp = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";

/** Last in the app. Four parameters make it an error handler. */
export const answerProblems: ErrorRequestHandler = (error, request, response, _next) => {
  const begun = response.headersSent;
  if (!begun) sendProblem(request, response, error);
  // For the log, which names it.
  if (begun ? !isHangUp(error) : response.statusCode === 500) {
    Object.assign(response, { err: error });
  }
  // What was begun is cut off, so that it cannot pass for the whole.
  if (begun) response.destroy();
};

/** What is no request that Express would see. */
export function answerBroken(error: Error, socket: Duplex): void {
  const why = "code" in error ? error.code : undefined;
  if (why === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const code =
    why === "HPE_HEADER_OVERFLOW"
      ? "headers-too-large"
      : why === "ERR_HTTP_REQUEST_TIMEOUT"
        ? "too-slow"
        : "bad-request";
  const problem = problemOf(new ApiError(code, "this is no request that can be read"), "/");
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    "Connection: close",
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
  // Whoever is still sending would lose the answer if the connection were cut at once.
  setTimeout(() => socket.destroy(), DRAIN_MS).unref();
  socket.removeAllListeners("data");
  socket.resume();
}
