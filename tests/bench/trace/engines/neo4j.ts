/** Neo4j asked in Cypher: `arrivals expanded|allReduce|static <edges> <nodes> <source,...>`. */
import neo4j from "neo4j-driver";
import { z } from "zod";
import { loadMsOf, openNeo4j, stopNeo4j } from "../neo4j-set-up.ts";
import { type Arrivals, answerArrivals, readColumns, readQuestion } from "./engine.ts";

const QUERIES: Record<string, string> = {
  expanded: `
    MATCH (:At {start: $source})-[:NEXT*0..]->(x:At)
    WITH DISTINCT x
    WITH x.node AS node, min(x.at) AS first
    RETURN count(*) AS reach, sum(first) AS sum`,
  allReduce: `
    CYPHER 25
    MATCH ((:P {id: $source}) (()-[r:FLOW]->())+ (x)
      WHERE allReduce(s = {ok: true, t: 0}, e IN r | {ok: e.t >= s.t, t: e.t}, s.ok))
    WHERE x.id <> $source
    WITH x, min(r[-1].t) AS first
    RETURN 1 + count(*) AS reach, $start + coalesce(sum(first), 0) AS sum`,
  static: `
    MATCH (:P {id: $source})-[:FLOW*0..]->(x)
    WITH DISTINCT x
    RETURN count(*) AS reach, 0 AS sum`,
};
const answerSchema = z.object({ reach: z.int(), sum: z.int() });

const how = process.argv[3] ?? "";
const query = QUERIES[how];
if (query === undefined) throw new Error("give: arrivals expanded|allReduce|static ...");
const work = process.env["HEADWATER_BENCH"] ?? "";
const question = readQuestion();
const start = neo4j.int(readColumns(question.path).time[0] ?? 0);
const driver = await openNeo4j(work, question);

async function ask(source: number): Promise<Arrivals> {
  const { records } = await driver.executeQuery(
    query ?? "",
    { source: neo4j.int(source), start },
    { routing: neo4j.routing.READ },
  );
  return answerSchema.parse(records[0]?.toObject());
}

try {
  const load = async () => {
    // The first question warms the server up.
    if (how !== "allReduce") await ask(question.sources.at(-1) ?? 0);
    return ask;
  };
  await answerArrivals(question, load, loadMsOf(work, question));
} finally {
  await driver.close();
  await stopNeo4j(work, question);
}
