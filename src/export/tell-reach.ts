/** A reach answer as text: how much of which platform and tier, the earliest reached, and what is otherwise. */

import {
  capital,
  many,
  plain,
  spokenAbsence,
  spokenAccount,
  spokenItem,
  spokenVerdict,
  table,
} from "../model/plain-text.ts";
import type { ReachAnswer, Reached } from "../model/reach-answer.ts";
import { spokenTime, spokenWindow } from "../model/spoken-time.ts";
import { EARLIEST, spokenReached } from "../model/told-words.ts";
import { overturned, tellChanges } from "./tell-changes.ts";
import { closing, section } from "./tell-common.ts";
import { spokenArrived, tellRemoval } from "./tell-removals.ts";
import { cites, tellEdge } from "./tell-trace.ts";

/** Items and accounts told. */
const MAX_TOLD = 20;

const row = (name: string, { items, accounts, arrival, order, basis }: Reached): string[] => [
  name,
  order,
  basis,
  String(items.certain),
  String(items.possible),
  String(accounts.certain),
  String(accounts.possible),
  spokenTime(arrival),
];

const HEAD = [
  "",
  "order",
  "basis",
  "items certain",
  "possible",
  "accounts certain",
  "possible",
  EARLIEST,
];

const counts = (rows: readonly string[][]): string[] =>
  rows.length === 0 ? [] : [table([HEAD, ...rows])];

type Item = ReachAnswer["items"][number];
type Account = ReachAnswer["accounts"][number];

const tellItem = ({ item, hop, ...arrived }: Item): string =>
  `- ${capital(spokenItem(item))}, ${spokenArrived(arrived)}\n  ${tellEdge(hop, "it")}`;

const tellAccount = ({ account, item, claims, ...arrived }: Account): string =>
  `- ${spokenAccount(account)}, ${spokenArrived(arrived)}; its earliest: ${plain(item)} ${cites(claims)}`.trimEnd();

const more = (all: readonly unknown[], one: string): string[] =>
  all.length > MAX_TOLD ? [`- and ${many(all.length - MAX_TOLD, `further ${one}`)} (--json)`] : [];

/** Those that the items and accounts told here cite. */
function citationsOf({ items, accounts, citations }: ReachAnswer): ReachAnswer["citations"] {
  const told = new Set([
    ...items.slice(0, MAX_TOLD).flatMap(({ hop }) => [...hop.claims, ...hop.timeClaims]),
    ...accounts.slice(0, MAX_TOLD).flatMap(({ claims }) => claims),
  ]);
  return citations.filter(({ number }) => told.has(number));
}

/** Plain text, UTC throughout. */
export function tellReach(answer: ReachAnswer): string {
  const { question, ends } = answer;
  const of = question.to === null ? "" : ` of ${plain(question.to)}`;
  const items = answer.items.slice(0, MAX_TOLD);
  const accounts = answer.accounts.slice(0, MAX_TOLD);
  const missing = [ends.from, ...(ends.to ? [ends.to] : [])].filter((end) => !end.inEvidence);
  const lines = [
    `What did ${plain(question.from)} reach${of}? (basis at least ${question.basis}${spokenWindow(question.between)})`,
    "",
    spokenVerdict(answer),
    ...overturned(answer.disputes),
    ...missing.map((end) => spokenAbsence(end.asked)),
    spokenReached(answer),
    ...section(
      "By platform",
      counts(answer.perPlatform.map((one) => row(plain(one.platform), one))),
    ),
    ...section("By tier", counts(answer.perTier.map((one) => row(one.tier ?? "no tier", one)))),
    ...section("Items, the earliest reached before the others", [
      ...items.map(tellItem),
      ...more(answer.items, "item"),
    ]),
    ...section("Accounts, the earliest reached before the others", [
      ...accounts.map(tellAccount),
      ...more(answer.accounts, "account"),
    ]),
    ...section(
      "Accounts without which, one at a time, most is lost",
      answer.carriers.map(
        ({ account, noLongerReached, late }) =>
          `- ${spokenAccount(account)}: ${many(noLongerReached, "item")} no longer reached, ${late} later at the earliest`,
      ),
    ),
    ...section("What if", answer.removals.flatMap(tellRemoval)),
    ...tellChanges(answer),
    ...closing({ ...answer, citations: citationsOf(answer), remarks: [] }),
  ];
  return `${lines.join("\n")}\n`;
}
