/** People as DiscordChatExporter writes them: authors and those mentioned. */
import type { Fact } from "../../model/claim.ts";
import { findKey, type Key } from "../../model/key.ts";
import { type Fields, findDigits, findText } from "../reading/records.ts";

export type Person =
  | { kind: "user"; account: Key; isBot: boolean; facts: Fact[] }
  /** One name for many: no account, whatever its id. */
  | { kind: "webhook" | "deleted"; name: string | undefined };

/** A user as an export writes it, whatever its format, with the places of what it says. */
interface WrittenUser {
  id: string | undefined;
  name: string | undefined;
  /** Four digits; `0000` for none, undefined where the format never says. */
  discriminator: string | undefined;
  nickname?: string | undefined;
  isBot: boolean;
  at: { id: string; name: string; fullName: string; nickname: string; isBot: string };
}

const NO_DISCRIMINATOR = "0000";

/** Bots keep their four digits, so a bot without them is a webhook, whose every message names itself anew. */
const isWebhook = ({ isBot, discriminator }: WrittenUser): boolean =>
  isBot && discriminator === NO_DISCRIMINATOR;

/** Discord moves what deleted accounts wrote to one shared placeholder. */
const isDeletedUser = ({ name, discriminator }: WrittenUser): boolean =>
  name === "Deleted User" && discriminator === NO_DISCRIMINATOR;

/** `Adam#7077` of the days when names were not unique; since 2023 the name alone. */
function fullName({ name, discriminator, at }: WrittenUser) {
  if (name === undefined) return undefined;
  const isOld =
    discriminator !== undefined &&
    /^\d{4}$/.test(discriminator) &&
    discriminator !== NO_DISCRIMINATOR;
  return isOld ? { name: `${name}#${discriminator}`, at: at.fullName } : { name, at: at.name };
}

function accountFacts(user: WrittenUser, account: Key): Fact[] {
  const fact = { fact: "account", account, platform: "discord" } as const;
  const { nickname, at } = user;
  const name = fullName(user);
  const facts: Fact[] = [name === undefined ? { ...fact, at: at.id } : { ...fact, ...name }];
  if (nickname !== undefined && nickname !== user.name) {
    facts.push({ ...fact, name: nickname, at: at.nickname });
  }
  if (user.isBot) {
    const remark = { fact: "remark", kind: "attribute", subject: account } as const;
    facts.push({ ...remark, relation: "bot", value: "true", at: at.isBot });
  }
  return facts;
}

/** Whom it means, with the names it bore at the export; undefined without an id. */
export function personOf(user: WrittenUser): Person | undefined {
  if (isWebhook(user)) return { kind: "webhook", name: user.name };
  if (isDeletedUser(user)) return { kind: "deleted", name: user.name };
  const account = user.id === undefined ? undefined : findKey(`discord:user/${user.id}`);
  if (account === undefined) return undefined;
  return { kind: "user", account, isBot: user.isBot, facts: accountFacts(user, account) };
}

/** The person of a user object in JSON. */
export function findPerson(user: Fields, at: string): Person | undefined {
  return personOf({
    id: findDigits(user["id"]),
    name: findText(user["name"]),
    discriminator: findText(user["discriminator"]),
    nickname: findText(user["nickname"]),
    isBot: user["isBot"] === true,
    at: {
      id: `${at}/id`,
      name: `${at}/name`,
      fullName: at,
      nickname: `${at}/nickname`,
      isBot: `${at}/isBot`,
    },
  });
}

/** `Adam#7077` as name and digits; a name of today has none, and is written alone. */
export function splitFullName(written: string): Pick<WrittenUser, "name" | "discriminator"> {
  const [, name, discriminator] = /^(.*)#(\d{4})$/s.exec(written) ?? [];
  return name === undefined || name === ""
    ? { name: written, discriminator: undefined }
    : { name, discriminator };
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
