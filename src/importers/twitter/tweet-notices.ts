/**
 * Notices between the tweets of a v1.1 stream ("Streaming message types" of Twitter's documentation):
 * a tweet was deleted, a tweet or account is withheld, places were removed. A notice says that it was so
 * by its own time, not when it came to be so; of what is named in it nothing else is told.
 */
import type { Fact, RemarkFact } from "../../model/claim.ts";
import type { Key } from "../../model/key.ts";
import type { Time } from "../../model/time.ts";
import { type Fields, findFields, findText, isFields, listOf } from "../reading/records.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { findId, statusKey, userKey } from "./tweet-ids.ts";
import { findMilliseconds } from "./tweet-time.ts";

const NOTICES = [
  "delete",
  "limit",
  "scrub_geo",
  "status_withheld",
  "user_withheld",
  "disconnect",
  "warning",
  "friends",
  "friends_str",
  "event",
  "direct_message",
  "for_user",
  "control",
] as const;
type Notice = (typeof NOTICES)[number];

/** Which notice an object is; undefined for a tweet and all else. */
export const findNotice = (value: Fields): Notice | undefined =>
  value["created_at"] === undefined || value["event"] !== undefined
    ? NOTICES.find((name) => Object.hasOwn(value, name))
    : undefined;

/** Whether it tells that a tweet was deleted, which no other format writes so. */
export const isDeletion = (value: Fields): boolean => {
  const status = findFields(findFields(value["delete"])?.["status"]);
  return status?.["id_str"] !== undefined && status["user_id_str"] !== undefined;
};

/** By when it was so, as the notice has it. */
function byThen(...holders: readonly (Fields | undefined)[]): { time?: Time } {
  for (const holder of holders) {
    const ms = findMilliseconds(holder?.["timestamp_ms"]);
    if (ms === undefined) continue;
    const zone = { name: "UTC", reason: "documented" } as const;
    const asWritten = String(ms);
    return { time: { earliest: null, latest: ms, precision: "millisecond", zone, asWritten } };
  }
  return {};
}

const eventOn = (subject: Key, relation: string, at: string): RemarkFact => ({
  fact: "remark",
  kind: "event",
  subject,
  relation,
  at,
});

const countriesOf = (notice: Fields): { value?: string } => {
  const countries = listOf(notice["withheld_in_countries"]).flatMap((one) => findText(one) ?? []);
  return countries.length === 0 ? {} : { value: `in ${countries.join(", ")}` };
};

/** That a tweet was deleted or is withheld, and whose it was. */
function ofTweet(status: Fields, relation: string, at: string, more: Partial<RemarkFact>): Fact[] {
  const id = findId(status, "id", at);
  if (id === undefined) return [];
  const subject = statusKey(id.id);
  const facts: Fact[] = [{ ...eventOn(subject, relation, id.at), ...more }];
  const author = findId(status, "user_id", at);
  if (author !== undefined) {
    const object = userKey(author.id);
    facts.push({ fact: "edge", relation: "POSTED_BY", subject, object, at: author.at });
  }
  return facts;
}

function ofAccount(notice: Fields, at: string, more: Partial<RemarkFact>): Fact[] {
  const id = findId(notice, "id", at);
  return id === undefined ? [] : [{ ...eventOn(userKey(id.id), "withheld", id.at), ...more }];
}

function ofPlaces(notice: Fields, at: string, more: Partial<RemarkFact>): Fact[] {
  const id = findId(notice, "user_id", at);
  if (id === undefined) return [];
  const upTo = findId(notice, "up_to_status_id", at);
  const object = upTo === undefined ? {} : { object: statusKey(upTo.id) };
  return [{ ...eventOn(userKey(id.id), "places removed up to", id.at), ...object, ...more }];
}

function factsOf(notice: Notice, inner: Fields, whole: Fields): Fact[] {
  const time = byThen(inner, whole);
  const withheld = { ...countriesOf(inner), ...time };
  switch (notice) {
    case "delete": {
      const status = findFields(inner["status"]);
      return status ? ofTweet(status, "deleted", "/delete/status", time) : [];
    }
    case "status_withheld":
      return ofTweet(inner, "withheld", "/status_withheld", withheld);
    case "user_withheld":
      return ofAccount(inner, "/user_withheld", withheld);
    case "scrub_geo":
      return ofPlaces(inner, "/scrub_geo", time);
    default:
      return [];
  }
}

/** What a notice tells; one that tells of no tweet or account is skipped. */
export function readNotice(notice: Notice, value: Fields): Reading | Skip {
  const inner = value[notice];
  const facts = isFields(inner) ? factsOf(notice, inner, value) : [];
  if (facts.length > 0) return { told: [{ facts }], warnings: [] };
  return { skip: "notice", why: `a "${notice}" notice of a stream, no tweet` };
}
