/**
 * A WARC file on disk: what a crawler or browser received, record by record. Responses and resources
 * that may be evidence are members, with their address and time; so is a page that was there again
 * unchanged (a revisit), with the payload of the record that it repeats where that is in the file.
 * The others are counted.
 */
import { type FileHandle, open } from "node:fs/promises";
import { charsetOfPage, type Head } from "../../importers/reading/message-head.ts";
import { warcUri } from "../../importers/reading/warc-head.ts";
import { type Digest, findDigest } from "./digests.ts";
import { decodedBody } from "./http-body.ts";
import type { Limits } from "./limits.ts";
import { type Layer, loss, type Member, type Refusal } from "./members.ts";
import { bytesFrom, type ReadAt, readerOf } from "./on-disk.ts";
import { checkWarc, isDigestOfPayload } from "./warc-check.ts";
import {
  dateOf,
  flawsOf,
  type Held,
  holdRecord,
  isHttp,
  typeOf,
  uriOf,
  whyLeft,
} from "./warc-record.ts";
import { LOST_TYPE, scanWarc, type WarcRecord } from "./warc-scan.ts";
import { nameOfReceived, type Received } from "./web-member.ts";

/** Where a payload is, and how it is encoded; undefined where it is as it was. */
interface Payload {
  from: number;
  to: number;
  coding: Head["fields"] | undefined;
  /** What a page is in, where the server said so. */
  charset?: string;
}

/** A member, and what is not known of it until all records are. */
interface Found extends Omit<Member, "open" | "isPlain"> {
  /** Of a revisit: itself, where nothing in the file holds what it repeats. */
  payload: Payload;
  /** Of a revisit: by what the record that it repeats is known. */
  repeats?: Names;
}

/** By what a revisit names a record that was saved before. */
interface Names {
  /** Address and time. */
  saved: string;
  digest: Digest | undefined;
}

/** What a revisit may repeat; of a page that was not there, the reason that it is left out for. */
interface Original {
  payload: Payload;
  why: string | undefined;
}

const CODING = ["transfer-encoding", "content-encoding"];

function payloadOf({ record, http }: Held): Payload {
  const [from, to] = record.block;
  const charset = charsetOfPage((http ?? record).fields.get("content-type"));
  const said = charset === undefined ? {} : { charset };
  if (http === undefined) return { from, to, coding: undefined, ...said };
  const coding = CODING.flatMap((name): [string, string][] => {
    const value = http.fields.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  return {
    from: from + http.size,
    to,
    coding: coding.length === 0 ? undefined : new Map(coding),
    ...said,
  };
}

const namesOf = (record: WarcRecord): Names => ({
  saved: `${uriOf(record)} ${record.fields.get("warc-date")}`,
  digest: findDigest(record.fields.get("warc-payload-digest")),
});

const repeatedBy = ({ fields }: WarcRecord): Names => ({
  saved: `${warcUri(fields.get("warc-refers-to-target-uri"))} ${fields.get("warc-refers-to-date")}`,
  digest: findDigest(fields.get("warc-payload-digest")),
});

const asText = ({ algorithm, hex }: Digest): string => `${algorithm} ${hex}`;

const NO_HTTP = loss("no-http", "it is said to be HTTP, but does not begin so");

function foundOf(held: Held, limits: Limits): Found {
  const { record, http } = held;
  const url = uriOf(record);
  const common = {
    name: nameOfReceived(`@${record.offset}`, url, limits.nameLength),
    received: { url, at: dateOf(record), ...(http && ({ isSent: true } as const)) },
    flaws: flawsOf(record),
  };
  if (typeOf(record) === "revisit") {
    const payload = { from: record.offset, to: record.block[1], coding: undefined };
    return { ...common, refused: undefined, payload, repeats: repeatedBy(record) };
  }
  const refused = isHttp(record) && http === undefined ? NO_HTTP : undefined;
  return { ...common, refused, payload: payloadOf(held) };
}

const GARBAGE = loss(
  "no-record",
  "bytes that are no record of a WARC file: what they were is lost",
);

const UNCLEAR = loss(
  "unclear-record",
  "what begins like a record, within the length that the record before it says it has, of which the end is not there: it may be a record, or words of a page, so that it is not read",
);

const PACKED = loss("broken-compression", "packed bytes that are broken: what they were is lost");

const lostMember = ([from, to]: readonly [number, number], refused: Refusal): Found => ({
  name: `@${from} (${to - from} bytes)`,
  refused,
  payload: { from, to, coding: undefined },
});

interface Listing {
  found: Found[];
  left: Map<string, number>;
  saved: Map<string, Original>;
  /** By a digest that the record says, true or not. */
  byDigest: Map<string, Original>;
}

/** Of several of a name the first. */
function remember({ saved, byDigest }: Listing, names: Names, original: Original): void {
  if (!saved.has(names.saved)) saved.set(names.saved, original);
  const digest = names.digest && asText(names.digest);
  if (digest !== undefined && !byDigest.has(digest)) byDigest.set(digest, original);
}

const NOT_THERE = new Set(["http-error", "redirect"]);

async function list(
  readAt: ReadAt,
  size: number,
  limits: Limits,
  onMember: () => void,
): Promise<Listing> {
  const [saved, byDigest] = [new Map<string, Original>(), new Map<string, Original>()];
  const listing: Listing = { found: [], left: new Map(), saved, byDigest };
  const { found, left } = listing;
  for await (const scanned of scanWarc(readAt, size)) {
    if ("lost" in scanned) {
      onMember();
      found.push(lostMember(scanned.lost, scanned.isWithinLength ? UNCLEAR : GARBAGE));
      continue;
    }
    const { record } = scanned;
    if (typeOf(record) === LOST_TYPE) {
      onMember();
      found.push(lostMember([record.offset, record.block[1]], PACKED));
      continue;
    }
    const held = await holdRecord(readAt, record);
    const reason = whyLeft(held);
    if (reason !== undefined) {
      left.set(reason, (left.get(reason) ?? 0) + 1);
      if (NOT_THERE.has(reason) && typeOf(record) === "response") {
        remember(listing, namesOf(record), { payload: payloadOf(held), why: reason });
      }
      continue;
    }
    onMember();
    const one = foundOf(held, limits);
    found.push(one);
    if (one.repeats !== undefined || one.refused !== undefined) continue;
    remember(listing, namesOf(record), { payload: one.payload, why: undefined });
  }
  return listing;
}

async function* bytesOfPayload(file: FileHandle, { from, to, coding }: Payload) {
  const bytes = bytesFrom(file, from, to - from);
  if (coding === undefined) yield* bytes;
  else yield* decodedBody(bytes, coding);
}

/** By address and time; else by its digest, if that is the one of what the record holds. */
async function originalOf(
  file: FileHandle,
  { saved, digest }: Names,
  listing: Listing,
  checked: Map<Original, boolean>,
): Promise<Original | undefined> {
  const named = listing.saved.get(saved);
  if (named !== undefined || digest === undefined) return named;
  const original = listing.byDigest.get(asText(digest));
  if (original === undefined) return undefined;
  const { from, to, coding } = original.payload;
  const isTrue =
    checked.get(original) ??
    (await isDigestOfPayload(digest, () => bytesFrom(file, from, to - from), coding));
  checked.set(original, isTrue);
  return isTrue ? original : undefined;
}

const asSent = (received: Received, { charset }: Payload): Received =>
  charset === undefined ? received : { ...received, charset };

async function membersOf(file: FileHandle, listing: Listing): Promise<Member[]> {
  const checked = new Map<Original, boolean>();
  const members: Member[] = [];
  for (const { payload: own, repeats, received, ...one } of listing.found) {
    const original = repeats && (await originalOf(file, repeats, listing, checked));
    if (original?.why !== undefined) {
      listing.left.set(original.why, (listing.left.get(original.why) ?? 0) + 1);
      continue;
    }
    const isPlain = repeats !== undefined && original === undefined;
    const payload = original?.payload ?? own;
    const open = () => bytesOfPayload(file, payload);
    members.push({
      ...one,
      ...(received && { received: asSent(received, payload) }),
      open,
      ...(isPlain ? { isPlain } : {}),
    });
  }
  return members;
}

export async function openWarc(path: string, limits: Limits, onMember: () => void): Promise<Layer> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const listing = await list(readerOf(file), size, limits, onMember);
    return {
      members: await membersOf(file, listing),
      left: listing.left,
      check: (signal) => checkWarc(file, size, signal),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
