/** Who may ask, from where, and what a browser may do with the answers. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Request, RequestHandler } from "express";
import { rateLimit } from "express-rate-limit";
import helmet from "helmet";
import { clientOf } from "./client.ts";
import { ApiError, wantsPage } from "./problems.ts";

const QUERY_CHARACTERS = 16_384;
const COOKIE = "headwater";
const MINUTE_MS = 60_000;

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

const isReading = ({ method }: Request): boolean => method === "GET" || method === "HEAD";

/** A link that was followed, and no image, frame or script of the page that holds it. */
function isVisit({ headers }: Request): boolean {
  const to = headers["sec-fetch-dest"];
  return headers["sec-fetch-mode"] === "navigate" && (to === undefined || to === "document");
}

/**
 * A page of another site may not change anything here, nor make the server work, through the browser
 * of someone who may.
 */
export const sameOrigin: RequestHandler = (request, _response, next) => {
  const { origin, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  const own = origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
  const direct = site === undefined || site === "same-origin" || site === "none";
  if (isReading(request) ? direct || isVisit(request) : own && direct) next();
  else next(new ApiError("forbidden", "the request comes from a page of another site"));
};

export const shortQuery: RequestHandler = (request, _response, next) => {
  const query = request.originalUrl.indexOf("?");
  const length = query === -1 ? 0 : request.originalUrl.length - query;
  if (length <= QUERY_CHARACTERS) next();
  else next(new ApiError("query-too-long", `a query has at most ${QUERY_CHARACTERS} characters`));
};

export const tooMany = () => new ApiError("too-many", "this client asks too often: wait a little");

/** Requests a minute from one client; far more from this machine. */
export const seldomEnough = (perMinute: { remote: number; loopback: number }): RequestHandler =>
  rateLimit({
    windowMs: MINUTE_MS,
    limit: ({ ip }) =>
      isLoopback((ip ?? "").replace("::ffff:", "")) ? perMinute.loopback : perMinute.remote,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    handler: (_request, _response, next) => next(tooMany()),
  });

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

const bearerOf = (authorization: string | undefined): string | undefined =>
  /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];

const WRONG_A_MINUTE = 10;

/** The token that every request needs, and the cookie that stands for it in a browser until the server ends. */
export class Gate {
  readonly #token: string;
  readonly #wrong = new Map<string, number>();
  #wrongSince = 0;
  readonly #session = randomBytes(32).toString("base64url");

  constructor(token: string) {
    this.#token = token;
  }

  opensWith = (token: string): boolean => same(token, this.#token);

  /**
   * Whether this client has shown more wrong tokens in this minute than anyone mistypes. Only what is
   * wrong is refused by it: many may share an address, and nobody can lock the others out.
   */
  isGuessing(client: string): boolean {
    const now = Date.now();
    if (now - this.#wrongSince >= MINUTE_MS) {
      this.#wrong.clear();
      this.#wrongSince = now;
    }
    const count = (this.#wrong.get(client) ?? 0) + 1;
    this.#wrong.set(client, count);
    return count > WRONG_A_MINUTE;
  }

  /** A Set-Cookie. Strict: no other site's link or form brings it along. */
  cookie = (): string => `${COOKIE}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`;

  admits(authorization: string | undefined, cookies: string | undefined): boolean {
    const bearer = bearerOf(authorization);
    if (bearer !== undefined) return this.opensWith(bearer);
    const prefix = `${COOKIE}=`;
    const given = (cookies ?? "").split(/; */).find((one) => one.startsWith(prefix));
    return given !== undefined && same(given.slice(prefix.length), this.#session);
  }
}

const OWN = "http://own.invalid";

/** A path on this server and nothing that leads elsewhere; `/` for anything else. */
export function localPath(text: string): string {
  if (!/^\/(?![/\\])[!-~]*$/.test(text)) return "/";
  const url = URL.parse(text, OWN);
  const path = url === null ? "/" : url.pathname + url.search;
  return url?.origin === OWN && !path.startsWith("//") ? path : "/";
}

/** Of the form, after which the browser goes on to `next`. */
function loginAddress(next: string): string {
  const path = localPath(next);
  return path === "/" ? "/login" : `/login?${new URLSearchParams({ next: path })}`;
}

export const withToken =
  (gate: Gate): RequestHandler =>
  (request, response, next) => {
    const { authorization, cookie } = request.headers;
    if (gate.admits(authorization, cookie)) {
      next();
      return;
    }
    if (isReading(request) && authorization === undefined && wantsPage(request)) {
      response.redirect(303, loginAddress(request.originalUrl));
      return;
    }
    if (bearerOf(authorization) !== undefined && gate.isGuessing(clientOf(request))) {
      next(tooMany());
      return;
    }
    const headers = { "WWW-Authenticate": 'Bearer realm="headwater"' };
    next(new ApiError("unauthorized", "send Authorization: Bearer <token>", { headers }));
  };
