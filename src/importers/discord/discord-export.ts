/**
 * A channel, thread or direct conversation as DiscordChatExporter writes it in JSON. Documented by
 * its source, DiscordChatExporter.Core/Exporting/JsonMessageWriter.cs. Times carry the offset of the
 * zone that the exporter was set to; people bear the names of the day of the export, `exportedAt`.
 * A file may be a part of its channel (`dateRange`, `--filter`), so what is not in it proves nothing.
 * Messages are those that people or programs wrote; notices of Discord's own (joins, pins, calls)
 * are skipped. A message that stands twice with other words is taken as edited; a link in a quoted
 * line is a remark, since it is another's. What a bridge posts is the bridge's. Left out: who reacted,
 * roles, avatars, pictures of previews, what is pinned, when calls ended, and pings by answers whose
 * words name nobody.
 */
import type { Claim } from "../../model/claim.ts";
import { ImportError } from "../../model/errors.ts";
import type { Zone } from "../../model/time.ts";
import { type ImportContext, type Importer, type RecordResult, SAMPLE_BYTES } from "../importer.ts";
import { createAgainWatch } from "../reading/again.ts";
import { peekBytes } from "../reading/bytes.ts";
import { createFieldWatch } from "../reading/fields.ts";
import { exactValue } from "../reading/json-exact.ts";
import { type JsonRecord, readJsonRecords } from "../reading/json-records.ts";
import {
  type Fields,
  imported,
  isFields,
  RecordError,
  recordResult,
  skipped,
  warning,
} from "../reading/records.ts";
import {
  channelClaims,
  exportWarnings,
  findHead,
  findShownBy,
  type Head,
} from "./discord-channel.ts";
import { FIELDS_BEFORE, MESSAGE_FIELDS } from "./discord-fields.ts";
import { findNotice, readMessage } from "./discord-message.ts";

interface Context extends Head {
  zone: Zone;
  shownBy: number | undefined;
  watchAgain: ReturnType<typeof createAgainWatch>;
  watch: ReturnType<typeof createFieldWatch>;
  watchBefore: ReturnType<typeof createFieldWatch>;
  /** What is said before the messages goes with the first that is imported. */
  toldBefore: boolean;
}

const membersOf = ({ preamble }: Head): Fields =>
  Object.fromEntries([...preamble].map(([name, member]) => [name, exactValue(member)]));

function readRecord(record: JsonRecord & { error?: undefined }, context: Context): RecordResult {
  const { record: number, bytes } = record;
  const value = exactValue(record);
  if (!isFields(value)) throw new RecordError("not-a-message", "the record is no JSON object");
  const notice = findNotice(value);
  if (notice !== undefined) {
    return skipped(
      number,
      "notice",
      `a ${notice} is no message that somebody or some program wrote`,
    );
  }
  const { channel, zone, shownBy } = context;
  const message = readMessage({ message: value, channel, zone }, context.watchAgain);
  const claims = [message, message.forwarded].flatMap((told): Claim[] =>
    told === undefined
      ? []
      : [
          {
            subject: told.key,
            place: { bytes, record: number, as: "json" },
            basis: "recorded",
            ...(shownBy === undefined ? {} : { shownBy }),
            ...(told.quoteAt === undefined ? {} : { quoteAt: told.quoteAt }),
            facts: told.facts,
          },
        ],
  );
  const diagnostics = message.warnings.map((parts) => warning(number, ...parts));
  const fields = context.watch(value);
  if (!context.toldBefore) {
    context.toldBefore = true;
    claims.unshift(...channelClaims(context, number, shownBy, zone));
    diagnostics.push(...exportWarnings(context, number, zone));
    fields.push(...context.watchBefore(membersOf(context)));
  }
  return { ...imported(number, claims, diagnostics), fields };
}

const messageResult = (record: JsonRecord, context: Context): RecordResult =>
  recordResult(record.record, () => {
    if (record.error !== undefined) {
      throw new RecordError("not-json", `the record is not JSON: ${record.error}`);
    }
    return readRecord(record, context);
  });

const NO_HEAD =
  "there are no guild and channel with their ids before the messages: is this a whole JSON file of DiscordChatExporter, in UTF-8?";

export const discordExport: Importer = {
  id: "discord-export",
  version: 4,
  label: "Discord channel (DiscordChatExporter)",
  reads: "A channel, thread or direct conversation in the JSON of DiscordChatExporter.",
  example: '{"guild": {"id": "…"}, "channel": {"id": "…"}, …, "messages": […]}',
  checkedAgainst: "real files",

  detects: (sample) => findHead(sample) !== undefined,

  async *parse(bytes: AsyncIterable<Uint8Array>, { manifest, zone }: ImportContext) {
    const { start, all } = await peekBytes(bytes, SAMPLE_BYTES);
    const head = findHead(start);
    if (head === undefined) throw new ImportError("bad-structure", NO_HEAD);
    const context: Context = {
      ...head,
      zone,
      shownBy: findShownBy(head, manifest, zone),
      watchAgain: createAgainWatch(),
      watch: createFieldWatch(MESSAGE_FIELDS),
      watchBefore: createFieldWatch(FIELDS_BEFORE),
      toldBefore: false,
    };
    for await (const batch of readJsonRecords(all, { property: "messages" })) {
      yield batch.map((record) => messageResult(record, context));
    }
  },
};
