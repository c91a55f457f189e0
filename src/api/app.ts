/** The app: who may ask, then the API, its description and the page. */
import express, { type Express, type Router } from "express";
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";
import { docsRouter } from "./docs.ts";
import { loginRouter } from "./login.ts";
import { ApiError, answerProblems } from "./problems.ts";
import { apiRouter } from "./register.ts";
import type { Context, Route } from "./route.ts";
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

/** Never a key, a query, a header or a body: they may hold what people said. */
const logged = (logger: Logger) =>
  pinoHttp({
    logger,
    quietReqLogger: true,
    serializers: {
      req: ({ method }: { method: string }) => ({ method }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
    customProps: (_request, response) => ({
      route: "locals" in response ? Object(response.locals)["route"] : undefined,
    }),
  });

export function appOf(
  routes: readonly Route[],
  context: Context,
  page: Router | undefined,
  { token, hosts, requestsPerMinute, logger }: AppOptions,
): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", false);
  app.use(logged(logger), headers(), knownHost(hosts), seldomEnough(requestsPerMinute));
  app.use(sameOrigin, shortQuery);
  const open = routes.filter((route) => route.open);
  app.use(apiRouter(open, context));
  if (token !== undefined) {
    const gate = new Gate(token);
    app.use(loginRouter(gate), withToken(gate));
  }
  app.use(apiRouter(routes, context), docsRouter());
  if (page) app.use(page);
  app.use((_request, _response, next) => {
    next(new ApiError("not-found", "nothing is here: see /api/docs"));
  });
  app.use(answerProblems);
  return app;
}
