/** The app: who may ask, then the API, its description and the page. */
import express, { type Express } from "express";
import type { Logger } from "pino";
import { docsRouter } from "./docs.ts";
import { requestsTo } from "./log.ts";
import { loginRouter } from "./login.ts";
import { assetsRouter } from "./page/assets.ts";
import { builtRouter, pageRouter } from "./page/router.ts";
import { ApiError, answerProblems } from "./problems.ts";
import { apiRouter } from "./register.ts";
import type { Route, Service } from "./route.ts";
import {
  Gate,
  headers,
  knownHost,
  sameOrigin,
  seldomEnough,
  shortQuery,
  withToken,
} from "./security.ts";

export interface AppOptions {
  /** Every request but /api/health needs it; none: whoever reaches the server may ask. */
  token: string | undefined;
  /** Names with port by which the server may be asked, in small letters. */
  hosts: () => ReadonlySet<string>;
  requestsPerMinute: { remote: number; loopback: number };
  logger: Logger;
}

/** `web` is the folder of the built page, where there is one. */
export function appOf(
  routes: readonly Route[],
  service: Service,
  web: string | undefined,
  { token, hosts, requestsPerMinute, logger }: AppOptions,
): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", false);
  app.use(requestsTo(logger), headers(), knownHost(hosts), seldomEnough(requestsPerMinute));
  app.use(sameOrigin, shortQuery);
  const open = routes.filter((route) => route.open);
  app.use(apiRouter(open, service));
  app.use(assetsRouter());
  if (web !== undefined) app.use(builtRouter(web));
  if (token !== undefined) {
    const gate = new Gate(token);
    app.use(loginRouter(gate), withToken(gate));
  }
  app.use(apiRouter(routes, service), docsRouter());
  if (web !== undefined) app.use(pageRouter(web));
  app.use((_request, _response, next) => {
    next(new ApiError("not-found", "nothing is here: see /api/docs"));
  });
  app.use(answerProblems);
  return app;
}
