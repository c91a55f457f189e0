/** What stands around every answer: its words, its drawer of evidence, what it ends with. */
import { type ReactNode, useMemo } from "react";
import type { Basis } from "../../model/basis.ts";
import { Drawer } from "../evidence/drawer.tsx";
import { type Closed, Closing } from "./closing.tsx";
import { type Contradiction, OpenAnswerProvider } from "./open-answer.tsx";
import "./answer.css";

interface Told extends Closed {
  disputes?: readonly Contradiction[];
  question?: { basis: Basis; withoutEvidence?: readonly string[] };
}

interface FrameProps {
  answer: Told;
  json: string | null;
  children: ReactNode;
}

const NONE: readonly never[] = [];

export function AnswerFrame({ answer, json, children }: FrameProps) {
  const { question } = answer;
  const counting = useMemo(
    () =>
      question === undefined
        ? null
        : { basis: question.basis, withoutEvidence: question.withoutEvidence ?? NONE },
    [question],
  );
  return (
    <OpenAnswerProvider
      citations={answer.citations ?? NONE}
      disputes={answer.disputes ?? null}
      counting={counting}
      listed
    >
      <article className="answer">
        {children}
        <Closing answer={answer} json={json} />
      </article>
      <Drawer />
    </OpenAnswerProvider>
  );
}
