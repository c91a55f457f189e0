/** What a tool or a release says of a tweet's people, links and times, each with its place in the record. */
import type { Fact, RemarkFact, TimeFact } from "../../model/claim.ts";
import { findKey, type Key } from "../../model/key.ts";
import { parseTime, TimeFormatError, type Zone } from "../../model/time.ts";
import { RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Row } from "../reading/table.ts";

export const cellOf = (row: Row, name: string): Said | undefined => {
  const value = row.find(name);
  return value === undefined ? undefined : { value, at: row.at(name) };
};

export interface SaidAccount {
  account: Key;
  at: string;
  facts: readonly Fact[];
}

/** Another tweet that this one names; without an id only its author is known. */
export interface SaidTweetRef {
  id: Said | undefined;
  author?: SaidAccount | undefined;
}

export interface SaidLink {
  url: Said;
  /** The t.co address that stands for it. */
  short?: Said | undefined;
  /** Where it led when Twitter followed it to its end. */
  unwound?: Said | undefined;
  /** As the platform shows it. */
  shown?: string | undefined;
  /** What the page at the end answered, in HTTP's numbers. */
  status?: unknown;
}

/** The key of an account by its id, or by the hash that stands for it. */
function accountById(id: string): Key | undefined {
  return findKey(/^\d{1,20}$/.test(id) ? `twitter:user/${id}` : `twitter:hashed/${id}`);
}

export function accountOf(
  { id, handle, name }: Partial<Record<"id" | "handle" | "name", Said | undefined>>,
  at = (handle ?? id ?? name)?.at,
): SaidAccount | undefined {
  const handleKey = handle && findKey(`twitter:@${handle.value.replace(/^@/, "")}`);
  const byId = id && accountById(id.value);
  const account = byId ?? handleKey;
  const keyAt = (byId === undefined ? handle : id)?.at;
  if (account === undefined || keyAt === undefined || at === undefined) return undefined;
  if (handleKey === undefined && name === undefined) return { account, at: keyAt, facts: [] };
  const fact: Fact = {
    fact: "account",
    account,
    platform: "twitter",
    ...(handleKey === undefined ? {} : { handle: handleKey }),
    ...(name === undefined ? {} : { name: name.value }),
    at,
  };
  return { account, at: keyAt, facts: [fact] };
}

/** @throws RecordError for what is no time as evidence writes it */
export function publishedAt(item: Key, { value, at }: Said, zone?: Zone): TimeFact {
  try {
    return { fact: "time", item, kind: "published", ...parseTime(value, zone), at };
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    throw new RecordError("bad-time", error.message, at);
  }
}

/** The name of the app it was posted with, out of the link to its maker. */
export const clientOf = (key: Key, source: Said | undefined): Fact[] => {
  if (source === undefined) return [];
  const value = />([^<>]+)</.exec(source.value)?.[1] ?? source.value;
  return [remark(key, "attribute", "client", { value }, source.at)];
};

export const remark = (
  subject: Key,
  kind: RemarkFact["kind"],
  relation: string,
  what: Partial<Pick<RemarkFact, "object" | "value" | "time">>,
  at: string,
): Fact => ({ fact: "remark", kind, subject, relation, ...what, at });
