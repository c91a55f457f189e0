/** The only reader of the environment. */
import { z } from "zod";

const environmentSchema = z.object({
  /** Where the store is: a file path. */
  HEADWATER_STORE: z.string().optional(),
  NO_COLOR: z.string().optional(),
});

const environment = environmentSchema.parse(process.env);

export const DEFAULT_STORE = environment.HEADWATER_STORE || "./headwater.db";
/** https://no-color.org: set and not empty means no colour. */
export const noColor = (environment.NO_COLOR ?? "") !== "";
