/** The head of a report: what was asked, on which terms, and the answer in words that are told together. */

import type { ItemRef } from "../../model/answer.ts";
import type { Basis } from "../../model/basis.ts";
import { spokenVerdict, type Verdict } from "../../model/plain-text.ts";
import { spokenWindow } from "../../model/spoken-time.ts";
import { type Interval, OPEN } from "../../model/time.ts";
import type { TraceAnswer } from "../../model/trace-answer.ts";
import { type Html, html } from "../html/html.ts";
import { joined, keyText, words } from "../html/words.ts";
import { keyOf, keysCalled } from "./things.ts";

export interface Head {
  asked: Html;
  basis: Basis;
  between?: Interval;
  /** Further terms, as `the fastest way`. */
  terms?: string;
}

export const head = ({ asked, basis, between = OPEN, terms }: Head): Html => html`<h1>${asked}</h1>
<p class="terms">Basis at least ${basis}${terms === undefined ? "" : `; ${terms}`}${spokenWindow(between)}.</p>
`;

/** What a question takes out: things, and files. */
export function withoutAll(
  things: readonly string[],
  files: TraceAnswer["ends"]["withoutEvidence"],
  called: readonly NonNullable<ItemRef["account"]>[] = [],
): Html | null {
  const out = [
    ...things.map((one) => keysCalled([one], called)),
    ...files.map(
      ({ hash, name }) =>
        html`the file ${name === null ? null : html`${words(name, 120)} `}${keyOf(hash)}`,
    ),
  ];
  return out.length === 0 ? null : html`, without ${joined(out, ", ")}`;
}

interface End {
  asked: string;
  inEvidence: boolean;
}

/** Selectors that name nothing here. */
export const absences = (ends: readonly (End | null)[]): Html =>
  html`${ends.flatMap((end) =>
    end === null || end.inEvidence
      ? []
      : [
          html`<p class="absent">${keyText(end.asked)} is not in evidence.</p>
`,
        ],
  )}`;

export const verdict = (answer: Verdict): Html =>
  html`<p class="verdict order-${answer.order}">${spokenVerdict(answer)}</p>
`;
