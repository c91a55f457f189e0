/** What stands around a quote: read in the thread that answers questions, for a page may be large. */
import { z } from "zod";
import { contextAnswerSchema } from "../../model/report.ts";
import * as parameter from "../parameters.ts";
import { json, NOTHING, type Route, route } from "../route.ts";

const context = route({
  tag: "evidence",
  ...NOTHING,
  method: "get",
  path: "/api/evidence/{hash}/context",
  id: "quoteContext",
  summary: "What stands around a quote, as text",
  description:
    "A few lines on either side, from the bytes, which are hashed again first: of the record that holds it, read as the quote is, or around a record that is quoted whole.",
  tagged: "quotes",
  params: parameter.byHash,
  query: z.strictObject({
    claim: z.int().min(1).meta({ description: "the claim's number in the file", example: 1 }),
    at: z
      .string()
      .min(1)
      .max(2000)
      .optional()
      .meta({ description: "where within the record, as the citation has it" }),
  }),
  answers: { 200: { description: "The text, perhaps none", schema: contextAnswerSchema } },
  problems: ["not-evidence", "too-long"],
  async handle({ params: { hash }, query: { claim, at } }, { asking }) {
    return json(await asking.context(hash, claim, at));
  },
});

export const contextRoutes: readonly Route[] = [context];
