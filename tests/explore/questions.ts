/** The questions of `cypher/explore/`, as a person would ask them. */
import { readdirSync, readFileSync } from "node:fs";
import neo4j, { type Session } from "neo4j-driver";
import { z } from "zod";

export const EXPLORE = new URL("../../cypher/explore/", import.meta.url);

export interface Question {
  /** Of its file, without the ending. */
  name: string;
  /** First line, by which the Browser calls a favourite. */
  title: string;
  /** The map that its `:params` line sets, as written. */
  parameters: string;
  text: string;
}

function readQuestion(file: string): Question {
  const text = readFileSync(new URL(file, EXPLORE), "utf8");
  return {
    name: file.replace(/\.cypher$/, ""),
    title: /^\/\/ (.+)$/m.exec(text)?.[1] ?? "",
    parameters: /^\/\/ {3}:params (\{.*\})$/m.exec(text)?.[1] ?? "",
    text,
  };
}

export const QUESTIONS: readonly Question[] = readdirSync(EXPLORE)
  .filter((file) => file.endsWith(".cypher"))
  .sort()
  .map(readQuestion);

export function questionNamed(name: string): Question {
  const found = QUESTIONS.find((question) => question.name === name);
  if (found === undefined) throw new Error(`no question is called ${name}`);
  return found;
}

const nameSchema = z.object({ key: z.string().optional(), number: z.number().optional() });
const relationSchema = z.object({ relation: z.string().optional() });
const nameOf = (properties: unknown): string => {
  const { key, number } = nameSchema.parse(properties);
  return key ?? String(number);
};

/** Things by key, claims by number, edges as `TYPE` or `FLOWS_TO (RELATION)`, paths as lists of their things. */
function plain(value: unknown): unknown {
  if (neo4j.isNode(value)) return nameOf(value.properties);
  if (neo4j.isRelationship(value)) {
    const { relation } = relationSchema.parse(value.properties);
    return relation === undefined ? value.type : `${value.type} (${relation})`;
  }
  if (neo4j.isPath(value)) {
    const things = value.segments.map(({ end }) => nameOf(end.properties));
    return [nameOf(value.start.properties), ...things];
  }
  return value;
}

export type Row = Record<string, unknown>;

const mapSchema = z.record(z.string(), z.string());

/** Asks with the parameters that the question gives, or others in their place. */
export async function ask(
  session: Session,
  { text, parameters }: Question,
  others: Record<string, string> = {},
): Promise<Row[]> {
  const given = await session.run(`RETURN ${parameters} AS parameters`);
  const own = mapSchema.parse(given.records[0]?.get("parameters"));
  const { records } = await session.run(text, { ...own, ...others });
  return records.map((record) => {
    const row: Row = {};
    for (const key of record.keys) row[String(key)] = plain(record.get(key));
    return row;
  });
}
