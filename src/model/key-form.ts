/** What the form of a key tells, and forms that many sites have alike. */
import { getDomain } from "tldts";
import type { ItemType } from "./item.ts";
import { type PlatformId, platformIdSchema } from "./platform.ts";

export type KeyKind = "item" | "account" | "case" | "tag" | "group" | "tier";

export interface KeyForm {
  name: string;
  kind: KeyKind;
  /** The whole key, as `parseKey` returns it. */
  pattern: RegExp;
  example: string;
  type?: ItemType;
  platform?: (parts: RegExpExecArray) => PlatformId;
  /** Spelling that does not tell things apart, removed. */
  normalise?: (key: string) => string;
}

export const lower = (key: string): string => key.toLowerCase();
export const on = (platform: PlatformId) => () => platform;

/** Posts of one site whose id is a word or number of its own in all of the site. */
export const post = (site: PlatformId, label: string, id: string, example: string): KeyForm => ({
  name: `${label} post`,
  kind: "item",
  pattern: new RegExp(`^${site}:(${id})$`),
  example: `${site}:${example}`,
  type: "post",
  platform: on(site),
});

/** Accounts of one site, by the id that it gives them and by handle. */
export const accounts = (
  site: PlatformId,
  label: string,
  id: string,
  example: string,
): readonly KeyForm[] => [
  {
    name: `${label} account by id`,
    kind: "account",
    pattern: new RegExp(`^${site}:user/(${id})$`),
    example: `${site}:user/${example}`,
    platform: on(site),
  },
  {
    name: `${label} account by handle`,
    kind: "account",
    pattern: new RegExp(`^${site}:@([\\w.-]+)$`),
    example: `${site}:@some_account`,
    platform: on(site),
    normalise: lower,
  },
];

export const hostOf = (url: string): PlatformId => {
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  const site = getDomain(host, { allowPrivateDomains: false }) ?? host;
  // An address of IPv6 is none that a platform could be named by.
  return platformIdSchema.safeParse(site).success ? site : "web";
};
