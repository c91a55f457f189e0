/** Answers about journeys that are several facts at once: all begin and end alike. */
import type { ComponentProps, ReactNode } from "react";
import type { Basis } from "../../model/basis.ts";
import type { Interval } from "../../model/time.ts";
import { KeyLink } from "../words/things.tsx";
import { Window } from "../words/time.tsx";
import { Absences } from "./absence.tsx";
import { Changes, overturned } from "./disputes.tsx";
import { AnswerFrame } from "./frame.tsx";
import { Verdict } from "./verdict.tsx";

/** ` into …`, where that was asked. */
export const Also = ({ word, of }: { word: string; of: string | null }) =>
  of === null ? null : (
    <>
      {" "}
      {word} <KeyLink of={of} />
    </>
  );

interface Asked {
  question: { basis: Basis; between?: Interval };
}

interface JourneyProps {
  answer: ComponentProps<typeof AnswerFrame>["answer"] &
    ComponentProps<typeof Verdict>["answer"] &
    ComponentProps<typeof Changes> &
    Asked;
  json: string;
  /** The question as it was asked. */
  asks: ReactNode;
  /** What is counted, where the question does not say it. */
  terms?: ReactNode;
  ends: ComponentProps<typeof Absences>["ends"];
  children: ReactNode;
}

export function JourneyAnswer({ answer, json, asks, terms, ends, children }: JourneyProps) {
  const { basis, between } = answer.question;
  return (
    <AnswerFrame answer={answer} json={json}>
      <h1 tabIndex={-1}>{asks}</h1>
      <p className="terms">
        {terms}Basis at least {basis}
        {between !== undefined && <Window interval={between} />}.
      </p>
      <Verdict answer={answer} overturning={overturned(answer.disputes)} />
      <Absences ends={ends} />
      {children}
      <Changes {...answer} />
    </AnswerFrame>
  );
}
