/** No query goes through all nodes, or all edges of a kind, where an index could serve. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import neo4j, { type Driver } from "neo4j-driver";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeNeo4j, neo4jServer } from "../neo4j/connection.ts";
import { driverOf, openFresh } from "../neo4j/fresh-store.ts";
import { importFile } from "./check.ts";
import { KILL_FILES } from "./kill-files.ts";
import { edge, file, key, PASTE, published, says, tweet } from "./made-evidence.ts";

const MANY = file(
  99,
  ...Array.from({ length: 4_000 }, (_, n) =>
    says([published(tweet(n), n), edge("LINKS_TO", tweet(n), n % 7 === 0 ? PASTE : tweet(n - 1))], {
      subject: key(tweet(n)),
    }),
  ),
);

const FOLDER = fileURLToPath(new URL("../../cypher/queries/", import.meta.url));

/** What each asks for is all there is of a label that has few nodes, or that lists what is asked for. */
const WHOLE: Readonly<Record<string, string>> = {
  "store/find-anything": "AllNodesScan",
  "store/read-schema": "NodeByLabelScan",
  "evidence/list-evidence": "NodeByLabelScan",
  "evidence/list-files": "NodeByLabelScan",
  "evidence/list-journal": "NodeByLabelScan",
  "store/mark-unchained": "NodeByLabelScan",
  "claims/list-leads": "NodeByLabelScan",
  "claims/list-stated": "DynamicLabelNodeLookup",
};
const SCAN = /AllNodesScan|LabelScan|TypeScan|RelationshipsScan|IndexScan|DynamicLabel/;

const NUMBERS = ["version", "visible", "limit", "first", "end", "number", "earliest", "latest"];
const LISTS = [
  "keys",
  "edges",
  "things",
  "claims",
  "numbers",
  "except",
  "phrases",
  "dropped",
  "atGiver",
  "addresses",
];
const TEXT_AFTER = ["things/list-things", "edges/list-flow-edges", "edges/list-flow-columns"];

/** A value of the right kind for each: the planner looks at the kinds. */
function parametersOf(name: string, text: string): Record<string, unknown> {
  const after = TEXT_AFTER.includes(name) ? "a" : neo4j.int(1);
  const value = (parameter: string): unknown => {
    if (parameter === "after") return after;
    if (parameter === "label") return "Join";
    if (NUMBERS.includes(parameter)) return neo4j.int(1);
    return LISTS.includes(parameter) ? [] : null;
  };
  const names = [...text.matchAll(/\$(\w+)/g)].flatMap(([, parameter]) => parameter ?? []);
  return Object.fromEntries(names.map((parameter) => [parameter, value(parameter)]));
}

interface Plan {
  operatorType: string;
  arguments: Readonly<Record<string, unknown>>;
  children: readonly Plan[];
}
const steps = (plan: Plan): Plan[] => [plan, ...plan.children.flatMap(steps)];
const operatorOf = (step: Plan): string => step.operatorType.replace(/@.*$/, "");

const seeksEdges = (step: Plan): boolean => /RelationshipIndex/.test(step.operatorType);
/** A seek of edges that reads their ends too, which stops at an edge that is deleted meanwhile. */
const readsEnds = (step: Plan): boolean =>
  seeksEdges(step) && !/\(\)-\[.*\]->\(\)/.test(String(step.arguments["Details"]));
/** While an index is still counted as empty an OR is planned as two seeks, told apart by their ends. */
const mayBeTwoSeeks = (text: string): boolean => /\bOR\b/.test(text.replaceAll(/^\/\/.*$/gm, ""));
/** Run by the writer, and nobody else deletes meanwhile. */
const WRITERS = /^(undo|sweep)\//;

const textOf = (name: string): Promise<string> => readFile(join(FOLDER, `${name}.cypher`), "utf8");

async function queryNames(): Promise<string[]> {
  const files = await readdir(FOLDER, { recursive: true });
  return files.flatMap((file) => (/^(.+)\.cypher$/.exec(file) ?? []).slice(1)).sort();
}

describeNeo4j("the queries", () => {
  let driver: Driver;
  beforeAll(async () => {
    const { store } = await openFresh(neo4jServer());
    for (const one of KILL_FILES) await importFile(store, one);
    await importFile(store, MANY);
    await store.close();
    driver = driverOf(neo4jServer());
    // What is planned with is counted in the background, some time after an import.
    await driver.executeQuery("CALL db.prepareForReplanning()");
  });
  afterAll(() => driver.close());

  it("say what they are for, and give no whole nodes or paths", async () => {
    for (const name of await queryNames()) {
      const text = await textOf(name);
      expect(text, name).toMatch(/^\/\/ Purpose: .+\./);
      expect(text, name).toMatch(/^\/\/ Returns: .+\./m);
      const parameters = new Set([...text.matchAll(/\$(\w+)/g)].map(([, parameter]) => parameter));
      for (const parameter of parameters) {
        expect(text, name).toMatch(new RegExp(`^// Parameters: .*\\b${parameter}\\b`, "m"));
      }
    }
  });

  const stepsOf = async (name: string): Promise<Plan[]> => {
    const text = await textOf(name);
    const { summary } = await driver.executeQuery(`EXPLAIN ${text}`, parametersOf(name, text));
    if (summary.plan === false) throw new Error(`${name} has no plan`);
    return steps(summary.plan);
  };

  it("give all edges, although some are deleted meanwhile", async () => {
    const stopping: string[] = [];
    for (const name of await queryNames()) {
      if (WRITERS.test(name)) continue;
      const found = await stepsOf(name);
      if (found.some(readsEnds)) stopping.push(name);
      if (found.some(seeksEdges) && mayBeTwoSeeks(await textOf(name))) stopping.push(name);
    }
    expect(stopping).toEqual([]);
  });

  it("use indexes", async () => {
    const scans: string[] = [];
    for (const name of await queryNames()) {
      const found = (await stepsOf(name)).map(operatorOf).filter((operator) => SCAN.test(operator));
      for (const operator of found)
        if (operator !== WHOLE[name]) scans.push(`${name}: ${operator}`);
    }
    expect(scans).toEqual([]);
  });
});
