/** All that is known of one thing. */
import { z } from "zod";
import {
  answered,
  itemRefSchema,
  likenessSchema,
  lookAlikeSchema,
  remarkSchema,
} from "./answer.ts";
import { basisSchema } from "./basis.ts";
import { findingSchema } from "./case-answer.ts";
import { relationSchema } from "./edge.ts";
import { hashSchema } from "./evidence.ts";
import { keySchema } from "./key.ts";
import { intervalSchema } from "./time.ts";

/** A text in stretches, each shared with the other text or its own; of long ones the middle is left out. */
const textPartsSchema = z.array(z.object({ text: z.string(), common: z.boolean() }));

/** When it came to have the text or picture: before the thing asked about, after it, or their times do not tell. */
const orderOfCopiesSchema = z.enum(["earlier", "later", "same moment", "not told by their times"]);
export type OrderOfCopies = z.infer<typeof orderOfCopiesSchema>;

/** What is told of a picture in place of showing it. */
const pictureSchema = z.object({
  /** What it looks like, as the claims say it. */
  look: z.string(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** Where its bytes are in evidence: the file, and the path in it of what it holds. */
  files: z.array(z.object({ hash: hashSchema, name: z.string(), path: z.array(z.string()) })),
});
export type ToldPicture = z.infer<typeof pictureSchema>;

/** What is like the thing asked about: how it stands to it, and what of the two is alike. */
const alikeSchema = <L extends z.ZodType, S extends z.ZodType>(likeness: L, side: S) =>
  z.object({
    item: itemRefSchema,
    order: orderOfCopiesSchema,
    likeness,
    /** Of the thing asked about, and of the other. */
    own: side,
    other: side,
    claims: z.array(z.number().int()),
  });

export const showAnswerSchema = z.object({
  kind: z.literal("show"),
  asked: z.string(),
  /** Null when no evidence names it. */
  item: itemRefSchema.nullable(),
  account: z
    .object({
      key: keySchema,
      alsoKnownAs: z.array(keySchema),
      platform: z.string().nullable(),
      names: z.array(z.string()),
      items: z.number().int(),
    })
    .nullable(),
  text: z.string().nullable(),
  cannotChange: z.boolean().nullable(),
  /** The items of a set (platform, tag, group, tier, evidence), the first hundred. */
  members: z.array(itemRefSchema),
  memberCount: z.number().int(),
  edges: z.array(
    z.object({
      relation: relationSchema,
      subject: keySchema,
      object: keySchema,
      basis: basisSchema,
      time: intervalSchema.nullable(),
      claims: z.array(z.number().int()),
    }),
  ),
  times: z.array(
    z.object({
      kind: z.string(),
      time: intervalSchema,
      asWritten: z.string().nullable(),
      zone: z.string().nullable(),
      zoneReason: z.string().nullable(),
      /** Decoded from the id, which the claim only writes. */
      fromId: z.boolean(),
      basis: basisSchema,
      claim: z.number().int(),
    }),
  ),
  /** Claims by which its keys are one thing, the first hundred. */
  joins: z.array(
    z.object({
      relation: z.enum(["same-as", "leads-to"]),
      subject: keySchema,
      object: keySchema,
      basis: basisSchema,
      claim: z.number().int(),
    }),
  ),
  /** Items whose texts are alike, side by side in stretches: those that had the text first. */
  nearCopies: z.array(alikeSchema(likenessSchema, textPartsSchema)),
  nearCopyCount: z.number().int(),
  /** Items that are pictures and look alike: those that were there first. No picture is shown. */
  nearPictures: z.array(alikeSchema(lookAlikeSchema, pictureSchema)),
  nearPictureCount: z.number().int(),
  /** What was not compared with others in looking for near copies. */
  limits: z.array(z.string()),
  findings: z.array(findingSchema),
  remarks: z.array(remarkSchema),
  ...answered,
});
export type ShowAnswer = z.infer<typeof showAnswerSchema>;
