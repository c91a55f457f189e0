/** The table of routes, put on Express. */
import express, { type RequestHandler, type Response, Router } from "express";
import { isHeld, tagOf } from "./etag.ts";
import { ApiError } from "./problems.ts";
import type { Context, Reply, Route } from "./route.ts";

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

function send(response: Response, reply: Extract<Reply, { json: unknown }>): void {
  response
    .status(reply.status)
    .set(reply.headers ?? {})
    .type("application/json")
    .send(JSON.stringify(reply.json));
}

function handler(route: Route, context: Context): RequestHandler {
  return async (request, response) => {
    const { canonical, answer } = route.read(request);
    response.set("Cache-Control", "private, no-cache");
    const tag = async () =>
      tagOf(await context.store.version(), context.software, route.path, canonical);
    const before = route.tagged ? await tag() : undefined;
    if (before !== undefined && isHeld(before, request.headers["if-none-match"])) {
      response.status(304).set("ETag", before).end();
      return;
    }
    const reply = await answer(context);
    if ("send" in reply) {
      await reply.send(request, response);
      return;
    }
    // An answer during which the store changed is of one version or the other: it gets no tag that lies.
    if (before !== undefined && (await tag()) === before) response.set("ETag", before);
    send(response, reply);
  };
}

const otherMethods = (routes: readonly Route[]): RequestHandler => {
  const methods = routes.map(({ method }) => method.toUpperCase());
  const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : [])].sort().join(", ");
  return (_request, _response, next) =>
    next(new ApiError("wrong-method", `ask by ${allow}`, { headers: { Allow: allow } }));
};

export function apiRouter(routes: readonly Route[], context: Context): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const route of routes) {
    router[route.method](
      expressPath(route.path),
      named(route),
      ...bodyOf(route),
      handler(route, context),
    );
  }
  for (const [path, ofPath] of Map.groupBy(routes, (route) => route.path)) {
    router.all(expressPath(path), otherMethods(ofPath));
  }
  return router;
}
