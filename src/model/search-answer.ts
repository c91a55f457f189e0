/** What words, or the beginning of a selector, stand for. */
import { z } from "zod";
import { keySchema } from "./key.ts";

export const searchAnswerSchema = z.object({
  kind: z.literal("search"),
  words: z.string(),
  hits: z.array(z.object({ key: keySchema, excerpt: z.string() })),
  software: z.string(),
});
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;

export const completionsAnswerSchema = z.object({
  kind: z.literal("completions"),
  typed: z.string(),
  completions: z.array(
    z.object({
      selector: z.string(),
      kind: z.enum(["item", "account", "platform", "group", "tag"]),
      /** Title, name or words of it, or how many items it holds. */
      says: z.string(),
    }),
  ),
  software: z.string(),
});
export type CompletionsAnswer = z.infer<typeof completionsAnswerSchema>;
export type Completion = CompletionsAnswer["completions"][number];
