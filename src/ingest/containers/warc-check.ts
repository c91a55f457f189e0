/** The digests in a WARC file, held against what it holds. */
import type { FileHandle } from "node:fs/promises";
import type { Head } from "../../importers/reading/message-head.ts";
import { type Digest, findDigest, isDigestOf } from "./digests.ts";
import { transferred } from "./http-body.ts";
import { UnpackError } from "./limits.ts";
import type { Check } from "./members.ts";
import { bytesFrom, readerOf } from "./on-disk.ts";
import { type Held, holdRecord, typeOf, uriOf } from "./warc-record.ts";
import { scanWarc } from "./warc-scan.ts";
import { nameOfReceived } from "./web-member.ts";

interface Written {
  name: string;
  /** Undefined for one of an algorithm that is not known. */
  digest: Digest | undefined;
  from: number;
  isPayload: boolean;
}

/** Of a revisit the payload is elsewhere. */
function digestsOf({ record, http }: Held): Written[] {
  const { fields, block } = record;
  const block1 = fields.get("warc-block-digest");
  const payload = typeOf(record) === "revisit" ? undefined : fields.get("warc-payload-digest");
  const has = (name: string, written: string | undefined, from: number): Written[] =>
    written === undefined
      ? []
      : [{ name, digest: findDigest(written), from, isPayload: name === "WARC-Payload-Digest" }];
  return [
    ...has("WARC-Block-Digest", block1, block[0]),
    ...has("WARC-Payload-Digest", payload, block[0] + (http?.size ?? 0)),
  ];
}

/** Archives differ in whether the digest of a payload is taken with or without the chunks of its transfer. */
export async function isDigestOfPayload(
  digest: Digest,
  bytes: () => AsyncIterable<Uint8Array>,
  http: Head["fields"] | undefined,
): Promise<boolean> {
  if (await isDigestOf(digest, bytes())) return true;
  if (http === undefined) return false;
  try {
    return await isDigestOf(digest, transferred(bytes(), http));
  } catch (error) {
    if (error instanceof UnpackError) return false;
    throw error;
  }
}

async function isSame(
  file: FileHandle,
  { record, http }: Held,
  { digest, from, isPayload }: Written,
): Promise<boolean | undefined> {
  if (digest === undefined) return undefined;
  const bytes = () => bytesFrom(file, from, record.block[1] - from);
  return isDigestOfPayload(digest, bytes, isPayload ? http?.fields : undefined);
}

interface Counts {
  same: number;
  unknown: number;
  records: number;
  withNone: number;
}

const spoken = ({ same, unknown, records, withNone }: Counts, differing: number): string =>
  [
    `${same} of ${same + unknown + differing} digests are those of what the ${records} records hold`,
    ...(differing === 0 ? [] : [`${differing} ${differing === 1 ? "is" : "are"} not`]),
    ...(unknown === 0
      ? []
      : [`${unknown} ${unknown === 1 ? "is" : "are"} of a kind that is not read`]),
    ...(withNone === 0 ? [] : [`${withNone} records have none`]),
  ].join("; ");

export async function checkWarc(
  file: FileHandle,
  size: number,
  signal: AbortSignal | undefined,
): Promise<Check[]> {
  const readAt = readerOf(file);
  const counts: Counts = { same: 0, unknown: 0, records: 0, withNone: 0 };
  const differing: { name: string; message: string }[] = [];
  for await (const scanned of scanWarc(readAt, size)) {
    signal?.throwIfAborted();
    if ("lost" in scanned) continue;
    const held = await holdRecord(readAt, scanned.record);
    const digests = digestsOf(held);
    counts.records += 1;
    if (digests.length === 0) counts.withNone += 1;
    for (const one of digests) {
      const same = await isSame(file, held, one);
      if (same === undefined) counts.unknown += 1;
      else if (same) counts.same += 1;
      else {
        const name = nameOfReceived(`@${scanned.record.offset}`, uriOf(scanned.record), 1_000);
        differing.push({ name, message: `what it holds is not what its ${one.name} is of` });
      }
    }
  }
  const state = differing.length > 0 ? "differs" : counts.same > 0 ? "matches" : "not checked";
  return [
    { what: "digests of records", state, message: spoken(counts, differing.length), differing },
  ];
}
