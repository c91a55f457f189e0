/** Evidence files: what is loaded, their bytes, and jobs that change them. */
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { getEvidence, verifyBytes } from "../../ingest/custody.ts";
import { manifestFrom, parseManifest } from "../../ingest/files.ts";
import { grantedZone, parseMapping } from "../../ingest/given.ts";
import { AS_FILE, importerById } from "../../ingest/recognise.ts";
import {
  type EvidenceRecord,
  type Given,
  hashSchema,
  manifestSchema,
} from "../../model/evidence.ts";
import { jobSchema } from "../../model/job.ts";
import { casesIn, evidenceAnswerSchema, evidenceListSchema } from "../../model/report.ts";
import type { Order } from "../messages.ts";
import * as parameter from "../parameters.ts";
import { ApiError } from "../problems.ts";
import { type Context, json, NOTHING, type Reply, type Route, route } from "../route.ts";

const TAG = { tag: "evidence" } as const;
const BYTES = "application/octet-stream";

/** How a change is answered: with a job, to be watched at its own address. */
export const ACCEPTED = {
  202: {
    description: "The job that does it",
    schema: jobSchema,
    headers: { Location: "the address of the job" },
  },
};

export function accepted(context: Context, order: Order, after?: () => Promise<void>): Reply {
  const job = context.jobs.submit(order, after);
  return { status: 202, json: job, headers: { Location: `/api/jobs/${job.id}` } };
}

const list = route({
  ...TAG,
  ...NOTHING,
  method: "get",
  path: "/api/evidence",
  id: "listEvidence",
  summary: "Evidence loaded, by hash",
  tagged: "store",
  query: z.strictObject({
    case: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: "only files of this case", example: "macronleaks" }),
    limit: parameter.limit,
    offset: parameter.offset,
  }),
  answers: { 200: { description: "Records, perhaps none", schema: evidenceListSchema } },
  async handle({ query: { case: of, limit, offset } }, { store }) {
    const loaded = await store.evidence();
    const all = of === undefined ? loaded : loaded.filter(({ manifest }) => manifest?.case === of);
    const evidence = all.slice(offset, offset + limit);
    return json({ kind: "evidence", evidence, total: all.length, cases: casesIn(loaded) });
  },
});

const show = route({
  ...TAG,
  ...NOTHING,
  method: "get",
  path: "/api/evidence/{hash}",
  id: "showEvidence",
  summary: "One evidence file: manifest, importer, report, journal, state of its bytes",
  params: parameter.byHash,
  answers: { 200: { description: "The file", schema: evidenceAnswerSchema } },
  problems: ["not-evidence"],
  async handle({ params: { hash } }, context) {
    const record = await getEvidence(site(context), hash);
    const journal = (await context.store.journal()).filter(({ evidence }) => evidence === hash);
    const bytes = await verifyBytes(context, record);
    return json({ kind: "evidence-file", record, journal, bytes });
  },
});

const site = ({ store, folder }: Context) => ({ store, folder, now: Date.now });

/** @throws ApiError when the bytes are not those that were loaded, or not here */
async function checkBytes(context: Context, record: EvidenceRecord): Promise<void> {
  switch (await verifyBytes(context, record)) {
    case "intact":
      return;
    case "differ":
      throw new ApiError("bytes-altered", "the kept bytes no longer have this hash");
    case "not here":
    case "not kept":
      throw new ApiError("no-bytes", "the bytes of this evidence are not kept here");
  }
}

const bytes = route({
  ...TAG,
  ...NOTHING,
  method: "get",
  path: "/api/evidence/{hash}/bytes",
  id: "evidenceBytes",
  summary: "The file itself, byte for byte, to be saved",
  description:
    "Hashed again first. Never shown in place: it is what somebody saved, and may be hostile.",
  params: parameter.byHash,
  answers: {
    200: {
      description: "The bytes",
      type: BYTES,
      schema: z.string().meta({ override: { contentMediaType: BYTES } }),
      headers: { "Content-Disposition": "attachment, with the file's name" },
    },
  },
  problems: ["not-evidence", "no-bytes", "bytes-altered"],
  async handle({ params: { hash } }, context) {
    const record = await getEvidence(site(context), hash);
    await checkBytes(context, record);
    return {
      async send(request, response) {
        response
          .attachment(record.name)
          .type(BYTES)
          .set({
            "Content-Length": String(record.size),
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
          });
        if (request.method === "HEAD") response.end();
        else await pipeline(context.folder.read(hash), response);
      },
    };
  },
});

const MANIFEST_TEXT = z
  .string()
  .max(8000)
  .optional()
  .meta({
    description: "the file's manifest, as JSON",
    examples: ['{"origin":"saved from the board by hand"}'],
    override: { contentMediaType: "application/json" },
  });

const MAPPING_TEXT = z
  .string()
  .max(8000)
  .optional()
  .meta({
    description: "which fields of a file of no known format are what, as JSON",
    override: { contentMediaType: "application/json" },
  });

function givenIn({ zone, mapping }: { zone?: string | undefined; mapping?: string | undefined }) {
  const given: Given = {};
  if (zone !== undefined) given.zone = grantedZone(zone);
  if (mapping !== undefined) given.mapping = parseMapping(mapping, "mapping");
  return Object.keys(given).length === 0 ? {} : { given };
}

function nameIn(text: string): string {
  const name = basename(text.replaceAll("\\", "/"));
  if (name !== "" && name !== "." && name !== "..") return name;
  throw new ApiError("bad-parameter", "this is no name of a file", { where: "name" });
}

function importerIn(as: string | undefined): { as?: string } {
  if (as === undefined) return {};
  if (as !== AS_FILE) importerById(as);
  return { as };
}

const upload = route({
  ...TAG,
  ...NOTHING,
  method: "post",
  path: "/api/evidence",
  id: "importEvidence",
  summary: "Loads a file: its bytes are the body",
  description:
    "A job that has not ended when the server stops is lost, with the bytes that were uploaded for it: watch it to its end, or upload again.",
  upload: true,
  query: z.strictObject({
    name: z.string().min(1).max(255).meta({ description: "name of the file" }),
    as: z
      .string()
      .max(100)
      .optional()
      .meta({ description: "the importer to use, or `file` to keep it without one" }),
    replaces: hashSchema.optional().meta({ description: "evidence that it takes the place of" }),
    manifest: MANIFEST_TEXT,
    zone: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta({
        description: "zone of times that are written without one",
        examples: ["UTC", "+02:00", "Europe/Paris"],
      }),
    mapping: MAPPING_TEXT,
    hashOnly: z
      .literal("true")
      .optional()
      .meta({ description: "keep hashes, ids, times and relations; no text and no bytes" }),
  }),
  answers: ACCEPTED,
  problems: ["usage", "bad-manifest", "busy"],
  async handle({ query, request }, context) {
    const name = nameIn(query.name);
    const chosen = importerIn(query.as);
    const manifest =
      query.manifest === undefined ? null : parseManifest(query.manifest, "manifest");
    const given = givenIn(query);
    const { path, size, remove } = await context.uploads.take(request);
    const replaces = query.replaces === undefined ? {} : { replaces: query.replaces };
    const hashOnly = query.hashOnly === undefined ? {} : ({ hashOnly: true } as const);
    try {
      const file = { path, name, size, manifest };
      const order = {
        work: "import",
        ...file,
        ...chosen,
        ...replaces,
        ...given,
        ...hashOnly,
      } as const;
      return accepted(context, order, remove);
    } catch (error) {
      await remove();
      throw error;
    }
  },
});

const amend = route({
  ...TAG,
  ...NOTHING,
  method: "post",
  path: "/api/evidence/{hash}/amend",
  id: "amendEvidence",
  summary: "Gives evidence another manifest, and reads its claims again under it",
  params: parameter.byHash,
  body: manifestSchema,
  answers: ACCEPTED,
  problems: ["not-evidence", "bad-manifest", "busy"],
  async handle({ params: { hash }, body }, context) {
    await getEvidence(site(context), hash);
    const manifest = manifestFrom(body, "manifest");
    return accepted(context, { work: "amend", hash, manifest });
  },
});

const REASON = z.strictObject({
  reason: z.string().min(1).max(1000).optional().meta({ description: "kept in the journal" }),
});

const takenBack = (work: "retract" | "purge", summary: string, check: boolean) =>
  route({
    ...TAG,
    ...NOTHING,
    method: "post",
    path: `/api/evidence/{hash}/${work}`,
    id: `${work}Evidence`,
    summary,
    params: parameter.byHash,
    body: REASON,
    answers: ACCEPTED,
    problems: check ? ["not-evidence", "busy"] : ["busy"],
    async handle({ params: { hash }, body: { reason } }, context) {
      if (check) await getEvidence(site(context), hash);
      return accepted(context, { work, hash, reason });
    },
  });

const verify = route({
  ...TAG,
  ...NOTHING,
  method: "post",
  path: "/api/evidence/verify",
  id: "verifyEvidence",
  summary: "Hashes the kept bytes again",
  body: z.strictObject({
    hash: hashSchema.optional().meta({ description: "of one file; without it, all" }),
  }),
  answers: ACCEPTED,
  problems: ["not-evidence", "busy"],
  async handle({ body: { hash } }, context) {
    if (hash === undefined) return accepted(context, { work: "verify" });
    await getEvidence(site(context), hash);
    return accepted(context, { work: "verify", hash });
  },
});

export const evidenceRoutes: readonly Route[] = [
  list,
  upload,
  verify,
  show,
  bytes,
  amend,
  takenBack("retract", "Takes the claims back, as if never seen; the bytes stay", true),
  // A purge that was broken off can be repeated, when nothing is visible any more.
  takenBack("purge", "Takes the claims back and destroys the bytes", false),
];
