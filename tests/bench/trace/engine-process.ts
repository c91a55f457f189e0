/** One engine in a process of its own: what it is asked, the JSON lines it prints, and its limits. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { z } from "zod";

const LOAD_LIMIT_MS = 120_000;
/** A question that takes longer did not finish. */
const QUESTION_LIMIT_MS = 60_000;

const arrivalsSchema = z.object({
  source: z.int(),
  reach: z.int(),
  sum: z.string(),
  ms: z.array(z.number()).min(1),
});
const removalsSchema = z.object({
  source: z.int(),
  removals: z.array(z.object({ removed: z.int(), reach: z.int(), sum: z.string() })),
  ms: z.array(z.number()).min(1),
});
const streamSchema = z.object({ total: z.string(), ms: z.array(z.number()).min(1) });
const loadSchema = z.object({ loadMs: z.number() });
const peakSchema = z.object({ peakMb: z.number() });
const lineSchema = z.union([arrivalsSchema, removalsSchema, streamSchema, loadSchema, peakSchema]);

export type Arrivals = z.infer<typeof arrivalsSchema>;
export type Removals = z.infer<typeof removalsSchema>;

export interface Said {
  loadMs: number | undefined;
  peakMb: number | undefined;
  arrivals: Arrivals[];
  removals: Removals[];
  /** Times of reading both columns. */
  stream: number[];
  /** Why it ended early: a limit, or the end of what it wrote to stderr. */
  ended: string | undefined;
  /** It was ended while it worked on a question. */
  unfinished: boolean;
}

export interface Command {
  program: string;
  args: readonly string[];
  /** Folder of what the set-up installed. */
  work: string;
}

/** Never throws for a program that fails: that is a result. */
export function runProcess({ program, args, work }: Command): Promise<Said> {
  const said: Said = {
    ...{ loadMs: undefined, peakMb: undefined, ended: undefined },
    ...{ arrivals: [], removals: [], stream: [], unfinished: false },
  };
  const child = spawn(program, args, {
    env: { ...process.env, HEADWATER_BENCH: work },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaint = "";
  let limit: NodeJS.Timeout | undefined;
  const within = (ms: number, what: string): void => {
    clearTimeout(limit);
    limit = setTimeout(() => {
      said.ended = `${what} ${ms / 1_000} s`;
      said.unfinished = said.loadMs !== undefined;
      child.kill("SIGKILL");
    }, ms);
  };
  within(LOAD_LIMIT_MS, "did not load in");
  child.stderr.on("data", (some) => {
    complaint = `${complaint}${some}`.slice(-2_000);
  });
  createInterface({ input: child.stdout }).on("line", (text) => {
    within(QUESTION_LIMIT_MS, "did not finish in");
    take(said, lineSchema.parse(JSON.parse(text)));
  });
  return new Promise((done) => {
    child.once("error", (error) => {
      said.ended = error.message;
    });
    child.once("close", (code, signal) => {
      clearTimeout(limit);
      if (code !== 0) said.ended ??= complaint.trim().split("\n").at(-1) || `ended by ${signal}`;
      done(said);
    });
  });
}

function take(said: Said, line: z.infer<typeof lineSchema>): void {
  if ("loadMs" in line) said.loadMs = line.loadMs;
  else if ("peakMb" in line) said.peakMb = line.peakMb;
  else if ("total" in line) said.stream = line.ms;
  else if ("removals" in line) said.removals.push(line);
  else said.arrivals.push(line);
}
