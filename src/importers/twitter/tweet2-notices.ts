/**
 * What v2 says of tweets and accounts that it does not show: the `errors` of an answer, the lines of
 * a batch compliance job, and the events of a compliance stream. None of them is a post: they are
 * remarks, on a tweet or account of which nothing else may be known.
 */
import type { Fact, RemarkFact } from "../../model/claim.ts";
import { publishedByKey } from "../../model/id-time.ts";
import type { Key } from "../../model/key.ts";
import {
  type Fields,
  findFields,
  findText,
  isFields,
  listOf,
  RecordError,
} from "../reading/records.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { handleKey, isId, MAX_IDS, statusKey, userKey } from "./tweet-ids.ts";
import { findTime, isV2Time } from "./tweet2-time.ts";

const eventOn = (subject: Key, relation: string, at: string) =>
  ({ fact: "remark", kind: "event", subject, relation, at }) satisfies RemarkFact;

export const isError = (value: Fields): boolean =>
  typeof value["title"] === "string" &&
  (typeof value["detail"] === "string" || typeof value["type"] === "string") &&
  typeof value["text"] !== "string";

/** Titles that say of the thing itself that it is not shown. */
const NOT_SHOWN = new Set(["Not Found Error", "Authorization Error", "Forbidden"]);

/** The tweet or account that an answer could not show. */
function findMissing(error: Fields, at: string): { key: Key; at: string } | undefined {
  const name = error["resource_id"] === undefined ? "value" : "resource_id";
  const named = error[name];
  const place = `${at}/${name}`;
  if (error["resource_type"] === "tweet") {
    return isId(named) ? { key: statusKey(named), at: place } : undefined;
  }
  if (error["resource_type"] !== "user") return undefined;
  // A handle may be all digits, so the parameter must say which of the two it is.
  const byHandle = /username/.test(findText(error["parameter"]) ?? "");
  const key = byHandle ? handleKey(named) : isId(named) ? userKey(named) : undefined;
  return key && { key, at: place };
}

/** An error of an answer: a tweet or account that it names and does not show. */
export function readError(
  error: Fields,
  at: string,
  retrieved: number | undefined,
): Reading | Skip {
  const missing = findMissing(error, at);
  const title = findText(error["title"]);
  if (missing === undefined || !NOT_SHOWN.has(title ?? "") || error["field"] !== undefined) {
    return { skip: "error", why: "an error of the answer, which says of no tweet that it is gone" };
  }
  const detail = findText(error["detail"]);
  const fact: RemarkFact = {
    ...eventOn(missing.key, "unavailable", missing.at),
    ...(title === undefined ? {} : { value: detail ?? title }),
    ...(retrieved === undefined ? {} : { time: { earliest: null, latest: retrieved } }),
  };
  const quoteAt = detail === undefined ? `${at}/title` : `${at}/detail`;
  return { told: [{ quoteAt, facts: [fact] }], warnings: [] };
}

export const isCompliance = (value: Fields): boolean =>
  isId(value["id"]) &&
  typeof value["action"] === "string" &&
  typeof value["reason"] === "string" &&
  isV2Time(value["created_at"]);

/** Only that a tweet is deleted is said of it in so many words: `action` is what its keeper is to do. */
const SAID_BY: Readonly<Record<string, string>> = {
  deleted: "deleted",
  scrub_geo: "places removed",
};

/** Before this no tweet's id held its time; ids of accounts were counted up long after. */
const SNOWFLAKES_FROM = Date.UTC(2010, 10, 4, 22);

/**
 * Whether a compliance line is of a tweet or an account, which it does not say: a tweet's id holds
 * the very millisecond of its `created_at`, where one is written.
 */
function subjectOf(id: string, created: number, isToMillisecond: boolean): Key {
  const byId = publishedByKey(statusKey(id));
  if (byId !== undefined && byId === created && isToMillisecond) return statusKey(id);
  const sameSecond = byId !== undefined && Math.abs(byId - created) < 1000;
  if (!sameSecond && (byId !== undefined || created >= SNOWFLAKES_FROM)) return userKey(id);
  throw new RecordError("tweet-or-account", `${id} may be a tweet's or an account's id`, "/id");
}

/** A line of a compliance job: what became of a tweet or account, and when it was made. */
export function readCompliance(line: Fields): Reading {
  const id = line["id"];
  const created = findTime(line["created_at"], "/created_at");
  if (!isId(id) || created?.earliest === undefined || created.earliest === null) {
    throw new RecordError("no-time", "the line has no created_at", "/created_at");
  }
  const subject = subjectOf(id, created.earliest, /\.\d{3}/.test(created.asWritten ?? ""));
  const reason = findText(line["reason"]) ?? "";
  const redacted = findTime(line["redacted_at"], "/redacted_at");
  const remark: Fact = {
    ...eventOn(subject, SAID_BY[reason] ?? "unavailable", "/reason"),
    value: reason,
    ...(redacted === undefined ? {} : { time: redacted }),
  };
  if (!subject.startsWith("twitter:status/")) {
    const made = {
      fact: "remark",
      kind: "attribute",
      subject,
      relation: "account created",
    } as const;
    const facts: Fact[] = [remark, { ...made, time: created, at: "/created_at" }];
    return { told: [{ facts }], warnings: [] };
  }
  const facts: Fact[] = [
    { fact: "item", item: subject, type: "post", platform: "twitter", at: "/id" },
    { fact: "time", item: subject, kind: "published", ...created, at: "/created_at" },
    remark,
  ];
  return { told: [{ subject, facts }], warnings: [] };
}

/** The one event in the `data` of a compliance stream: of a tweet, or of an account. */
export function findEvent(data: Fields): { name: string; event: Fields } | undefined {
  const [[name, event] = [], ...others] = Object.entries(data);
  if (name === undefined || others.length > 0 || !isFields(event)) return undefined;
  const isOne = isFields(event["tweet"]) || isFields(event["user"]);
  return isOne && isV2Time(event["event_at"]) ? { name, event } : undefined;
}

/** Events that other formats tell of too, by the same words. */
const NAMES: Readonly<Record<string, string>> = {
  delete: "deleted",
  user_withheld: "withheld",
  scrub_geo: "places removed",
};

/** A name goes into an answer as it is, so only such as Twitter gives are taken. */
const EVENT = /^[a-z_]{3,40}$/;

export function readEvent(name: string, event: Fields): Reading {
  const at = `/data/${name}`;
  const [tweet, user] = [findFields(event["tweet"]), findFields(event["user"])];
  const [id, place] = tweet ? [tweet["id"], `${at}/tweet`] : [user?.["id"], `${at}/user`];
  if (!isId(id) || !EVENT.test(name)) {
    throw new RecordError("no-id", "the event names no tweet or account", at);
  }
  const subject = tweet ? statusKey(id) : userKey(id);
  const time = findTime(event["event_at"], `${at}/event_at`);
  const countries = listOf(event["withheld_in_countries"]).flatMap((one) => findText(one) ?? []);
  const facts: Fact[] = [
    {
      ...eventOn(subject, NAMES[name] ?? name.replaceAll("_", " "), `${place}/id`),
      ...(countries.length === 0 ? {} : { value: `in ${countries.join(", ")}` }),
      ...(time === undefined ? {} : { time }),
    },
  ];
  const author = tweet?.["author_id"];
  if (isId(author)) {
    const edge = { fact: "edge", relation: "POSTED_BY", subject } as const;
    facts.push({ ...edge, object: userKey(author), at: `${place}/author_id` });
  }
  listOf(event["edit_tweet_ids"])
    .slice(0, MAX_IDS)
    .forEach((version, index) => {
      if (!isId(version) || statusKey(version) === subject) return;
      const attribute = { fact: "remark", kind: "attribute", subject } as const;
      const object = statusKey(version);
      facts.push({
        ...attribute,
        relation: "version",
        object,
        at: `${at}/edit_tweet_ids/${index}`,
      });
    });
  return { told: [{ facts }], warnings: [] };
}
