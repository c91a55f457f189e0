/**
 * What the Cypher of `cypher/explore/` finds, against the engine on the same store. Cypher follows
 * stored times along one path; the engine also narrows times by every order fact. So
 * - whatever the engine says is reached, Cypher finds (in its cap of hops);
 * - the other way round where no order fact narrows a time that the questions read;
 * - what Cypher calls certain, the engine does too, unless order facts contradict times: those
 *   facts do not count in the engine, and Cypher cannot know.
 */
import type { Driver, Session } from "neo4j-driver";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { TemporalGraph } from "../../src/graph/temporal-graph.ts";
import type { View } from "../../src/graph/view.ts";
import type { Claim } from "../../src/model/claim.ts";
import type { Store } from "../../src/store/contract.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { traceQuestionSchema } from "../../src/trace/question.ts";
import { settleQuestion, solve } from "../../src/trace/solve.ts";
import { describeNeo4j, neo4jServer } from "../neo4j/connection.ts";
import { driverOf, openFresh } from "../neo4j/fresh-store.ts";
import { importFile } from "../store/check.ts";
import { hashOf } from "../store/generated-evidence.ts";
import { ask as askEngine, askFirst, edge, thing } from "../trace/ask.ts";
import { loadCase } from "./case.ts";
import { type DrawnGraph, drawnGraphs } from "./drawn.ts";
import { ask, questionNamed } from "./questions.ts";

const GRAPHS = 60;

interface Pair {
  from: string;
  to: string;
  engine: "certain" | "possible" | "none";
  possible: boolean;
  certain: boolean;
}

describeNeo4j("the questions of cypher/explore and the engine", () => {
  let driver: Driver;
  let session: Session;

  beforeAll(() => {
    driver = driverOf(neo4jServer());
    session = driver.session();
  });
  afterAll(async () => {
    await session?.close();
    await driver?.close();
  });

  async function pairsOf(loaded: Loaded, keys: readonly string[]): Promise<Pair[]> {
    const pairs: Pair[] = [];
    for (const from of keys) {
      for (const to of keys) {
        if (from === to) continue;
        const question = traceQuestionSchema.parse({ from, to });
        const { order } = await solve(loaded, await settleQuestion(loaded, question));
        const found = async (name: string) =>
          (await ask(session, questionNamed(name), { from, to })).length > 0;
        pairs.push({
          ...{ from, to, engine: order },
          possible: await found("how-did-it-reach"),
          certain: await found("how-did-it-surely-reach"),
        });
      }
    }
    return pairs;
  }

  it("agree on every pair of items of the case", async () => {
    const { store, close } = await loadCase(neo4jServer());
    try {
      const loaded = await Loaded.from(store);
      const { nodes } = await loaded.view("reported");
      const keys = nodes.flatMap(({ account, key }) =>
        account || key.startsWith("tag:") ? [] : [key],
      );
      const pairs = await pairsOf(loaded, keys);
      expect(pairs.length).toBeGreaterThan(300);
      for (const pair of pairs) {
        expect(pair).toMatchObject({
          possible: pair.engine !== "none",
          certain: pair.engine === "certain",
        });
      }
      expect(pairs.filter(({ engine }) => engine !== "none").length).toBeGreaterThan(10);
      await agreeOnAccounts(loaded);
      await agreeOnFirst(loaded);
    } finally {
      await close();
    }
  });

  async function agreeOnAccounts(loaded: Loaded): Promise<void> {
    for (const to of ["twitter:@wikileaks", "twitter:@jackposobiec", "twitter:@basedmonitored"]) {
      const asked = { from: "case:macronleaks/emleaks", to };
      const { order, paths } = await askEngine(loaded, asked);
      const rows = await ask(session, questionNamed("how-did-it-reach"), asked);
      expect(rows.length > 0).toBe(order !== "none");
      const [best] = paths;
      if (best) expect(rows[0]?.["path"]).toHaveLength(best.hops.length + 1);
    }
  }

  /** Who stands first by the engine may stand first by Cypher, which knows no order facts. */
  async function agreeOnFirst(loaded: Loaded): Promise<void> {
    const tagged = await askFirst(loaded, ["tag:macronleaks"]);
    const carriers = await ask(session, questionNamed("tag-first-carriers"));
    const mayBe = carriers.filter((row) => row["mayBeFirst"]).map((row) => row["key"]);
    for (const { item } of tagged.first) expect(mayBe).toContain(item.key);
    expect(tagged.first.length).toBeGreaterThan(0);

    const rows = await ask(session, questionNamed("first-per-platform"));
    const reached = [
      "case:macronleaks/emleaks",
      "case:macronleaks/pol-op",
      "case:macronleaks/pol-thread",
      "twitter:status/860567142965575681",
      "twitter:status/860577607670276096",
    ];
    const { perPlatform } = await askFirst(loaded, reached);
    expect(perPlatform.map(({ platform }) => platform).sort()).toEqual(
      [...new Set(rows.map((row) => row["platform"]))].sort(),
    );
    for (const { platform, first } of perPlatform) {
      const named = rows.filter((row) => row["platform"] === platform).map((row) => row["key"]);
      for (const { item } of first) expect(named).toContain(item.key);
    }
  }

  /** What order facts did to one of many graphs. */
  function factsIn(view: View, graph: TemporalGraph, { keys }: DrawnGraph) {
    const own = new Set(keys.map((key) => view.nodes.findIndex((node) => node.key === key)));
    const events = new Set(own);
    graph.giver.forEach((giver, edge) => {
      if (own.has(giver)) events.add(graph.event[edge] ?? -1);
    });
    const isMoved = (event: number): boolean =>
      graph.lowCause.event[event] !== -1 || graph.highCause.event[event] !== -1;
    return {
      narrowed: [...events].some(isMoved),
      conflict: graph.conflicts.some(({ lowEvent }) => events.has(lowEvent)),
    };
  }

  async function loadDrawn(store: Store, graphs: readonly DrawnGraph[]): Promise<Loaded> {
    await importFile(store, {
      hash: hashOf(1),
      claims: graphs.flatMap(({ claims }) => [...claims]),
    });
    return Loaded.from(store);
  }

  it(`agree on ${GRAPHS} drawn graphs as far as order facts let them`, async () => {
    const { store } = await openFresh(neo4jServer());
    const graphs = drawnGraphs(GRAPHS, 20_170_505);
    const seen = { possible: 0, certain: 0, none: 0, plain: 0, stricter: 0, onlyIgnoringTime: 0 };
    try {
      const loaded = await loadDrawn(store, graphs);
      const view = await loaded.view("reported");
      for (const drawn of graphs) {
        const { narrowed, conflict } = factsIn(view, loaded.graph(view), drawn);
        for (const pair of await pairsOf(loaded, drawn.keys)) {
          const { engine, possible, certain, from, to } = pair;
          seen[engine] += 1;
          if (engine !== "none") expect(pair).toMatchObject({ possible: true });
          if (certain) expect(pair).toMatchObject({ possible: true });
          if (certain && !conflict) expect(pair).toMatchObject({ engine: "certain" });
          if (engine === "none" && possible) seen.stricter += 1;
          if (!narrowed && !conflict) {
            seen.plain += 1;
            expect(pair).toMatchObject({
              possible: engine !== "none",
              certain: engine === "certain",
            });
          }
          if (possible) continue;
          const ways = await ask(session, questionNamed("with-and-without-time"), { from, to });
          for (const way of ways) expect(way["inTime"]).toBeNull();
          seen.onlyIgnoringTime += ways.length;
        }
      }
    } finally {
      await store.close();
    }
    // Each case was met, the one in which the engine is stricter too.
    expect(seen.certain).toBeGreaterThan(50);
    expect(seen.possible).toBeGreaterThan(50);
    expect(seen.none).toBeGreaterThan(100);
    expect(seen.plain).toBeGreaterThan(150);
    expect(seen.onlyIgnoringTime).toBeGreaterThan(10);
    expect(seen.stricter).toBeGreaterThan(0);
  });

  async function solved(claims: readonly Claim[], from: string, to: string) {
    const { store } = await openFresh(neo4jServer());
    try {
      const loaded = await loadDrawn(store, [{ keys: [from, to], claims }]);
      const { order } = await askEngine(loaded, { from, to });
      const rows = await ask(session, questionNamed("how-did-it-reach"), { from, to });
      const both = await ask(session, questionNamed("with-and-without-time"), { from, to });
      return { order, paths: rows.map((row) => row["path"]), both };
    } finally {
      await store.close();
    }
  }

  it("agree that a source gives nothing before it is there", async () => {
    const [source, target] = ["4chan:b/1", "4chan:b/2"];
    const claims = [
      thing(source, [5, 6]),
      thing(target, [1, 2]),
      edge(source, "MATCHES", target, { basis: "reported" }),
    ];
    expect(await solved(claims, source, target)).toEqual({
      order: "none",
      paths: [],
      both: [{ from: source, to: target, ignoringTime: [source, target], inTime: null }],
    });
  });

  it("differ where something beside the path says when: the engine refuses what Cypher finds", async () => {
    const [source, target] = ["4chan:b/1", "4chan:b/2"];
    const page = "web:https://b.example/p";
    const claims = [
      thing(source, 6),
      thing(page),
      thing(target),
      edge(page, "LINKS_TO", source),
      edge(target, "LINKS_TO", page),
      // So the target was there before the source.
      thing("4chan:b/3", 4),
      edge("4chan:b/3", "QUOTES", target),
    ];
    const { order, paths } = await solved(claims, source, target);
    expect({ order, paths }).toEqual({ order: "none", paths: [[source, page, target]] });
  });
});
