/** Jobs: their state, their progress as it happens, and an end before the end. */
import { z } from "zod";
import { type Job, jobSchema, jobsAnswerSchema } from "../../model/job.ts";
import { clientOf } from "../client.ts";
import { tellEvents } from "../events.ts";
import * as parameter from "../parameters.ts";
import { ApiError } from "../problems.ts";
import { json, NOTHING, type Route, route } from "../route.ts";

const TAG = { tag: "jobs" } as const;

function get(job: Job | undefined): Job {
  if (job) return job;
  throw new ApiError("no-job", "there is no such job, or it ended long ago", { where: "id" });
}

const list = route({
  ...TAG,
  ...NOTHING,
  method: "get",
  path: "/api/jobs",
  id: "listJobs",
  summary: "Jobs that wait, run, or ended lately; the latest first",
  answers: { 200: { description: "Jobs, perhaps none", schema: jobsAnswerSchema } },
  async handle(_, { jobs }) {
    return json({ kind: "jobs", jobs: jobs.list() });
  },
});

const show = route({
  ...TAG,
  ...NOTHING,
  method: "get",
  path: "/api/jobs/{id}",
  id: "showJob",
  summary: "How far is it, and what came of it?",
  params: parameter.byJob,
  answers: { 200: { description: "The job as it is now", schema: jobSchema } },
  problems: ["no-job"],
  async handle({ params: { id } }, { jobs }) {
    return json(get(jobs.find(id)));
  },
});

const eventSchema = z.object({
  id: z.string(),
  event: z.enum(["progress", "end"]),
  data: z.string().meta({
    description: "the job, as JSON",
    override: { contentMediaType: "application/json" },
  }),
});

const events = route({
  ...TAG,
  ...NOTHING,
  method: "get",
  path: "/api/jobs/{id}/events",
  id: "watchJob",
  summary: "The job's progress as server-sent events",
  description:
    "`progress` and, last, `end`: each holds the whole job. Who comes again, with or without Last-Event-ID, is told the present state first.",
  params: parameter.byJob,
  answers: {
    200: { description: "Each event", type: "text/event-stream", schema: eventSchema },
  },
  problems: ["no-job", "busy"],
  async handle({ params: { id } }, { jobs, streams }) {
    const job = get(jobs.find(id));
    return {
      async send(request, response) {
        const close = streams.open(clientOf(request));
        try {
          response.set({ "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
          if (request.method === "HEAD") response.end();
          else await tellEvents(jobs, job, response);
        } finally {
          close();
        }
      },
    };
  },
});

const cancel = route({
  ...TAG,
  ...NOTHING,
  method: "delete",
  path: "/api/jobs/{id}",
  id: "cancelJob",
  summary: "Cancels the job: nothing stays of one that is `cancelled`",
  description:
    "A job that runs is `cancelling` until it has ended. What can no longer be cancelled, as a retract or purge that has begun, ends `done` or `failed`; a job that ended stays as it is.",
  params: parameter.byJob,
  answers: { 200: { description: "The job as it is now", schema: jobSchema } },
  problems: ["no-job"],
  async handle({ params: { id } }, { jobs }) {
    return json(get(await jobs.cancel(id)));
  },
});

export const jobRoutes: readonly Route[] = [list, show, events, cancel];
