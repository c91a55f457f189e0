/** Sends the bytes of one file, telling how far it is: `fetch` would not. */
import { type Job, jobSchema } from "../../model/job.ts";
import { address, type Fields } from "../site/address.ts";
import { type Outcome, outcomeOf, UNREACHABLE } from "../site/api.ts";

export function upload(
  bytes: Blob,
  fields: Fields,
  signal: AbortSignal,
  onSent: (bytes: number) => void = () => undefined,
): Promise<Outcome<Job>> {
  const { promise, resolve } = Promise.withResolvers<Outcome<Job>>();
  const request = new XMLHttpRequest();
  request.open("POST", address("/api/evidence", fields));
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", ({ loaded }) => onSent(loaded));
  request.addEventListener("load", () =>
    resolve(outcomeOf(jobSchema, request.status, request.responseText)),
  );
  request.addEventListener("error", () => resolve(UNREACHABLE));
  request.addEventListener("abort", () => resolve(UNREACHABLE));
  signal.addEventListener("abort", () => request.abort(), { once: true });
  request.send(bytes);
  return promise;
}

/** Sends evidence that is kept here once more, to be read otherwise than before. */
export async function uploadKept(from: string, fields: Fields): Promise<Outcome<Job>> {
  try {
    const response = await fetch(from);
    if (!response.ok) return outcomeOf(jobSchema, response.status, await response.text());
    return await upload(await response.blob(), fields, new AbortController().signal);
  } catch {
    return UNREACHABLE;
  }
}
