/**
 * What each export of a channel shows, read from the claims of its file. Exports are the files, in
 * containers too, of which an importer remarks that they were exported from the channel. Claims that a
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

interface Span {
  earliest: number;
  latest: number;
}

interface ShownMessage {
  claim: ClaimId;
  /** Whether the question grants the claim. */
  granted: boolean;
  /** When it was edited last, as far as the file says; undefined where it shows no edit. */
  edited: Span | undefined;
}

export interface ChannelExport {
  name: string;
  importer: string | undefined;
  failed: number;
  skipped: number;
  /** When it was made, as far as its file, its manifest and its last message say. */
  made: Span;
  messages: Map<Key, ShownMessage>;
  /** When its first and its last message were posted. */
  first: number;
  last: number;
}

type Grants = (claim: StoredClaim) => boolean;

const fileOf = (evidence: Hash, { path = [] }: Place): string => [evidence, ...path].join("\0");

function exportOf(record: EvidenceRecord | undefined, claim: StoredClaim, fact: RemarkFact) {
  const { path = [] } = claim.place;
  const name = path.join("\0");
  const member = record?.report.members.find((one) => one.path.join("\0") === name);
  const report = member ?? record?.report;
  const latest = fact.time?.latest ?? claim.shownBy;
  const made: ChannelExport = {
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

interface Exports {
  /** By file. */
  files: Map<string, ChannelExport>;
  evidence: Set<Hash>;
}

/** Of one export alone nothing can be compared. */
function exportsByChannel(loaded: Loaded, grants: Grants): Map<Key, Exports> {
  const channels = new Map<Key, Exports>();
  for (const { claim, fact } of loaded.snapshot.remarks) {
    const channel = fact.relation === EXPORTED ? findKey(fact.subject) : undefined;
    if (channel === undefined || !grants(claim)) continue;
    const exports = channels.get(channel) ?? { files: new Map(), evidence: new Set() };
    const record = loaded.evidence.get(claim.evidence);
    exports.files.set(fileOf(claim.evidence, claim.place), exportOf(record, claim, fact));
    exports.evidence.add(claim.evidence);
    channels.set(channel, exports);
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

function addMessage(into: ChannelExport, key: Key, claim: StoredClaim, granted: boolean): void {
  const posted = publishedByKey(key);
  if (posted === undefined) return;
  const before = into.messages.get(key)?.edited;
  const edited = lastEdit([...editsIn(claim), ...(before ? [before] : [])]);
  into.messages.set(key, { claim: claim.id, granted, edited });
  into.first = Math.min(into.first, posted);
  into.last = Math.max(into.last, posted);
  into.made.earliest = Math.max(into.made.earliest, Math.min(posted, into.made.latest));
}

/** Channels whose exports are in the same evidence are read together: containers hold many. */
function together(channels: Map<Key, Exports>): [Hash[], Map<Key, Exports>][] {
  const groups = new Map<string, [Hash[], Map<Key, Exports>]>();
  for (const [channel, exports] of channels) {
    const hashes = [...exports.evidence].sort();
    const group = groups.get(hashes.join()) ?? [hashes, new Map()];
    group[1].set(channel, exports);
    groups.set(hashes.join(), group);
  }
  return [...groups.values()];
}

/** The exports of each channel that has several, in the order in which they were made at the latest. */
export async function* readExports(
  loaded: Loaded,
  { filter }: View,
): AsyncIterable<[channel: Key, exports: ChannelExport[]]> {
  const grants: Grants = countsUnder(filter);
  for (const [hashes, channels] of together(exportsByChannel(loaded, grants))) {
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
      const exports = [...files].sort(
        ([a, one], [b, other]) => one.made.latest - other.made.latest || (a < b ? -1 : 1),
      );
      yield [channel, exports.map(([, one]) => one)];
    }
  }
}
