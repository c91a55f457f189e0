/** Answers as they are handed on: what would lead to a private person is left out of every text. */
import { z } from "zod";
import { relationSchema } from "../model/edge.ts";
import { findKey, kindOfKey } from "../model/key.ts";
import { beginningOf, withoutPersonal } from "../model/personal.ts";
import { type QuestionAnswer, questionAnswerSchema } from "../model/question-answer.ts";
import { Accounts } from "./accounts.ts";
import { accountOfChat } from "./chat-accounts.ts";

/** Words of Headwater's own, and hashes: nobody's. Not the same words in what evidence says. */
const OWN = new Set([
  ...["kind", "order", "basis", "method", "marks", "elapsedFrom", "quoteState"],
  ...["provenance", "as", "hash", "cites", "digest", "software", "claim", "removes", "type"],
  ...["tier", "breaks", "by", "stands", "why", "caution", "claims", "changes"],
  ...["delimiter", "encoding"],
  "shows",
]);
/** Names of sites: nobody's account, whatever an account is called. */
const SITES = new Set(["platform", "giver", "receiver"]);

const accountSchema = z.looseObject({
  key: z.string(),
  handle: z.string().nullable(),
  name: z.string().nullable(),
});

/** Whether accounts stay as they are, or each goes by a number. */
export const accountsShownSchema = z.enum(["named", "redacted"]);
export type AccountsShown = z.infer<typeof accountsShownSchema>;

/** A remark's relation is what its source calls it. */
const isOwn = (field: string, value: string): boolean =>
  OWN.has(field) || (field === "relation" && relationSchema.safeParse(value).success);

type Change = (text: string, field: string) => string;

function changed(value: unknown, field: string, change: Change, shown: AccountsShown): unknown {
  const within = (inner: unknown, name: string) => changed(inner, name, change, shown);
  if (typeof value === "string") return isOwn(field, value) ? value : change(value, field);
  if (Array.isArray(value)) return value.map((one: unknown) => within(one, field));
  if (typeof value !== "object" || value === null) return value;
  const account = shown === "redacted" && accountSchema.safeParse(value).success;
  return Object.fromEntries(
    Object.entries(account ? { ...value, handle: null, name: null } : value).map(
      ([name, inner]) => [name, within(inner, name)],
    ),
  );
}

const remarkSchema = z.looseObject({
  kind: z.string(),
  relation: z.string(),
  object: z.string().nullable(),
  value: z.string(),
});
const titledSchema = z.looseObject({
  key: z.string().optional(),
  platform: z.string().optional(),
  title: z.string(),
});
/** What importers say of a source that names nobody. */
const NOBODY = "not named";
/** What importers call it when a source names who posted something. */
const SAY_WHO = new Set([
  ...["author", "author shown as", "author of the feed", "signed", "forwarded, signed"],
  ...["forwarded from", "moved here from", "saved from", "via bot", "webhook", "name", "tripcode"],
  ...["reshares a tweet by", "command run by", "shared from the page"],
]);

/** The objects in an answer, those within others too. */
function* objectsIn(value: unknown): Iterable<object> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}

function* textsIn(value: unknown): Iterable<string> {
  if (typeof value === "string") yield value;
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values(value)) yield* textsIn(inner);
}

/** The title of a channel: its platform's in coverage, or that of the chat as an item. */
function addTitle(value: object, accounts: Accounts): void {
  const titled = titledSchema.safeParse(value);
  if (!titled.success) return;
  const { key, platform = "", title } = titled.data;
  const account = (key ?? platform).includes("/", "telegram/".length)
    ? undefined
    : accountOfChat(key ?? platform);
  if (account !== undefined) accounts.add(account, null, [title, ...title.split(" / ")]);
}

/** Whom a source names without a key, and what it calls an account that it names by one. */
function addNamed(value: object, accounts: Accounts): void {
  const remark = remarkSchema.safeParse(value);
  if (!remark.success || !SAY_WHO.has(remark.data.relation)) return;
  const { object, value: called } = remark.data;
  const key = object === null ? undefined : findKey(object);
  if (key !== undefined && kindOfKey(key) === "account") accounts.add(key, null, [called]);
  else if (called !== NOBODY) accounts.addName(called);
}

/** What says of accounts what they are called, the surest first: who is named twice is one account. */
function gather(answer: QuestionAnswer, accounts: Accounts): void {
  const objects = [...objectsIn(answer)];
  for (const one of objects) {
    const account = accountSchema.safeParse(one);
    if (account.success) accounts.add(account.data.key, account.data.handle, [account.data.name]);
  }
  for (const text of textsIn(answer)) accounts.addFrom(text);
  for (const one of objects) addTitle(one, accounts);
  for (const one of objects) addNamed(one, accounts);
}

/**
 * The same answer without e-mail addresses, telephone numbers and IP addresses and, on request,
 * without accounts. Its digest stays that of the whole answer, which asking again gives.
 */
export function redactedAnswer(answer: QuestionAnswer, shown: AccountsShown): QuestionAnswer {
  const accounts = new Accounts();
  if (shown === "redacted") gather(answer, accounts);
  const change: Change = (text, field) => {
    const rest = withoutPersonal(text);
    if (shown === "named") return rest;
    return SITES.has(field) ? accounts.withoutChats(rest) : accounts.without(rest);
  };
  return questionAnswerSchema.parse(changed(answer, "", change, shown));
}

/** Of a quote, more than any report shows. */
const QUOTE_READ = 8000;

/**
 * For what tells of a quote its beginning and its length: of a long one the rest is blank. Accounts
 * that only that rest names have no number.
 */
export function redactedForReading(answer: QuestionAnswer, shown: AccountsShown): QuestionAnswer {
  const read = answer.citations.map(({ quote }) =>
    quote === null ? null : beginningOf(quote, QUOTE_READ),
  );
  const citations = answer.citations.map((one, i) => ({ ...one, quote: read[i]?.text ?? null }));
  const told = redactedAnswer({ ...answer, citations }, shown);
  const blank = (i: number) => " ".repeat(read[i]?.beyond ?? 0);
  return {
    ...told,
    citations: told.citations.map((one, i) => ({
      ...one,
      quote: one.quote === null ? null : one.quote + blank(i),
    })),
  };
}
