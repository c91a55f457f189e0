/** Changes that the page asks the server for: each is answered with the job that does it. */
import { type Job, jobSchema } from "../../model/job.ts";
import { put } from "../jobs/board.ts";
import { type Outcome, outcomeOf, UNREACHABLE } from "./api.ts";

async function sent(method: "POST" | "DELETE", path: string, body: unknown): Promise<Outcome<Job>> {
  const given =
    body === undefined
      ? {}
      : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  try {
    const response = await fetch(path, { method, ...given });
    return outcomeOf(jobSchema, response.status, await response.text());
  } catch {
    return UNREACHABLE;
  }
}

/** The job is on the board from now on. */
export async function change(path: string, body: unknown): Promise<Outcome<Job>> {
  const outcome = await sent("POST", path, body);
  if (outcome.state === "answered") put(outcome.answer);
  return outcome;
}

export async function cancelJob(id: string): Promise<void> {
  const outcome = await sent("DELETE", `/api/jobs/${encodeURIComponent(id)}`, undefined);
  if (outcome.state === "answered") put(outcome.answer);
}
