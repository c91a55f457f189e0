/** Writing down what a source reports. */
import { z } from "zod";
import { STATEMENT_COLUMNS } from "../../importers/statements/statements.ts";
import { manifestFrom } from "../../ingest/files.ts";
import { noteName, writeNote } from "../../ingest/note.ts";
import { manifestSchema } from "../../model/evidence.ts";
import { NOTHING, type Route, route } from "../route.ts";
import { ACCEPTED, accepted } from "./evidence.ts";

const rowSchema = z
  .partialRecord(z.enum(STATEMENT_COLUMNS), z.string().max(10_000))
  .meta({ description: "columns of a statements file; `kind`, `subject` and `source` are needed" });

const { collectedBy, case: caseName } = manifestSchema.shape;

const note = route({
  ...NOTHING,
  tag: "evidence",
  method: "post",
  path: "/api/statements",
  id: "note",
  summary: "Writes statements down, as an evidence file of their own",
  body: z.strictObject({
    statements: z.array(rowSchema).min(1).max(1000),
    author: collectedBy.meta({ description: "who writes them, for the manifest" }),
    case: caseName.meta({ description: "the case they belong to" }),
  }),
  answers: ACCEPTED,
  problems: ["usage", "busy"],
  async handle({ body }, context) {
    const manifest = manifestFrom(
      {
        origin: "written through the API of headwater",
        collectedBy: body.author,
        ...(body.case === undefined ? {} : { case: body.case }),
      },
      "body",
    );
    const text = await writeNote(body.statements, manifest);
    return accepted(context, { work: "note", name: noteName(body.statements), text, manifest });
  },
});

export const statementRoutes: readonly Route[] = [note];
