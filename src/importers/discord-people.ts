/** People as DiscordChatExporter writes them: authors and those mentioned. */
import type { Fact } from "../model/claim.ts";
import { findKey, type Key } from "../model/key.ts";
import { type Fields, findText } from "./records.ts";

/** The digits of an id or count, given as a string or as a number that has them all. */
export function findDigits(value: unknown): string | undefined {
  const written = Number.isSafeInteger(value) ? String(value) : value;
  return typeof written === "string" && /^(?:0|[1-9]\d{0,19})$/.test(written) ? written : undefined;
}

type Person =
  | { kind: "user"; account: Key; isBot: boolean; facts: Fact[] }
  /** One name for many: no account, whatever its id. */
  | { kind: "webhook" | "deleted"; name: string | undefined };

const NO_DISCRIMINATOR = "0000";

/** Bots keep their four digits, so a bot without them is a webhook, whose every message names itself anew. */
const isWebhook = (user: Fields): boolean =>
  user["isBot"] === true && user["discriminator"] === NO_DISCRIMINATOR;

/** Discord moves what deleted accounts wrote to one shared placeholder. */
const isDeletedUser = (user: Fields): boolean =>
  user["name"] === "Deleted User" && user["discriminator"] === NO_DISCRIMINATOR;

/** `Adam#7077` of the days when names were not unique; since 2023 the name alone. */
function fullName(user: Fields, at: string): { name: string; at: string } | undefined {
  const name = findText(user["name"]);
  const digits = user["discriminator"];
  if (name === undefined) return undefined;
  const isOld = typeof digits === "string" && /^\d{4}$/.test(digits) && digits !== NO_DISCRIMINATOR;
  return isOld ? { name: `${name}#${digits}`, at } : { name, at: `${at}/name` };
}

function accountFacts(user: Fields, account: Key, at: string): Fact[] {
  const fact = { fact: "account", account, platform: "discord" } as const;
  const name = fullName(user, at);
  const nickname = findText(user["nickname"]);
  const facts: Fact[] = [name === undefined ? { ...fact, at: `${at}/id` } : { ...fact, ...name }];
  if (nickname !== undefined && nickname !== user["name"]) {
    facts.push({ ...fact, name: nickname, at: `${at}/nickname` });
  }
  if (user["isBot"] === true) {
    facts.push({
      fact: "remark",
      kind: "attribute",
      subject: account,
      relation: "bot",
      value: "true",
      at: `${at}/isBot`,
    });
  }
  return facts;
}

/** Whom a user object means, with the names it bore at the export; undefined without an id. */
export function findPerson(user: Fields, at: string): Person | undefined {
  const name = findText(user["name"]);
  if (isWebhook(user)) return { kind: "webhook", name };
  if (isDeletedUser(user)) return { kind: "deleted", name };
  const id = findDigits(user["id"]);
  const account = id === undefined ? undefined : findKey(`discord:user/${id}`);
  if (account === undefined) return undefined;
  return {
    kind: "user",
    account,
    isBot: user["isBot"] === true,
    facts: accountFacts(user, account, at),
  };
}

const NAME_GOES_ON = /^[\p{L}\p{N}_]/u;

/** Whether words name a user, as the exporter writes that (`@nickname`) or as Discord does (`<@id>`). */
export function isNamedIn(words: string, user: Fields): boolean {
  const id = findDigits(user["id"]);
  if (id !== undefined && (words.includes(`<@${id}>`) || words.includes(`<@!${id}>`))) return true;
  return [user["nickname"], user["name"]].some((name) => {
    const written = findText(name);
    if (written === undefined) return false;
    return words
      .split(`@${written}`)
      .slice(1)
      .some((rest) => !NAME_GOES_ON.test(rest));
  });
}
