/** Which message another one of a DiscordChatExporter file refers to, and what it does with it. */

import { findKey, type Key } from "../../model/key.ts";
import { type Fields, findDigits, scalarText } from "../reading/records.ts";
import { type Channel, guildOf } from "./discord-channel.ts";

export interface Referred {
  key: Key;
  platform: string;
  isHere: boolean;
}

/** The message that a reference names. One of an unnamed guild and another channel has no key. */
export function findReferred(reference: Fields, channel: Channel): Referred | undefined {
  const digits = (name: string) => findDigits(reference[name]);
  const id = digits("messageId");
  const channelId = digits("channelId") ?? channel.id;
  const isHere = channelId === channel.id;
  const named = digits("guildId");
  const guild = named === undefined ? (isHere ? channel.guild : undefined) : guildOf(named);
  const key =
    id === undefined || guild === undefined
      ? undefined
      : findKey(`discord:${guild}/${channelId}/${id}`);
  return key === undefined ? undefined : { key, platform: `discord/${guild}`, isHere };
}

type Reference = "reshares" | "answers" | undefined;

/** A message of no kind of its own, and an answer, as the exporter writes them. */
const PLAIN = new Set(["Default", "0"]);
const ANSWER = new Set(["Reply", "19"]);

/** Discord described forwards first in April 2024 (discord/discord-api-docs, pull request 6818). */
const NO_FORWARD_BEFORE = Date.UTC(2024, 0, 1);

/**
 * What a message does with the one that it refers to. A forward reshares; so does what a followed
 * channel sends here, a message of no kind of its own that refers to another channel. Only a Reply
 * answers: older files do not write the reference's own type and so call forwards what they call all
 * else. A command's message answers where the file tells forwards from other references. An answer in an
 * export of API v6 is of no kind of its own (Tyrrrz/DiscordChatExporter, issue 440): so is what refers
 * to its own channel and is older than forwards.
 * @param sent in UTC milliseconds, where the id says it
 */
export function findReference(
  message: Fields,
  reference: Fields,
  isHere: boolean,
  sent: number | undefined,
): Reference {
  if (reference["type"] === "Forward") return "reshares";
  const type = scalarText(message["type"] ?? "Default");
  if (ANSWER.has(type)) return "answers";
  const isBeforeForwards = sent !== undefined && sent < NO_FORWARD_BEFORE;
  if (PLAIN.has(type) && isHere) return isBeforeForwards ? "answers" : undefined;
  if (PLAIN.has(type)) return "reshares";
  return reference["type"] === undefined ? undefined : "answers";
}
