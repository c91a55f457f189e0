/** The table of routes, put on Express. */
import express, { type RequestHandler, type Response, Router } from "express";
import { Asking } from "./asking.ts";
import { askerOf } from "./client.ts";
import { isHeld, tagOf } from "./etag.ts";
import { ApiError } from "./problems.ts";
import type { Reply, Route, Service } from "./route.ts";

const JSON_LIMIT = "1mb";

const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ":$1");

const named =
  ({ path }: Route): RequestHandler =>
  (_request, response, next) => {
    response.locals["route"] = path;
    next();
  };

const ofType =
  (type: string): RequestHandler =>
  (request, _response, next) => {
    const encoding = request.headers["content-encoding"] ?? "identity";
    if (request.is(type) === type && encoding === "identity") next();
    else next(new ApiError("wrong-content-type", `send the body as ${type}, not compressed`));
  };

const jsonBody: RequestHandler[] = [
  ofType("application/json"),
  express.json({ limit: JSON_LIMIT, inflate: false }),
];

function bodyOf({ body, upload }: Route): RequestHandler[] {
  if (upload) return [ofType("application/octet-stream")];
  return body ? jsonBody : [];
}

function send(response: Response, reply: Exclude<Reply, { send: unknown }>): void {
  response
    .status(reply.status)
    .set(reply.headers ?? {})
    .type("application/json")
    .send("jsonText" in reply ? reply.jsonText : JSON.stringify(reply.json));
}

function handler(route: Route, service: Service): RequestHandler {
  const { store, stamp, software } = service;
  return async (request, response) => {
    const { canonical, answer } = route.read(request);
    response.set("Cache-Control", "private, no-cache");
    const tag = async () => {
      const version = await store.version();
      const bytes = route.tagged === "quotes" ? await stamp(version) : "";
      return tagOf([version, bytes, software, route.path, canonical]);
    };
    const before = route.tagged === undefined ? undefined : await tag();
    if (before !== undefined && isHeld(before, request.headers["if-none-match"])) {
      response.status(304).set("ETag", before).end();
      return;
    }
    const asking = new Asking(service.thread, askerOf(request, response));
    const reply = await answer({ ...service, asking });
    if ("send" in reply) {
      await reply.send(request, response);
      return;
    }
    // An answer during which store or bytes changed is of one state or the other: it gets no tag that lies.
    if (before !== undefined && (await tag()) === before) response.set("ETag", before);
    send(response, reply);
  };
}

/** Refuses what is asked by any other method. */
export const onlyBy = (given: readonly string[]): RequestHandler => {
  const methods = given.map((method) => method.toUpperCase());
  const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : [])].sort().join(", ");
  return (_request, _response, next) =>
    next(new ApiError("wrong-method", `ask by ${allow}`, { headers: { Allow: allow } }));
};

export function apiRouter(routes: readonly Route[], service: Service): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const route of routes) {
    router[route.method](
      expressPath(route.path),
      named(route),
      ...bodyOf(route),
      handler(route, service),
    );
  }
  for (const [path, ofPath] of Map.groupBy(routes, (route) => route.path)) {
    router.all(expressPath(path), onlyBy(ofPath.map(({ method }) => method)));
  }
  return router;
}
