/** Who asks, as far as it matters for what one client may ask at once. */
import type { Request, Response } from "express";
import { ipKeyGenerator } from "express-rate-limit";
import type { Asker } from "./question-thread.ts";

/** One address, or the network of an IPv6 one, which a single machine can have all of. */
export const clientOf = (request: Request): string => ipKeyGenerator(request.ip ?? "");

export function askerOf(request: Request, response: Response): Asker {
  const gone = new AbortController();
  if (response.closed) gone.abort();
  else response.once("close", () => gone.abort());
  return { client: clientOf(request), signal: gone.signal };
}
