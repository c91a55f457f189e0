/** The channel that a DiscordChatExporter file holds, as it stands before the messages. */
import type { Claim, Fact } from "../../model/claim.ts";
import type { Diagnostic } from "../../model/errors.ts";
import type { Manifest } from "../../model/evidence.ts";
import { EXPORTED } from "../../model/exported.ts";
import { type Key, parseKey } from "../../model/key.ts";
import { parseTime, type Time, TimeFormatError, type Zone } from "../../model/time.ts";
import { SAMPLE_BYTES } from "../importer.ts";
import { exactValue } from "../reading/json-exact.ts";
import { findPreamble, type Preamble } from "../reading/json-preamble.ts";
import {
  collectedBy,
  type Fields,
  findDigits,
  findFields,
  findText,
  scalarText,
  warning,
} from "../reading/records.ts";

/** Where the messages of a file stand. */
export interface Channel {
  /** Digits, or `@me` for direct messages. */
  guild: string;
  id: string;
  key: Key;
  platform: string;
}

export interface Head {
  channel: Channel;
  preamble: Preamble;
}

/** Direct messages have guild 0 in the file, and `@me` in their URLs. */
export const guildOf = (digits: string): string => (digits === "0" ? "@me" : digits);

/** The channel, by the first bytes of a file; undefined when they are of no such file. */
export const findHead = (start: Uint8Array): Head | undefined => {
  const preamble = findPreamble(start.subarray(0, SAMPLE_BYTES), "messages");
  const channel = preamble && findChannel(preamble);
  return channel && { preamble, channel };
};

function findMember({ preamble }: Pick<Head, "preamble">, name: string): Fields | undefined {
  const member = preamble.get(name);
  return member && findFields(exactValue(member));
}

function findChannel(preamble: Preamble): Channel | undefined {
  const [guildId, id] = ["guild", "channel"].map((name) =>
    findDigits(findMember({ preamble }, name)?.["id"]),
  );
  if (guildId === undefined || id === undefined) return undefined;
  const guild = guildOf(guildId);
  return { guild, id, key: parseKey(`discord:${guild}/${id}`), platform: `discord/${guild}` };
}

/** When the exporter says that it worked; undefined where it says none, or no time. */
function findExportTime({ preamble }: Head, zone: Zone): Time | undefined {
  const written = preamble.get("exportedAt")?.value;
  if (typeof written !== "string") return undefined;
  try {
    return parseTime(written, zone);
  } catch (error) {
    if (error instanceof TimeFormatError) return undefined;
    throw error;
  }
}

/** The earlier of the two ends by which all was there: the export, and the collection of the file. */
export function findShownBy(head: Head, manifest: Manifest | null, zone: Zone) {
  const ends = [findExportTime(head, zone)?.latest, collectedBy(manifest)];
  const known = ends.filter((end) => typeof end === "number");
  return known.length === 0 ? undefined : Math.min(...known);
}

/** What the export itself says wrongly, as a warning of the record that the channel goes with. */
export function exportWarnings(head: Head, record: number, zone: Zone): Diagnostic[] {
  if (!head.preamble.has("exportedAt") || findExportTime(head, zone)) return [];
  return [warning(record, "bad-time", "exportedAt is no time", "/exportedAt")];
}

const attribute = (channel: Channel, relation: string, value: string, at: string): Fact => ({
  fact: "remark",
  kind: "attribute",
  subject: channel.key,
  relation,
  value,
  at,
});

function remarksAt(
  channel: Channel,
  fields: Fields,
  named: readonly (readonly [string, string])[],
) {
  return named.flatMap(([name, relation]) => {
    const value = findText(fields[name]);
    return value === undefined ? [] : [attribute(channel, relation, value, `/${name}`)];
  });
}

const isThread = (fields: Fields): boolean => /Thread$|^1[012]$/.test(scalarText(fields["type"]));

/** The channel itself; a thread is a part of the channel that the file calls its category. */
function channelFacts(channel: Channel, fields: Fields): Fact[] {
  const { key, platform } = channel;
  const facts: Fact[] = [{ fact: "item", item: key, type: "thread", platform, at: "/id" }];
  const title = findText(fields["name"]);
  if (title !== undefined) facts.push({ fact: "item", item: key, title, at: "/name" });
  const parent = findDigits(fields["categoryId"]);
  const named: (readonly [string, string])[] = [
    ["topic", "topic"],
    ["type", "kind"],
  ];
  if (isThread(fields) && parent !== undefined) {
    const object = parseKey(`discord:${channel.guild}/${parent}`);
    facts.push({ fact: "edge", relation: "PART_OF", subject: key, object, at: "/categoryId" });
    const whole = findText(fields["category"]);
    if (whole !== undefined) {
      facts.push({ fact: "item", item: object, type: "thread", title: whole, at: "/category" });
    }
  } else named.push(["category", "category"]);
  return [...facts, ...remarksAt(channel, fields, named)];
}

const claimOf = (
  { key }: Channel,
  bytes: Claim["place"]["bytes"],
  record: number,
  shownBy: number | undefined,
): Omit<Claim, "facts"> => ({
  subject: key,
  place: { bytes, record, as: "json" },
  basis: "recorded",
  ...(shownBy === undefined ? {} : { shownBy }),
});

/** That the file was exported from the channel, and when: what two exports are compared by. */
function exportClaims(
  head: Head,
  record: number,
  shownBy: number | undefined,
  zone: Zone,
): Claim[] {
  const { channel, preamble } = head;
  const time = findExportTime(head, zone);
  const bytes = preamble.get(time === undefined ? "channel" : "exportedAt")?.bytes;
  if (bytes === undefined) return [];
  const remark = { fact: "remark", kind: "attribute", subject: channel.key } as const;
  const value = { relation: EXPORTED, ...(time === undefined ? {} : { time }) };
  return [{ ...claimOf(channel, bytes, record, shownBy), facts: [{ ...remark, ...value }] }];
}

/** The channel, its guild and the range of the export, as claims of the record that they go with. */
export function channelClaims(
  head: Head,
  record: number,
  shownBy: number | undefined,
  zone: Zone,
): Claim[] {
  const { channel, preamble } = head;
  const told = (name: string, tell: (fields: Fields) => Fact[]): Claim[] => {
    const bytes = preamble.get(name)?.bytes;
    const member = findMember({ preamble }, name);
    const facts = member ? tell(member) : [];
    const quoteAt = facts.find((fact) => fact.fact === "remark" || "title" in fact)?.at;
    if (bytes === undefined || facts.length === 0) return [];
    const claim = claimOf(channel, bytes, record, shownBy);
    return [{ ...claim, ...(quoteAt === undefined ? {} : { quoteAt }), facts }];
  };
  return [
    ...told("channel", (fields) => channelFacts(channel, fields)),
    ...told("guild", (fields) => remarksAt(channel, fields, [["name", "guild"]])),
    ...exportClaims(head, record, shownBy, zone),
    ...told("dateRange", (fields) =>
      remarksAt(channel, fields, [
        ["after", "exported from"],
        ["before", "exported until"],
      ]),
    ),
  ];
}
