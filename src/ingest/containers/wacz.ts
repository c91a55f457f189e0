/**
 * What a WACZ file, or another data package in a zip, says of what it holds: `datapackage.json` lists its
 * files with their hashes (WACZ 1.0 to 1.2, Frictionless Data Package), `datapackage-digest.json` has the
 * hash of that list, and may be signed (WACZ Signing and Verification 0.1).
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Child } from "./archive.ts";
import { UnpackError } from "./limits.ts";
import type { Check } from "./members.ts";
import { checkSignature, signedDataSchema } from "./wacz-signature.ts";

const LIST = "datapackage.json";
const DIGEST = "datapackage-digest.json";
const MAX_BYTES = 64 * 2 ** 20;

const sizeSchema = z.number().int().nonnegative();
const resourceSchema = z.object({
  path: z.string(),
  /** `sha256:<hex>`; up to version 1.0 in `stats`, without the algorithm. */
  hash: z.string().optional(),
  bytes: sizeSchema.optional(),
  hashing: z.string().optional(),
  stats: z.object({ hash: z.string().optional(), bytes: sizeSchema.optional() }).optional(),
});
const listSchema = z.object({
  resources: z.array(resourceSchema),
  wacz_version: z.unknown().optional(),
});
const digestSchema = z.object({
  path: z.literal(LIST).optional(),
  hash: z.string(),
  signedData: signedDataSchema.optional(),
});

type Resource = z.infer<typeof resourceSchema>;
type Differing = Check["differing"][number];

async function hashed(child: Child) {
  const { open } = await child.look();
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of open()) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { hash: hash.digest("hex"), size };
}

async function textOf(child: Child): Promise<string> {
  const { open } = await child.look();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of open()) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new UnpackError("too-long", `it is longer than ${MAX_BYTES} bytes`);
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** What the file says by that schema, or why it says nothing. */
async function said<T>(child: Child, schema: z.ZodType<T>): Promise<T | string> {
  try {
    const parsed = schema.safeParse(JSON.parse(await textOf(child)));
    if (parsed.success) return parsed.data;
    const { path, message } = parsed.error.issues[0] ?? { path: [], message: "not understood" };
    return `it is not as the format says, at ${path.join(".")}: ${message}`;
  } catch (error) {
    if (error instanceof SyntaxError) return "it is not JSON";
    if (error instanceof UnpackError) return error.message;
    throw error;
  }
}

const differs = (what: string, message: string, differing: readonly Differing[] = []): Check => ({
  what,
  state: "differs",
  message,
  differing,
});

const HASH = /^(?:sha-?256:)?([0-9a-f]{64})$/i;

/** Why a file is not the one that is listed; undefined for one that is. */
async function whyOther(resource: Resource, child: Child | undefined): Promise<string | undefined> {
  if (child === undefined) return "it is listed, but not there";
  const hash = resource.hash ?? resource.stats?.hash ?? "";
  const bytes = resource.bytes ?? resource.stats?.bytes;
  const hex = HASH.exec(hash)?.[1]?.toLowerCase();
  if (hex === undefined) {
    const how = resource.hashing === undefined ? "" : ` (${resource.hashing.slice(0, 20)})`;
    return `its hash is listed as "${hash.slice(0, 100)}"${how}, which is no SHA-256`;
  }
  try {
    const is = await hashed(child);
    if (bytes !== undefined && is.size !== bytes) {
      return `it has ${is.size} bytes, but is listed with ${bytes}`;
    }
    return is.hash === hex ? undefined : "its SHA-256 is not the one that is listed";
  } catch (error) {
    if (error instanceof UnpackError) return error.message;
    throw error;
  }
}

const byName = (children: readonly Child[]): ReadonlyMap<string, Child> =>
  new Map(children.filter(({ refused }) => !refused).map((child) => [child.name, child]));

const UNLISTED = "it is in the file, but not listed: somebody may have added it";

/** A WACZ file lists all that it holds; another data package may hold more. */
const isWacz = (list: z.infer<typeof listSchema>, files: ReadonlyMap<string, Child>): boolean =>
  list.wacz_version !== undefined || [...files.keys()].some((name) => name.startsWith("archive/"));

async function checkList(
  list: Child,
  files: ReadonlyMap<string, Child>,
  signal: AbortSignal | undefined,
): Promise<Check> {
  const read = await said(list, listSchema);
  if (typeof read === "string") return differs(LIST, read);
  const differing: Differing[] = [];
  for (const resource of read.resources) {
    signal?.throwIfAborted();
    const message = await whyOther(resource, files.get(resource.path));
    if (message !== undefined) differing.push({ name: resource.path.slice(0, 1_000), message });
  }
  const listed = new Set(read.resources.map(({ path }) => path)).add(LIST).add(DIGEST);
  const others = [...files.keys()].filter((name) => !listed.has(name));
  const same = read.resources.length - differing.length;
  if (isWacz(read, files)) differing.push(...others.map((name) => ({ name, message: UNLISTED })));
  const message = [
    `${same} of ${read.resources.length} files are those that it lists`,
    ...differing.slice(0, 3).map(({ name, message: why }) => `${name}: ${why}`),
    ...(others.length === 0 ? [] : [`${others.length} more in the file are not listed`]),
  ].join("; ");
  return { what: LIST, state: differing.length > 0 ? "differs" : "matches", message, differing };
}

const NO_DIGEST =
  "there is none, so that nothing says whether the list of files is still the one that was made";

async function checkDigest(list: Child, digest: Child | undefined): Promise<Check[]> {
  if (digest === undefined) {
    return [{ what: DIGEST, state: "not checked", message: NO_DIGEST, differing: [] }];
  }
  const read = await said(digest, digestSchema);
  if (typeof read === "string") return [differs(DIGEST, read)];
  const { hash } = await hashed(list);
  const isSame = HASH.exec(read.hash)?.[1]?.toLowerCase() === hash;
  const own: Check = isSame
    ? { what: DIGEST, state: "matches", message: `its hash is that of ${LIST}`, differing: [] }
    : differs(DIGEST, `its hash is not that of ${LIST}: the list of files is another one`);
  return [own, checkSignature(read.signedData, hash)];
}

/** Undefined for a zip that is no data package. */
export function packageCheck(
  children: readonly Child[],
): ((signal: AbortSignal | undefined) => Promise<Check[]>) | undefined {
  const files = byName(children);
  const list = files.get(LIST);
  if (list === undefined) return undefined;
  return async (signal) => [
    await checkList(list, files, signal),
    ...(await checkDigest(list, files.get(DIGEST))),
  ];
}
