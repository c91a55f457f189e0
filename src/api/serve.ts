/** The server: opens the store, listens, and stops without leaving anything half done. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { destination, type Logger, pino } from "pino";
import { EvidenceFolder } from "../ingest/evidence-folder.ts";
import type { SiteAddress } from "../ingest/site.ts";
import { HeadwaterError } from "../model/errors.ts";
import { openStore } from "../store/open.ts";
import { appOf } from "./app.ts";
import { coverageOnce } from "./asking.ts";
import { stampsOf } from "./etag.ts";
import { Jobs } from "./jobs.ts";
import { faultsTo } from "./log.ts";
import { documentOf } from "./openapi.ts";
import { isBuilt, WEB } from "./page/router.ts";
import { answerBroken } from "./problems.ts";
import { QuestionThread } from "./question-thread.ts";
import type { Service } from "./route.ts";
import { ROUTES } from "./routes.ts";
import { hostName, isLoopback } from "./security.ts";
import { Streams } from "./streams.ts";
import { Uploads } from "./uploads.ts";

export interface ServeOptions {
  site: SiteAddress;
  software: string;
  host: string;
  /** 0 picks a free one. */
  port: number;
  /** Further names, with port unless it goes without saying, by which browsers ask. */
  publicHosts: readonly string[];
  /** Needed to listen beyond this machine. */
  token: string | undefined;
  maxUploadBytes: number;
  limits?: Partial<Limits>;
  logger?: Logger;
  /** Folder of the built page, where it is not the usual one. */
  web?: string;
}

interface Limits {
  questionMs: number;
  requestsPerMinute: { remote: number; loopback: number };
}

const LIMITS: Limits = {
  questionMs: 60_000,
  requestsPerMinute: { remote: 600, loopback: 60_000 },
};

export interface Served {
  /** `http://127.0.0.1:8080/`. */
  url: string;
  close: () => Promise<void>;
}

const MIN_TOKEN = 16;
const CLOSE_MS = 10_000;

/** Whole requests, large uploads too; then silence on a connection. */
const REQUEST_MS = 3_600_000;
const SILENCE_MS = 180_000;
const HEADER_BYTES = 65_536;

/** @throws HeadwaterError `usage` for a server that anyone on the network could ask */
function checkToken({ host, token }: ServeOptions): void {
  if (token === undefined && !isLoopback(host)) {
    throw new HeadwaterError(
      "usage",
      "to listen beyond this machine, set HEADWATER_TOKEN, which every request must then show",
      { where: `--host ${host}` },
    );
  }
  if (token !== undefined && token.length < MIN_TOKEN) {
    throw new HeadwaterError("usage", `use at least ${MIN_TOKEN} characters`, {
      where: "HEADWATER_TOKEN",
    });
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;

/** Whether `serve` failed because something else listens on that port. */
export const isPortTaken = (error: unknown): boolean =>
  error instanceof HeadwaterError && codeOf(error.cause) === "EADDRINUSE";

/** @throws HeadwaterError `usage` when the port is taken, or the host is not of this machine */
async function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen({ host, port }, resolve);
  try {
    await promise;
  } catch (cause) {
    const code = codeOf(cause);
    const where = `${host}:${port}`;
    if (code === "EADDRINUSE") {
      throw new HeadwaterError("usage", "the port is in use: name another with --port", {
        where,
        cause,
      });
    }
    if (code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      throw new HeadwaterError("usage", `cannot listen there (${code})`, { where });
    }
    throw cause;
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was opened");
  return address;
}

const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "::1"];

async function serviceOf(options: ServeOptions, logger: Logger): Promise<Service> {
  const { site, software } = options;
  const data = { address: site, software };
  const thread = new QuestionThread(data, options.limits?.questionMs ?? LIMITS.questionMs);
  const folder = new EvidenceFolder(site.evidence);
  const store = await openStore(site.store);
  let document: unknown;
  return {
    ...{ software, store, folder, thread },
    coverage: coverageOnce(store, thread),
    stamp: stampsOf(store, folder),
    streams: new Streams(),
    jobs: new Jobs(data, {
      onFault: faultsTo(logger),
      onDropped: (jobs) => logger.warn({ jobs }, "the server stopped before these jobs had ended"),
      onPurged: () => thread.renew(),
    }),
    uploads: new Uploads(folder.uploads, options.maxUploadBytes),
    document: () => {
      document ??= documentOf(ROUTES, software);
      return document;
    },
  };
}

/** After a kill: what was uploaded then, nobody waits for any more. */
async function clearAway({ uploads, folder }: Service, logger: Logger): Promise<void> {
  const removed = await uploads.removeAbandoned();
  await folder.removeUnfinished(Date.now());
  if (removed.length > 0) {
    logger.warn({ files: removed }, "removed uploads that a former server left");
  }
}

/** The folder of the built page; without it the API works alone. */
function builtPage(folder: string, logger: Logger): string | undefined {
  if (isBuilt(folder)) return folder;
  logger.warn("the page is not built: run `npm run build:web`; the API works without it");
  return undefined;
}

function tuned(server: Server): Server {
  server.requestTimeout = REQUEST_MS;
  server.headersTimeout = 20_000;
  server.setTimeout(SILENCE_MS);
  server.on("clientError", answerBroken);
  return server;
}

/**
 * Listens until `close` is called, which cancels the job under way.
 * @throws HeadwaterError `usage` or `bad-store`
 */
export async function serve(options: ServeOptions): Promise<Served> {
  checkToken(options);
  const logger = options.logger ?? pino(destination(2));
  const service = await serviceOf(options, logger);
  const names = new Set<string>();
  const app = appOf(ROUTES, service, builtPage(options.web ?? WEB, logger), {
    token: options.token,
    hosts: () => names,
    requestsPerMinute: options.limits?.requestsPerMinute ?? LIMITS.requestsPerMinute,
    logger,
  });
  const server = tuned(createServer({ maxHeaderSize: HEADER_BYTES }, app));
  try {
    await clearAway(service, logger);
    const { port } = await listen(server, options.host, options.port);
    for (const name of [...LOOPBACK_NAMES, options.host]) names.add(hostName(name, port));
    for (const name of options.publicHosts) names.add(name.toLowerCase());
    const shown = options.host.includes(":") ? `[${options.host}]` : options.host;
    return { url: `http://${shown}:${port}/`, close: () => close(server, service) };
  } catch (error) {
    await service.store.close();
    throw error;
  }
}

async function close(server: Server, { jobs, thread, store }: Service): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  await Promise.all([jobs.close(CLOSE_MS), thread.close()]);
  // What is still connected waits for nothing any more.
  server.closeAllConnections();
  await closed;
  await store.close();
}
