/** What jobs quote and name of evidence, so that a purge can make them forget it. */
import type { Hash } from "../model/evidence.ts";
import type { Job, JobResult } from "../model/job.ts";
import type { Order } from "./messages.ts";

/** Evidence that an order names. */
export function hashesOf(order: Order): Hash[] {
  if (order.work === "import") return order.replaces === undefined ? [] : [order.replaces];
  return "hash" in order && order.hash !== undefined ? [order.hash] : [];
}

function hashesIn(result: JobResult): (Hash | null)[] {
  switch (result.kind) {
    case "import":
      return result.files.map(({ hash }) => hash);
    case "note":
    case "amend":
      return [result.outcome.hash];
    case "retract":
    case "purge":
      return [result.hash];
    case "verify":
      return result.evidence.map(({ hash }) => hash);
  }
}

/** The job without its words, if it may hold any of the evidence; `named` is what its order named. */
export function forgetting(job: Job, named: readonly Hash[], hash: Hash): Job {
  const about = [...named, ...(job.result ? hashesIn(job.result) : [])];
  // Which bytes an import that failed was about is not known: they may be the same.
  const unknown = job.result === null && (job.work === "import" || job.work === "note");
  if (!about.includes(hash) && !unknown) return job;
  const { problem } = job;
  return {
    ...job,
    about: job.about === null || unknown ? null : hash,
    result: null,
    problem: problem && {
      type: problem.type,
      title: problem.title,
      status: problem.status,
      instance: problem.instance,
      code: problem.code,
      detail: "forgotten, as evidence that it may have quoted was purged",
    },
  };
}

/** The end of a purge, which itself names the file no more. */
export const withoutName = (result: JobResult): JobResult =>
  result.kind === "purge" ? { ...result, name: result.hash } : result;
