/** Which fields of a CSV, NDJSON or JSON file of no known format are what: written by an investigator. */
import { z } from "zod";
import { itemTypeSchema } from "./item.ts";
import { platformIdSchema } from "./platform.ts";
import { zoneSchema } from "./time.ts";

/** A column by its name in the header, or a member by its path (`user.id`, `links.url`; an array gives each of its elements). */
const field = z.string().min(1);

const timeFieldSchema = z.strictObject({
  field,
  /** How the field writes it. Days and months in figures alone are ambiguous until this says which comes first. */
  format: z.enum([
    "iso",
    "epoch-seconds",
    "epoch-milliseconds",
    "day-first",
    "month-first",
    "month-named",
  ]),
  /** For times that write none. */
  zone: zoneSchema.optional(),
  /** What stands behind a time for its zone, such as `EST`, each with that zone's offset. */
  abbreviations: z.record(z.string().regex(/^[A-Z]{2,5}$/), z.string().min(1)).optional(),
});
export type TimeField = z.infer<typeof timeFieldSchema>;

/** A field that holds a key or URL, or one that becomes one behind the prefix: `twitter:status/`. */
const keyFieldSchema = z.strictObject({ field, prefix: z.string().optional() });
export type KeyField = z.infer<typeof keyFieldSchema>;

/** Relations that a record writes about its own item, named as in the model. */
const relationFieldSchema = keyFieldSchema.extend({
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
  /** Between several values in one field. */
  separator: z.string().min(1).optional(),
});
export type RelationField = z.infer<typeof relationFieldSchema>;

export const mappingSchema = z.strictObject({
  /** Path in the one top-level object to the array of the records: `items`, `data.items`, `chats.*.messages`. */
  records: z.string().min(1).optional(),
  delimiter: z.enum([",", ";", "\t", "|"]).optional(),
  platform: platformIdSchema.optional(),
  /** What the items are, where their keys do not say it. */
  type: itemTypeSchema.optional(),
  /** What the records say is set by the platform, or said by somebody. */
  basis: z.enum(["recorded", "reported"]),
  /** Who says it, where it is reported. */
  source: z.string().min(1).optional(),
  /** What the record is about. */
  item: keyFieldSchema,
  /** By its immutable id where that is known, with a field of its handle; else by its handle. */
  account: keyFieldSchema
    .extend({ name: field.optional(), handle: keyFieldSchema.optional() })
    .optional(),
  published: timeFieldSchema.optional(),
  edited: timeFieldSchema.optional(),
  /** When whoever collected it saw the item so. */
  captured: timeFieldSchema.optional(),
  title: field.optional(),
  text: field.optional(),
  relations: z.array(relationFieldSchema).default([]),
  /** Words that stand for nothing wherever they are all that a field holds: `N/A`, `None`, `0`. */
  empty: z.array(z.string().min(1)).default([]),
  /** Fields left out, each with the reason. */
  ignored: z.record(z.string(), z.string().min(1)).default({}),
});
export type Mapping = z.infer<typeof mappingSchema>;
