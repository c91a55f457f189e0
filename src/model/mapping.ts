/** Which fields of a CSV, NDJSON or JSON file of no known format are what: written by an investigator. */
import { z } from "zod";
import { platformIdSchema } from "./platform.ts";
import { zoneSchema } from "./time.ts";

/** A column by its name in the header, or a member by its path (`user.id`, `links.url`; an array gives each of its elements). */
const field = z.string().min(1);

const timeFieldSchema = z.strictObject({
  field,
  /** How the field writes it. Days and months in figures alone are ambiguous until this says which comes first. */
  format: z.enum(["iso", "epoch-seconds", "epoch-milliseconds", "day-first", "month-first"]),
  /** For times that write none. */
  zone: zoneSchema.optional(),
});

/** Relations that a record writes about its own item, named as in the model. */
const relationFieldSchema = z.strictObject({
  relation: z.enum([
    "LINKS_TO",
    "QUOTES",
    "REPLIES_TO",
    "RESHARED_BY",
    "COPY_OF",
    "PART_OF",
    "MENTIONS",
    "TAGGED",
  ]),
  field,
  /** Put before the field's value to make a key or URL: `twitter:status/`. */
  prefix: z.string().optional(),
});

export const mappingSchema = z.strictObject({
  /** The property of the one top-level object whose elements are the records. */
  records: z.string().min(1).optional(),
  delimiter: z.enum([",", ";", "\t", "|"]).optional(),
  platform: platformIdSchema.optional(),
  /** What the records say is set by the platform, or said by somebody. */
  basis: z.enum(["recorded", "reported"]),
  /** What the record is about: a field that holds a URL or key, or one that becomes one with a prefix. */
  item: z.strictObject({ field, prefix: z.string().optional() }),
  account: z
    .strictObject({ field, prefix: z.string().optional(), name: field.optional() })
    .optional(),
  published: timeFieldSchema.optional(),
  edited: timeFieldSchema.optional(),
  title: field.optional(),
  text: field.optional(),
  relations: z.array(relationFieldSchema).default([]),
  /** Fields left out, each with the reason. */
  ignored: z.record(z.string(), z.string().min(1)).default({}),
});
export type Mapping = z.infer<typeof mappingSchema>;
