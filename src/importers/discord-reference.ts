/** Which message another one of a DiscordChatExporter file refers to, and what it does with it. */
import { findKey, type Key } from "../model/key.ts";
import { type Channel, guildOf } from "./discord-channel.ts";
import { findDigits } from "./discord-people.ts";
import type { Fields } from "./records.ts";

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

/**
 * A forward reshares; so does what a followed channel sends here, a message of no kind of its own
 * that refers to another channel. Everything else that refers to a message answers it.
 */
export function reshares(message: Fields, reference: Fields, isHere: boolean): boolean {
  if (reference["type"] === "Forward") return true;
  const type = String(message["type"] ?? "Default");
  return (type === "Default" || type === "0") && !isHere;
}
