/** The OpenAPI 3.1 document, made of the table of routes. */
import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import {
  citationSchema,
  coverageSchema,
  hopSchema,
  itemRefSchema,
  pathSchema,
  remarkSchema,
} from "../model/answer.ts";
import { coverageAnswerSchema, findingSchema, findingsAnswerSchema } from "../model/case-answer.ts";
import * as evidence from "../model/evidence.ts";
import { firstAnswerSchema } from "../model/first-answer.ts";
import * as job from "../model/job.ts";
import { neighbourhoodAnswerSchema } from "../model/neighbourhood-answer.ts";
import { problemSchema } from "../model/problem.ts";
import * as report from "../model/report.ts";
import { searchAnswerSchema } from "../model/search-answer.ts";
import { showAnswerSchema } from "../model/show-answer.ts";
import { traceAnswerSchema } from "../model/trace-answer.ts";
import { PROBLEMS, type ProblemCode } from "./problems.ts";
import type { AnswerKind, Route } from "./route.ts";

/** Named in the document, so that each stands there once. */
const SCHEMAS = {
  TraceAnswer: traceAnswerSchema,
  FirstAnswer: firstAnswerSchema,
  ShowAnswer: showAnswerSchema,
  SearchAnswer: searchAnswerSchema,
  FindingsAnswer: findingsAnswerSchema,
  CoverageAnswer: coverageAnswerSchema,
  NeighbourhoodAnswer: neighbourhoodAnswerSchema,
  ItemRef: itemRefSchema,
  Citation: citationSchema,
  Hop: hopSchema,
  Path: pathSchema,
  Finding: findingSchema,
  Remark: remarkSchema,
  Coverage: coverageSchema,
  Manifest: evidence.manifestSchema,
  EvidenceRecord: evidence.evidenceRecordSchema,
  EvidenceList: report.evidenceListSchema,
  EvidenceFile: report.evidenceAnswerSchema,
  ImportAnswer: report.importAnswerSchema,
  OutcomeAnswer: report.outcomeAnswerSchema,
  CustodyAnswer: report.custodyAnswerSchema,
  VerifyAnswer: report.verifyAnswerSchema,
  Job: job.jobSchema,
  Problem: problemSchema,
};

const EVERYWHERE: readonly ProblemCode[] = [
  "bad-parameter",
  "bad-request",
  "query-too-long",
  "headers-too-large",
  "too-slow",
  "misdirected",
  "forbidden",
  "too-many",
  "internal",
  "bad-store",
  "unreachable",
  "busy",
];

function problemsOf(route: Route): ProblemCode[] {
  const codes = new Set<ProblemCode>([...EVERYWHERE, ...(route.problems ?? [])]);
  if (!route.open) codes.add("unauthorized");
  if (route.body) codes.add("bad-body");
  if (route.body || route.upload) codes.add("too-large").add("wrong-content-type");
  return [...codes];
}

const headersOf = (headers: Readonly<Record<string, string>>) =>
  z.object(
    Object.fromEntries(
      Object.entries(headers).map(([name, description]) => [
        name,
        z.string().meta({ description }),
      ]),
    ),
  );

const PROBLEM_HEADERS: Readonly<Record<number, Record<string, string>>> = {
  401: { "WWW-Authenticate": "Bearer" },
  429: { "Retry-After": "seconds to wait" },
  503: { "Retry-After": "seconds to wait" },
};

const TAG_HEADER = {
  ETag: "changes with the store, the bytes quoted, the software and the question",
};

function answerOf(route: Route, { description, schema, type, headers = {} }: AnswerKind) {
  const all = route.tagged ? { ...headers, ...TAG_HEADER } : headers;
  return {
    description,
    content: { [type ?? "application/json"]: { schema } },
    ...(Object.keys(all).length === 0 ? {} : { headers: headersOf(all) }),
  };
}

function responsesOf(route: Route): ZodOpenApiResponsesObject {
  const responses: Record<string, ZodOpenApiResponseObject> = {};
  for (const [status, kind] of Object.entries(route.answers)) {
    responses[status] = answerOf(route, kind);
  }
  if (route.tagged) {
    const headers = headersOf(TAG_HEADER);
    responses["304"] = { description: "Unchanged since the ETag of If-None-Match", headers };
  }
  const titles = new Map<number, string[]>();
  for (const code of problemsOf(route)) {
    const { status, title } = PROBLEMS[code];
    titles.set(status, [...(titles.get(status) ?? []), `\`${code}\`: ${title}`]);
  }
  for (const [status, told] of titles) {
    const headers = PROBLEM_HEADERS[status];
    responses[`${status}`] = {
      description: told.join("; "),
      content: { "application/problem+json": { schema: problemSchema } },
      ...(headers === undefined ? {} : { headers: headersOf(headers) }),
    };
  }
  return responses;
}

const FILE = { schema: { type: "string", contentMediaType: "application/octet-stream" } } as const;

function operationOf(route: Route): ZodOpenApiOperationObject {
  const content = route.upload
    ? { "application/octet-stream": FILE }
    : route.body && { "application/json": { schema: route.body } };
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    requestParams: { path: route.params, query: route.query },
    ...(content === undefined ? {} : { requestBody: { required: true, content } }),
    responses: responsesOf(route),
    ...(route.open ? { security: [] } : {}),
  };
}

/** The document of these routes, for software such as `headwater 1.2.3`. */
export function documentOf(routes: readonly Route[], software: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  }
  return createDocument({
    openapi: "3.1.1",
    info: {
      title: "Headwater",
      version: software.replace(/^\S+ /, ""),
      description:
        "How did this thing get from the fringe to the mainstream? Times in answers are UTC milliseconds; null is unbounded.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{}, { token: [] }, { session: [] }],
    paths,
    components: {
      schemas: SCHEMAS,
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "HEADWATER_TOKEN, where the server was started with one",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "headwater",
          description: "what the login form gives a browser",
        },
      },
    },
  });
}
