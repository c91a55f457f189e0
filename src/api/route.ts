/** One row of the table of routes: what is asked, what is answered. The OpenAPI document and Express both read it. */
import type { Request, Response } from "express";
import { z } from "zod";
import type { EvidenceFolder } from "../ingest/evidence-folder.ts";
import type { CoverageAnswer } from "../model/case-answer.ts";
import type { Store } from "../store/contract.ts";
import type { Asking } from "./asking.ts";
import { readCount } from "./count.ts";
import type { Jobs } from "./jobs.ts";
import { ApiError, type ProblemCode } from "./problems.ts";
import type { QuestionThread } from "./question-thread.ts";
import type { Streams } from "./streams.ts";
import type { Uploads } from "./uploads.ts";

/** What the handlers work with. */
export interface Context {
  /** Of whoever made the request. */
  asking: Asking;
  coverage: () => Promise<CoverageAnswer>;
  streams: Streams;
  store: Store;
  folder: EvidenceFolder;
  jobs: Jobs;
  uploads: Uploads;
  software: string;
  document: () => unknown;
}

/** What the routes are put on Express with. */
export interface Service extends Omit<Context, "asking"> {
  thread: QuestionThread;
  /** Differs whenever kept bytes do, at a version of the store. */
  stamp: (version: string) => Promise<string>;
}

export interface AnswerKind {
  description: string;
  schema: z.ZodType;
  /** `application/json` unless it says otherwise. */
  type?: string;
  /** Name and meaning of the headers that it carries. */
  headers?: Readonly<Record<string, string>>;
}

export type Reply =
  | { status: number; json: unknown; headers?: Readonly<Record<string, string>> }
  /** JSON written already: a long one is not read only to be written again. */
  | { status: number; jsonText: string; headers?: Readonly<Record<string, string>> }
  | { send: (request: Request, response: Response) => Promise<void> };

interface Described {
  method: "get" | "post" | "delete";
  /** As OpenAPI writes it: `/api/items/{key}`. */
  path: string;
  /** Name of the operation. */
  id: string;
  tag: string;
  summary: string;
  description?: string;
  answers: Readonly<Record<number, AnswerKind>>;
  /** Beside those that every route can have. */
  problems?: readonly ProblemCode[];
  /** What it answers depends on store, software and question alone, or on the bytes that it quotes too: it carries an ETag. */
  tagged?: "store" | "quotes";
  /** Needs no token. */
  open?: true;
  /** The body is a file, which the handler reads from the request. */
  upload?: true;
}

interface Asked<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  request: Request;
}

interface Spec<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>
  extends Described {
  params: P;
  query: Q;
  /** JSON. */
  body: B;
  handle: (asked: Asked<z.output<P>, z.output<Q>, z.output<B>>, context: Context) => Promise<Reply>;
}

/** Parsed, and ready to be answered. */
interface Ready {
  /** The parameters, defaults filled in, in one order. */
  canonical: string;
  answer: (context: Context) => Promise<Reply>;
}

export interface Route extends Described {
  params: z.ZodObject;
  query: z.ZodObject;
  body: z.ZodType | undefined;
  /** @throws ApiError `bad-parameter`, `bad-body` */
  read: (request: Request) => Ready;
}

/** The schema under what makes a parameter optional. */
function bare(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? bare(schema.unwrap())
    : schema;
}

function readValue(schema: unknown, texts: readonly string[], name: string): unknown {
  const kind = bare(schema);
  if (kind instanceof z.ZodArray) return texts;
  const [text] = texts;
  if (texts.length > 1)
    throw new ApiError("bad-parameter", "given more than once", { where: name });
  return kind instanceof z.ZodNumber ? readCount(text ?? "") : text;
}

function queryOf(schema: z.ZodObject, url: string): unknown {
  const raw = url.includes("?") ? url.slice(url.indexOf("?") + 1) : "";
  try {
    decodeURIComponent(raw);
  } catch {
    throw new ApiError("bad-parameter", "the query holds a % that encodes nothing");
  }
  const given = new URLSearchParams(raw);
  const values = new Map<string, unknown>();
  for (const name of new Set(given.keys())) {
    if (!Object.hasOwn(schema.shape, name)) {
      throw new ApiError("bad-parameter", "there is no such parameter", { where: name });
    }
    values.set(name, readValue(schema.shape[name], given.getAll(name), name));
  }
  return Object.fromEntries(values);
}

function parse<S extends z.ZodType>(
  schema: S,
  value: unknown,
  code: "bad-parameter" | "bad-body",
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") ?? "";
  throw new ApiError(code, issue?.message ?? "wrong", where === "" ? {} : { where });
}

/** Of a route that takes no parameters and no JSON. */
export const NOTHING = {
  params: z.strictObject({}),
  query: z.strictObject({}),
  body: z.undefined(),
};

export function route<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  spec: Spec<P, Q, B>,
): Route {
  const { params, query, body } = spec;
  return {
    ...spec,
    body: body instanceof z.ZodUndefined ? undefined : body,
    read(request) {
      const asked = {
        params: parse(params, { ...request.params }, "bad-parameter"),
        query: parse(query, queryOf(query, request.originalUrl), "bad-parameter"),
        body: parse(body, request.body, "bad-body"),
        request,
      };
      return {
        canonical: JSON.stringify([asked.params, asked.query]),
        answer: (context) => spec.handle(asked, context),
      };
    },
  };
}

export const json = (value: unknown): Reply => ({ status: 200, json: value });
