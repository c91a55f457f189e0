/** Runs the command line: as its users do, in a process of its own, or here, which is far quicker. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../src/cli/run.ts";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const SEEDS = join(ROOT, "seeds/macronleaks");
const MAIN = join(ROOT, "src/cli/main.ts");

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** `headwater <args>` as a process; never throws on a non-zero exit. */
export function headwaterProcess(
  args: readonly string[],
  cwd: string = ROOT,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [MAIN, ...args],
      {
        cwd,
        maxBuffer: 1 << 28,
        env: { ...process.env, NO_COLOR: "1", ...env },
      },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
    child.stdin?.end();
  });
}

/** What is written to a stream until it is asked for. */
function caught(stream: NodeJS.WriteStream): () => string {
  const { write } = stream;
  const texts: string[] = [];
  stream.write = (text: string | Uint8Array) => {
    texts.push(typeof text === "string" ? text : new TextDecoder().decode(text));
    return true;
  };
  return () => {
    stream.write = write;
    return texts.join("");
  };
}

async function runHere(args: readonly string[]): Promise<Ran> {
  const { exitCode } = process;
  process.exitCode = undefined;
  const [out, err] = [caught(process.stdout), caught(process.stderr)];
  const ended = await run(args).then(
    () => Number(process.exitCode ?? 0),
    (error: unknown) => Promise.reject(new Error(`${out()}${err()}`, { cause: error })),
  );
  const ran = { code: ended, out: out(), err: err() };
  process.exitCode = exitCode;
  return ran;
}

let before: Promise<unknown> = Promise.resolve();

/**
 * What the process does of `headwater <args>`, done in this one: what it writes, how it ends. What is
 * of the process itself (environment, standard input, signals) is for `headwaterProcess`.
 */
export function headwater(args: readonly string[]): Promise<Ran> {
  // The streams are this process's: one after the other.
  const ran = before.then(() => runHere(args));
  before = ran.catch(() => undefined);
  return ran;
}

export const makeFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "headwater-test-"));
export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true });
