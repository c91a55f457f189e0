/** Who may ask, from where, and what a browser may do with the answers. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";
import { rateLimit } from "express-rate-limit";
import helmet from "helmet";
import { ApiError } from "./problems.ts";

const QUERY_CHARACTERS = 16_384;
const COOKIE = "headwater";

export const headers = (): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
      },
    },
    // It is plain HTTP: TLS is for what stands in front of it.
    strictTransportSecurity: false,
    xFrameOptions: { action: "deny" },
    referrerPolicy: { policy: "no-referrer" },
  });

export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);

/** `name:port` with the port that goes without saying left out. */
export const hostName = (host: string, port: number): string => {
  const name = (host.includes(":") ? `[${host}]` : host).toLowerCase();
  return port === 80 ? name : `${name}:${port}`;
};

/** Only requests by one of these names, so that no other name can be made to lead here (DNS rebinding). */
export const knownHost =
  (names: () => ReadonlySet<string>): RequestHandler =>
  (request, _response, next) => {
    if (names().has((request.headers.host ?? "").toLowerCase())) next();
    else next(new ApiError("misdirected", "ask by the address that the server printed"));
  };

/** A page of another site may not change anything here through the browser of someone who may. */
export const sameOrigin: RequestHandler = (request, _response, next) => {
  const { origin, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  const harmless = request.method === "GET" || request.method === "HEAD";
  const own = origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
  const direct = site === undefined || site === "same-origin" || site === "none";
  if (harmless || (own && direct)) next();
  else next(new ApiError("forbidden", "the request comes from a page of another site"));
};

export const shortQuery: RequestHandler = (request, _response, next) => {
  const query = request.originalUrl.indexOf("?");
  const length = query === -1 ? 0 : request.originalUrl.length - query;
  if (length <= QUERY_CHARACTERS) next();
  else next(new ApiError("query-too-long", `a query has at most ${QUERY_CHARACTERS} characters`));
};

const tooMany = () => new ApiError("too-many", "this client asks too often: wait a little");

/** Requests a minute from one client; far more from this machine. */
export const seldomEnough = (perMinute: { remote: number; loopback: number }): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: ({ ip }) =>
      isLoopback((ip ?? "").replace("::ffff:", "")) ? perMinute.loopback : perMinute.remote,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    handler: (_request, _response, next) => next(tooMany()),
  });

const LOGINS_A_MINUTE = 10;
export const seldomLogin = (): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: LOGINS_A_MINUTE,
    standardHeaders: false,
    legacyHeaders: false,
    handler: (_request, _response, next) => next(tooMany()),
  });

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** The token that every request needs, and the cookie that stands for it in a browser until the server ends. */
export class Gate {
  readonly #token: string;
  readonly #session = randomBytes(32).toString("base64url");

  constructor(token: string) {
    this.#token = token;
  }

  opensWith = (token: string): boolean => same(token, this.#token);

  /** A Set-Cookie. Strict: no other site's link or form brings it along. */
  cookie = (): string => `${COOKIE}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`;

  admits(authorization: string | undefined, cookies: string | undefined): boolean {
    const bearer = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
    if (bearer !== undefined) return this.opensWith(bearer);
    const prefix = `${COOKIE}=`;
    const given = (cookies ?? "").split(/; */).find((one) => one.startsWith(prefix));
    return given !== undefined && same(given.slice(prefix.length), this.#session);
  }
}

export const withToken =
  (gate: Gate): RequestHandler =>
  (request, response, next) => {
    const { authorization, cookie } = request.headers;
    if (gate.admits(authorization, cookie)) {
      next();
      return;
    }
    const page = request.method === "GET" && !request.path.startsWith("/api");
    if (page && request.accepts(["json", "html"]) === "html") {
      response.redirect(303, "/login");
      return;
    }
    const headers = { "WWW-Authenticate": 'Bearer realm="headwater"' };
    next(new ApiError("unauthorized", "send Authorization: Bearer <token>", { headers }));
  };
