/** The engines of `npm run bench:trace`, and how each is set up in the work folder. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { NEO4J_VERSION } from "../../../src/store/neo4j-server/jars.ts";
import { prepareNeo4j, stopNeo4j } from "./neo4j-set-up.ts";
import type { InputSet } from "./sets.ts";

const run = promisify(execFile);
const GRAPHOLOGY = "0.26.0";

const HERE = fileURLToPath(new URL("engines/", import.meta.url));

export interface Engine {
  id: string;
  /** What it does, for the table. */
  label: string;
  /** Why its answer is no answer to the question; its times are told apart. */
  different?: string;
  /** Larger sets it is not asked: it would take hours to load them. */
  mostEdges?: number;
  /** Installs what is missing and gives its version. @throws Error that says why it cannot be had */
  install(work: string): Promise<string>;
  /** Makes what is made once for a set, such as a database. */
  prepare?(work: string, set: InputSet): Promise<void>;
  /** Ends what outlives the program. */
  after?(work: string, set: InputSet): Promise<void>;
  /** Program and first arguments; those of the question follow. */
  command(work: string, set: InputSet): { program: string; args: string[] };
}

/** What all others are held against, beside C. */
export const OURS = "headwater";

const node = (script: string, how: string[] = []) => ({
  program: process.execPath,
  args: ["--max-old-space-size=12000", join(HERE, script), "arrivals", ...how],
});
const python = (work: string, script: string) => ({
  program: join(work, "python/bin/python"),
  args: [join(HERE, script), "arrivals"],
});
const ownNode = async () => `Node ${process.versions.node}`;

async function installPython(work: string, packageName: string): Promise<string> {
  const [venv, requirements] = [join(work, "python"), join(HERE, "requirements.txt")];
  const pip = join(venv, "bin/pip");
  if (!existsSync(pip)) await run("python3", ["-m", "venv", venv]);
  await run(pip, ["install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
  const version = `import importlib.metadata as m; print(m.version("${packageName}"))`;
  const { stdout } = await run(join(venv, "bin/python"), ["-c", version]);
  return stdout.trim();
}

async function installGraphology(work: string): Promise<string> {
  const folder = join(work, "node");
  if (!existsSync(join(folder, "node_modules/graphology"))) {
    await mkdir(folder, { recursive: true });
    const quiet = ["--no-audit", "--no-fund", "--ignore-scripts"];
    await run("npm", ["install", "--prefix", folder, ...quiet, `graphology@${GRAPHOLOGY}`]);
  }
  return GRAPHOLOGY;
}

async function compile(work: string): Promise<string> {
  const program = join(work, "sweep");
  await run("cc", ["-O3", "-march=native", "-o", program, join(HERE, "c/sweep.c")]);
  const { stdout } = await run("cc", ["--version"]);
  return stdout.split("\n")[0] ?? "";
}

async function compileVectors(work: string): Promise<string> {
  const flags = await readFile("/proc/cpuinfo", "utf8").catch(() => "");
  if (!/\bavx512f\b/.test(flags)) throw new Error("the processor has no AVX-512");
  return compile(work);
}

const neo4j = (how: "expanded" | "allReduce" | "static", label: string): Engine => ({
  id: `neo4j-${how}`,
  label: `Neo4j, ${label}`,
  mostEdges: 1_000_000,
  install: async () => NEO4J_VERSION,
  prepare: prepareNeo4j,
  after: stopNeo4j,
  command: () => node("neo4j.ts", [how]),
});

export const C: Engine = {
  id: "c",
  label: "C, one pass with a bitmap (the ceiling)",
  install: compile,
  command: (work) => ({ program: join(work, "sweep"), args: ["arrivals"] }),
};

/** In the order of the table. */
export const ENGINES: readonly Engine[] = [
  C,
  {
    id: "c-avx512",
    label: "C, the same with AVX-512 where few edges reach anything",
    install: compileVectors,
    command: (work) => ({ program: join(work, "sweep"), args: ["vectors"] }),
  },
  {
    id: OURS,
    label: "Headwater",
    install: ownNode,
    command: () => node("ours.ts"),
  },
  {
    id: "plain-js",
    label: "plain JavaScript, one pass with a label array",
    install: ownNode,
    command: () => node("plain-js.ts"),
  },
  {
    id: "graphology",
    label: "graphology, temporal Dijkstra",
    install: installGraphology,
    command: () => node("graphology.ts"),
  },
  {
    id: "duckdb",
    label: "DuckDB, recursive CTE USING KEY",
    install: (work) => installPython(work, "duckdb"),
    command: (work) => python(work, "duckdb_using_key.py"),
  },
  {
    id: "networkx",
    label: "networkx, temporal Dijkstra",
    install: (work) => installPython(work, "networkx"),
    command: (work) => python(work, "networkx_dijkstra.py"),
  },
  {
    id: "raphtory",
    label: "Raphtory, temporally_reachable_nodes",
    install: (work) => installPython(work, "raphtory"),
    command: (work) => python(work, "raphtory_reach.py"),
  },
  neo4j("expanded", "breadth-first over a time-expanded copy"),
  neo4j("allReduce", "allReduce in a quantified path"),
  { ...neo4j("static", "static paths"), different: "times ignored" },
];
