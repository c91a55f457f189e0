/** What an answer over HTTP says when it is no answer: RFC 9457 problem details. */
import { z } from "zod";

export const problemSchema = z.object({
  /** Names the kind of problem; leads to its description. */
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  /** Path of the request. */
  instance: z.string(),
  /** The last part of the type. */
  code: z.string(),
  /** File, record, parameter or selector that the problem is about. */
  where: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;
