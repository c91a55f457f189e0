/** What the log holds: never a key, a query, a header or a body, for they may hold what people said. */
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";

const FRAME = /^\s*at .*:\d+:\d+\)?$/;
const KIND = /^(?:Error: )*(\w*Error)\b/;

/** An error by its kind and the places that it came through; its message may quote evidence. */
function placesOf(error: unknown): { kind: string; at: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, at: [] };
  const lines = (error.stack ?? "").split("\n");
  const kind = KIND.exec(error.message)?.[1] ?? error.name;
  const at = lines.filter((line) => FRAME.test(line)).map((line) => line.trim());
  return error.cause === undefined
    ? { kind, at }
    : { kind, at: [...at, "caused by", ...placesOf(error.cause).at] };
}

/** Notes faults of our own that no answer tells of. */
export const faultsTo =
  (logger: Logger) =>
  (error: unknown): void =>
    logger.error({ fault: placesOf(error) }, "a fault of our own");

/** Notes each request when it is answered. */
export const requestsTo = (logger: Logger) =>
  pinoHttp({
    logger,
    quietReqLogger: true,
    serializers: {
      req: ({ method }: { method: string }) => ({ method }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
    customLogLevel: (_request, response, error) => {
      if (error !== undefined || response.err !== undefined) return "error";
      return response.statusCode >= 500 ? (response.statusCode === 500 ? "error" : "warn") : "info";
    },
    customErrorObject: (_request, response, error, { err: _, ...told }) =>
      error === response.err || response.statusCode === 500
        ? { ...told, fault: placesOf(error) }
        : told,
    customErrorMessage: () => "request not answered",
    customProps: (_request, response) => ({
      route: "locals" in response ? Object(response.locals)["route"] : undefined,
    }),
  });
