/** What files that were chosen together lack alike, found so that it is asked once. */
import { expect, test } from "vitest";
import { EMPTY_REPORT, type ImportReport } from "../../src/model/evidence.ts";
import type { Job } from "../../src/model/job.ts";
import { lackedTogether } from "../../src/web/load/came-of.ts";

const PROBLEM = {
  ...{ type: "about:blank", title: "Bad manifest", status: 422, detail: "needs a board" },
  ...{ code: "bad-manifest", instance: "/api/jobs/a" },
};

const ended = (id: string, submitted: number, rest: Partial<Job>): Job => ({
  ...{ kind: "job", id, work: "import", about: `${id}.json`, state: "failed" },
  progress: { phase: "finishing", bytes: { done: 1, total: 1 } },
  ...{ submitted, ended: submitted, result: null, problem: PROBLEM },
  ...rest,
});

const sent = (drop: number, job: string) => ({ drop, state: "sent", job, refusal: null });

const told = (jobs: readonly Job[], queue: readonly ReturnType<typeof sent>[]) =>
  lackedTogether(jobs, queue).map(({ drop, unsaid }) => [drop, unsaid.map(({ job }) => job)]);

test("files of one choice, and of no other", () => {
  const jobs = ["a", "b", "c", "d"].map((id, i) => ended(id, 9 - i, {}));
  const queue = [...["a", "b"].map((job) => sent(1, job)), ...["c"].map((job) => sent(2, job))];
  expect(told(jobs, queue)).toEqual([[1, ["a", "b"]]]);
});

test("not what failed for another reason, nor what was loaded since", () => {
  const other = { ...PROBLEM, code: "bad-structure" };
  const loaded = ended("again", 10, {
    ...{ about: "b.json", state: "done", problem: null },
    result: {
      kind: "import",
      files: [
        {
          ...{ file: "b.json", status: "imported", hash: null, importer: "x", report: null },
          ...{ message: null, reconstruction: false, provenance: "known" },
        },
      ],
      totals: { files: 1, failedFiles: 0, seen: 0, imported: 0, skipped: 0, failed: 0 },
    },
  });
  const jobs = [loaded, ended("a", 9, {}), ended("b", 8, {}), ended("c", 7, { problem: other })];
  const queue = ["a", "b", "c"].map((job) => sent(1, job));
  expect(told(jobs, queue)).toEqual([]);
});

const NO_ZONE = { reason: "unknown", times: 3 } as const;
const ZONE = { reason: "granted", name: "UTC", times: 5 } as const;

const loadedAs = (id: string, submitted: number, zones: ImportReport["zones"]): Job =>
  ended(id, submitted, {
    ...{ state: "done", problem: null },
    result: {
      kind: "import",
      files: [
        {
          ...{ file: `${id}.json`, status: "imported", hash: hashOf(id), importer: "x" },
          ...{ report: { ...EMPTY_REPORT, zones } },
          ...{ message: null, reconstruction: false, provenance: "known" },
        },
      ],
      totals: { files: 1, failedFiles: 0, seen: 0, imported: 0, skipped: 0, failed: 0 },
    },
  });

const hashOf = (id: string) => `sha256:${id.repeat(64)}` as const;

const zonelessOf = (jobs: readonly Job[], ...of: string[]) =>
  lackedTogether(
    jobs,
    of.map((job) => sent(1, job)),
  ).flatMap(({ zoneless }) => zoneless.map(({ file, times }) => [file, times]));

test("times of no known zone, of several files", () => {
  const jobs = [
    loadedAs("c", 3, [ZONE]),
    loadedAs("b", 2, [NO_ZONE]),
    loadedAs("a", 1, [ZONE, NO_ZONE]),
  ];
  expect(zonelessOf(jobs, "a", "b", "c")).toEqual([
    ["a.json", 3],
    ["b.json", 3],
  ]);
  expect(lackedTogether(jobs, [sent(1, "a"), sent(1, "b")])[0]?.zoneless[0]?.hash).toBe(
    hashOf("a"),
  );
  expect(zonelessOf(jobs, "a", "c")).toEqual([]);
});

test("no times of which the zone was said since", () => {
  const first = ["a", "b", "c"].map((id) => loadedAs(id, 1, [NO_ZONE]));
  const again = { ...loadedAs("a", 2, [ZONE]), id: "again" };
  expect(zonelessOf([again, ...first], "a", "b", "c")).toEqual([
    ["b.json", 3],
    ["c.json", 3],
  ]);
});

test("what the server did not take at once counts too", () => {
  const refusal = { code: "bad-manifest", where: null };
  const queue = [{ drop: 1, state: "refused", job: null, refusal }, sent(1, "a")];
  expect(lackedTogether([ended("a", 1, {})], queue).at(0)?.unsaid).toHaveLength(2);
});
