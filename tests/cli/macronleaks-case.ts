/** The MacronLeaks case in a store of its own, asked through the command line. */
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { importAnswerSchema } from "../../src/model/report.ts";
import { type ShowAnswer, showAnswerSchema } from "../../src/model/show-answer.ts";
import { type TraceAnswer, traceAnswerSchema } from "../../src/model/trace-answer.ts";
import { headwater, makeFolder, removeFolder, SEEDS } from "./run.ts";

export interface AskedCase {
  folder: string;
  store: string;
  trace: (...args: string[]) => Promise<{ code: number; answer: TraceAnswer }>;
  show: (selector: string) => Promise<ShowAnswer>;
}

/** Loaded once for the file. */
export function onCase(give: (asked: AskedCase) => void): void {
  let folder: string;
  beforeAll(async () => {
    folder = await makeFolder();
    const store = join(folder, "case.db");
    const { code, out, err } = await headwater(["import", SEEDS, "--store", store, "--json"]);
    expect(err).toBe("");
    const answer = importAnswerSchema.parse(JSON.parse(out));
    expect(answer.files.filter(({ status }) => status !== "imported")).toEqual([]);
    expect(code).toBe(0);
    give({
      folder,
      store,
      trace: async (...args) => {
        const told = await headwater(["trace", "--store", store, "--json", ...args]);
        expect(told.err).toBe("");
        return { code: told.code, answer: traceAnswerSchema.parse(JSON.parse(told.out)) };
      },
      show: async (selector) => {
        const told = await headwater(["show", "--store", store, "--json", selector]);
        return showAnswerSchema.parse(JSON.parse(told.out));
      },
    });
  });
  afterAll(() => removeFolder(folder));
}

export const keysOf = (path: TraceAnswer["paths"][number] | undefined): string[] =>
  path === undefined ? [] : [path.hops[0]?.from.key ?? "", ...path.hops.map((hop) => hop.to.key)];

export const MINUTE = 60_000;
/** Of the evening in which it all went. */
export const at = (clock: string): number => Date.parse(`2017-05-05T${clock}Z`);
