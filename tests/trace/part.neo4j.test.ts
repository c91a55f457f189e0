import fc from "fast-check";
import { expect, it } from "vitest";
import { describeNeo4j, neo4jServer } from "../neo4j/connection.ts";
import { openFresh } from "../neo4j/fresh-store.ts";
import { importFile } from "../store/check.ts";
import { HASH } from "./ask.ts";
import { cases } from "./part-cases.ts";
import { compared, essence, questions, several } from "./part-compared.ts";
import { askedCases, comparedAnswers } from "./part-questions.ts";

/** Every one is an import on a server. */
const RUNS = 6;

const drawn = cases(14).chain(({ claims, keys }) =>
  several(questions(keys.slice(0, 3), keys.slice(1).reverse(), [-4, 34])).map((asked) => ({
    claims,
    asked,
  })),
);

describeNeo4j("a part of a Neo4j", () => {
  it("answers as the whole does", async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async ({ claims, asked }) => {
        const { store } = await openFresh(neo4jServer());
        try {
          await importFile(store, { hash: HASH, claims });
          for (const { wanted, got } of await compared(store, asked, () => [])) {
            expect(essence(got)).toEqual(essence(wanted));
          }
        } finally {
          await store.close();
        }
      }),
      { numRuns: RUNS, seed: 20_170_505 },
    );
  });

  it("answers every other question so", async () => {
    await fc.assert(
      fc.asyncProperty(askedCases, async ({ claims, asked }) => {
        const { store } = await openFresh(neo4jServer());
        try {
          await importFile(store, { hash: HASH, claims });
          for (const { asked: one, wanted, got } of await comparedAnswers(store, asked)) {
            expect(got, JSON.stringify(one)).toEqual(wanted);
          }
        } finally {
          await store.close();
        }
      }),
      { numRuns: RUNS, seed: 20_170_505 },
    );
  });
});
