/** Forms of keys in chats: Discord, Telegram. */
import { type KeyForm, lower, on } from "./key-form.ts";

export const CHAT_KEYS: readonly KeyForm[] = [
  {
    name: "Discord message",
    kind: "item",
    pattern: /^discord:(\d+|@me)\/(\d+)\/(\d+)$/,
    example: "discord:1/2/3",
    type: "post",
    platform: (parts) => `discord/${parts[1]}`,
  },
  {
    name: "Discord channel or thread",
    kind: "item",
    pattern: /^discord:(\d+|@me)\/(\d+)$/,
    example: "discord:1/2",
    type: "thread",
    platform: (parts) => `discord/${parts[1]}`,
  },
  {
    // Its id is its own in all of Discord; the channel and the name in its URL add nothing.
    name: "Discord attachment",
    kind: "item",
    pattern: /^discord:attachment\/(\d+)$/,
    example: "discord:attachment/4",
    type: "file",
    platform: on("discord"),
  },
  {
    name: "Discord account",
    kind: "account",
    pattern: /^discord:user\/(\d+)$/,
    example: "discord:user/123",
    platform: on("discord"),
  },
  {
    // The numbers of channels are the same for all; those of private chats and basic groups are each
    // account's own, so that the chat is user-<account>-<other> and chat-<group>-<account>.
    name: "Telegram message",
    kind: "item",
    pattern: /^telegram:([\w-]+)\/(\d+)$/,
    example: "telegram:some_channel/12",
    type: "post",
    platform: (parts) => `telegram/${parts[1]}`,
    normalise: lower,
  },
  {
    // Channels by their bare id or name; `user-1-2` and `chat-3-1` are other chats, as account 1 has them.
    name: "Telegram chat",
    kind: "item",
    pattern: /^telegram:([\w-]+)$/,
    example: "telegram:some_channel",
    type: "thread",
    platform: (parts) => `telegram/${parts[1]}`,
    normalise: lower,
  },
  {
    // "id" is too short for a name, so this is no message of a chat.
    name: "Telegram account by id",
    kind: "account",
    pattern: /^telegram:id\/((?:user|channel|chat)-\d+)$/,
    example: "telegram:id/user-123",
    platform: on("telegram"),
  },
  {
    name: "Telegram account",
    kind: "account",
    pattern: /^telegram:@(\w+)$/,
    example: "telegram:@some_channel",
    platform: on("telegram"),
    normalise: lower,
  },
];
