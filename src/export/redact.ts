/** Answers as they are handed on: what would lead to a private person is left out of every text. */
import { z } from "zod";
import { relationSchema } from "../model/edge.ts";
import { beginningOf, withoutPersonal } from "../model/personal.ts";
import { type QuestionAnswer, questionAnswerSchema } from "../model/question-answer.ts";
import { Accounts } from "./accounts.ts";

/** Words of Headwater's own, and hashes: nobody's. Not the same words in what evidence says. */
const OWN = new Set([
  ...["kind", "order", "basis", "method", "marks", "elapsedFrom", "quoteState"],
  ...["provenance", "as", "hash", "cites", "digest", "software", "claim", "removes", "type"],
  ...[
    "tier",
    "breaks",
    "by",
    "stands",
    "why",
    "delimiter",
    "encoding",
    "caution",
    "claims",
    "changes",
  ],
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

/** Objects that say of an account what it is called. */
function gather(value: unknown, accounts: Accounts): void {
  if (typeof value === "string") accounts.addFrom(value);
  if (typeof value !== "object" || value === null) return;
  const account = accountSchema.safeParse(value);
  if (account.success) accounts.add(account.data.key, [account.data.handle, account.data.name]);
  for (const inner of Object.values(value)) gather(inner, accounts);
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
    return shown === "named" || SITES.has(field) ? rest : accounts.without(rest);
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
