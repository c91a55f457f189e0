/**
 * What each capture of a channel or thread shows, read from the claims of its file. Captures are the
 * files, in containers too, of which an importer remarks that they were exported from it. Claims that a
 * question leaves aside are read all the same: what a file holds does not depend on the question.
 */
import { countsUnder } from "../graph/snapshot.ts";
import type { View } from "../graph/view.ts";
import type { ClaimId, Place, RemarkFact, StoredClaim } from "../model/claim.ts";
import type { EvidenceRecord, Hash } from "../model/evidence.ts";
import { EXPORTED } from "../model/exported.ts";
import { publishedByKey } from "../model/id-time.ts";
import { findKey, type Key } from "../model/key.ts";
import { highOf, lowOf } from "../model/time.ts";
import type { Loaded } from "./loaded.ts";

export interface Span {
  earliest: number;
  latest: number;
}

interface ShownMessage {
  claim: ClaimId;
  /** Whether the question grants the claim. */
  granted: boolean;
  /** When it was edited last, as far as the file says; undefined where it shows no edit. */
  edited: Span | undefined;
  posted: Span;
}

export interface Capture {
  name: string;
  importer: string | undefined;
  failed: number;
  skipped: number;
  /** When it was made, as far as its file, its manifest and its last message say. */
  made: Span;
  messages: Map<Key, ShownMessage>;
  /** By when surely its first message was posted, and from when on its last. */
  first: number;
  last: number;
}

type Grants = (claim: StoredClaim) => boolean;

const fileOf = (evidence: Hash, { path = [] }: Place): string => [evidence, ...path].join("\0");

function captureOf(record: EvidenceRecord | undefined, claim: StoredClaim, fact: RemarkFact) {
  const { path = [] } = claim.place;
  const name = path.join("\0");
  const member = record?.report.members.find((one) => one.path.join("\0") === name);
  const report = member ?? record?.report;
  const latest = fact.time?.latest ?? claim.shownBy;
  const made: Capture = {
    name: [record?.name ?? claim.evidence, ...path].join(", "),
    importer: (member ?? record)?.importer?.id,
    failed: report?.failed ?? 0,
    skipped: report?.skipped ?? 0,
    made: {
      earliest: fact.time?.earliest ?? Number.NEGATIVE_INFINITY,
      latest: latest ?? Number.POSITIVE_INFINITY,
    },
    messages: new Map(),
    first: Number.POSITIVE_INFINITY,
    last: Number.NEGATIVE_INFINITY,
  };
  return made;
}

interface Captures {
  /** By file. */
  files: Map<string, Capture>;
  evidence: Set<Hash>;
}

/** Of one capture alone nothing can be compared. */
function capturesByChannel(loaded: Loaded, grants: Grants): Map<Key, Captures> {
  const channels = new Map<Key, Captures>();
  for (const { claim, fact } of loaded.snapshot.remarks) {
    const channel = fact.relation === EXPORTED ? findKey(fact.subject) : undefined;
    if (channel === undefined || !grants(claim)) continue;
    const captures = channels.get(channel) ?? { files: new Map(), evidence: new Set() };
    const record = loaded.evidence.get(claim.evidence);
    captures.files.set(fileOf(claim.evidence, claim.place), captureOf(record, claim, fact));
    captures.evidence.add(claim.evidence);
    channels.set(channel, captures);
  }
  return new Map([...channels].filter(([, { files }]) => files.size > 1));
}

/** The channel that a claim says its subject is in. */
function channelOf(claim: StoredClaim): Key | undefined {
  for (const fact of claim.facts) {
    const isWhole = fact.fact === "edge" && fact.relation === "PART_OF";
    if (isWhole && fact.subject === claim.subject) return fact.object;
  }
  return undefined;
}

/** Of several edits the last. */
function lastEdit(spans: readonly Span[]): Span | undefined {
  if (spans.length === 0) return undefined;
  return {
    earliest: Math.max(...spans.map(({ earliest }) => earliest)),
    latest: Math.max(...spans.map(({ latest }) => latest)),
  };
}

const editsIn = (claim: StoredClaim): Span[] =>
  claim.facts.flatMap((fact) =>
    fact.fact === "time" && fact.kind === "edited" && fact.item === claim.subject
      ? [{ earliest: lowOf(fact), latest: highOf(fact) }]
      : [],
  );

/** By its id, else as the record says. */
function postedIn(claim: StoredClaim, key: Key): Span | undefined {
  const byId = publishedByKey(key);
  if (byId !== undefined) return { earliest: byId, latest: byId };
  for (const fact of claim.facts) {
    const isOwn = fact.fact === "time" && fact.kind === "published" && fact.item === key;
    if (!isOwn || fact.earliest === null || fact.latest === null) continue;
    return { earliest: fact.earliest, latest: fact.latest };
  }
  return undefined;
}

function addMessage(into: Capture, key: Key, claim: StoredClaim, granted: boolean): void {
  const posted = postedIn(claim, key);
  if (posted === undefined) return;
  const before = into.messages.get(key)?.edited;
  const edited = lastEdit([...editsIn(claim), ...(before ? [before] : [])]);
  into.messages.set(key, { claim: claim.id, granted, edited, posted });
  into.first = Math.min(into.first, posted.latest);
  into.last = Math.max(into.last, posted.earliest);
  const { made } = into;
  made.earliest = Math.max(made.earliest, Math.min(posted.earliest, made.latest));
}

/** Channels whose captures are in the same evidence are read together: containers hold many. */
function together(channels: Map<Key, Captures>): [Hash[], Map<Key, Captures>][] {
  const groups = new Map<string, [Hash[], Map<Key, Captures>]>();
  for (const [channel, captures] of channels) {
    const hashes = [...captures.evidence].sort();
    const group = groups.get(hashes.join()) ?? [hashes, new Map()];
    group[1].set(channel, captures);
    groups.set(hashes.join(), group);
  }
  return [...groups.values()];
}

/** The captures of each channel that has several, in the order in which they were made at the latest. */
export async function* readCaptures(
  loaded: Loaded,
  { filter }: View,
): AsyncIterable<[channel: Key, captures: Capture[]]> {
  const grants: Grants = countsUnder(filter);
  for (const [hashes, channels] of together(capturesByChannel(loaded, grants))) {
    for (const hash of hashes) {
      for await (const claims of loaded.reader.claimsIn(hash)) {
        for (const claim of claims) {
          const channel = channelOf(claim);
          const files = channel === undefined ? undefined : channels.get(channel)?.files;
          const into = files?.get(fileOf(hash, claim.place));
          if (into && claim.subject !== undefined) {
            addMessage(into, claim.subject, claim, grants(claim));
          }
        }
      }
    }
    for (const [channel, { files }] of channels) {
      const captures = [...files].sort(
        ([a, one], [b, other]) => one.made.latest - other.made.latest || (a < b ? -1 : 1),
      );
      yield [channel, captures.map(([, one]) => one)];
    }
  }
}
