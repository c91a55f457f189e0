/**
 * A WARC file on disk: what a crawler or browser received, record by record. Responses and resources
 * that may be evidence are members, with their address and time; so is a page that was there again
 * unchanged (a revisit), with the payload of the record that it repeats where that is in the file.
 * The others are counted.
 */
import { type FileHandle, open } from "node:fs/promises";
import type { Head } from "../../importers/reading/message-head.ts";
import { findDigest } from "./digests.ts";
import { decodedBody } from "./http-body.ts";
import type { Limits } from "./limits.ts";
import { type Layer, loss, type Member, type Refusal } from "./members.ts";
import { bytesFrom, type ReadAt, readerOf } from "./on-disk.ts";
import { checkWarc } from "./warc-check.ts";
import {
  dateOf,
  flawsOf,
  type Held,
  holdRecord,
  isHttp,
  typeOf,
  uriIn,
  uriOf,
  whyLeft,
} from "./warc-record.ts";
import { LOST_TYPE, scanWarc, type WarcRecord } from "./warc-scan.ts";
import { nameOfReceived } from "./web-member.ts";

/** Where a payload is, and how it is encoded; undefined where it is as it was. */
interface Payload {
  from: number;
  to: number;
  coding: Head["fields"] | undefined;
}

/** A member, and what is not known of it until all records are. */
interface Found extends Omit<Member, "open" | "isPlain"> {
  /** Of a revisit: itself, where nothing in the file holds what it repeats. */
  payload: Payload;
  /** Of a revisit: by what the record that it repeats is known. */
  repeats?: readonly string[];
}

const CODING = ["transfer-encoding", "content-encoding"];

function payloadOf({ record, http }: Held): Payload {
  const [from, to] = record.block;
  if (http === undefined) return { from, to, coding: undefined };
  const coding = CODING.flatMap((name): [string, string][] => {
    const value = http.fields.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  return {
    from: from + http.size,
    to,
    coding: coding.length === 0 ? undefined : new Map(coding),
  };
}

const ofDigest = (fields: WarcRecord["fields"]): string[] => {
  const digest = findDigest(fields.get("warc-payload-digest"));
  return digest === undefined ? [] : [`${digest.algorithm} ${digest.hex}`];
};

/** By what a revisit may name a record that was saved before. */
const namesOf = (record: WarcRecord): string[] => [
  ...ofDigest(record.fields),
  `${uriOf(record)} ${record.fields.get("warc-date")}`,
];

const repeatedBy = ({ fields }: WarcRecord): string[] => {
  const url = uriIn(fields.get("warc-refers-to-target-uri"));
  const date = fields.get("warc-refers-to-date");
  return [...ofDigest(fields), ...(date === undefined ? [] : [`${url} ${date}`])];
};

const NO_HTTP = loss("no-http", "it is said to be HTTP, but does not begin so");

function foundOf(held: Held, limits: Limits): Found {
  const { record, http } = held;
  const url = uriOf(record);
  const common = {
    name: nameOfReceived(`@${record.offset}`, url, limits.nameLength),
    received: { url, at: dateOf(record) },
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
  originals: Map<string, Payload>;
}

async function list(
  readAt: ReadAt,
  size: number,
  limits: Limits,
  onMember: () => void,
): Promise<Listing> {
  const listing: Listing = { found: [], left: new Map(), originals: new Map() };
  const { found, left, originals } = listing;
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
      continue;
    }
    onMember();
    const one = foundOf(held, limits);
    found.push(one);
    if (one.repeats !== undefined || one.refused !== undefined) continue;
    for (const name of namesOf(record)) {
      if (!originals.has(name)) originals.set(name, one.payload);
    }
  }
  return listing;
}

async function* bytesOfPayload(file: FileHandle, { from, to, coding }: Payload) {
  const bytes = bytesFrom(file, from, to - from);
  if (coding === undefined) yield* bytes;
  else yield* decodedBody(bytes, coding);
}

function memberOf(file: FileHandle, { payload, repeats, ...one }: Found, { originals }: Listing) {
  const original = repeats?.map((name) => originals.get(name)).find((known) => known !== undefined);
  const isPlain = repeats !== undefined && original === undefined;
  const open = () => bytesOfPayload(file, original ?? payload);
  return { ...one, open, ...(isPlain ? { isPlain } : {}) } satisfies Member;
}

export async function openWarc(path: string, limits: Limits, onMember: () => void): Promise<Layer> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const listing = await list(readerOf(file), size, limits, onMember);
    return {
      members: listing.found.map((one) => memberOf(file, one, listing)),
      left: listing.left,
      check: (signal) => checkWarc(file, size, signal),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
