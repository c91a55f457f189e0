/** Chats of Telegram whose key is that of an account: a channel posts in a chat of its own name and number. */

const CHAT = /^telegram[:/]([\w-]+)(?:\/\d+)?$/i;
const CHATS_IN_TEXT = /(?<![\p{L}\p{N}_.])(telegram[:/])([\w-]+)/giu;
const BY_ID = /^telegram:id\/(user|channel|chat)-(\d+)$/;

/** A channel by its number or name; a chat of few people, whose key holds their numbers, by itself. */
function accountOf(chat: string): string {
  const id = chat.toLowerCase();
  if (/^\d+$/.test(id)) return `telegram:id/channel-${id}`;
  return id.includes("-") ? `telegram:id/${id}` : `telegram:@${id}`;
}

/** The account that a chat, a message or the platform `telegram/<chat>` is of. */
export function accountOfChat(key: string): string | undefined {
  const chat = CHAT.exec(key)?.[1];
  return chat === undefined || chat.toLowerCase() === "id" ? undefined : accountOf(chat);
}

/** How the number of an account of Telegram is written: `channel1234567`, or `-1001234567`. */
export function namesOfId(key: string): string[] {
  const [, kind = "", number = ""] = BY_ID.exec(key) ?? [];
  if (number === "") return [];
  return [number, `${kind}${number}`, ...(kind === "channel" ? [`100${number}`] : [])];
}

/** A text with something else for each chat of an account for which something else is to stand. */
export const inChats = (text: string, standFor: (account: string) => string | undefined): string =>
  text.replaceAll(CHATS_IN_TEXT, (all, site: string, chat: string) => {
    const other = standFor(accountOf(chat));
    return other === undefined ? all : `${site}${other}`;
  });
