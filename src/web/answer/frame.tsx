/** What stands around every answer: its words, its drawer of evidence, what it ends with. */
import type { ReactNode } from "react";
import { Drawer } from "../evidence/drawer.tsx";
import { type Closed, Closing } from "./closing.tsx";
import { type Contradiction, OpenAnswerProvider } from "./open-answer.tsx";
import "./answer.css";

interface FrameProps {
  answer: Closed & { disputes?: readonly Contradiction[] };
  json: string | null;
  children: ReactNode;
}

const NONE: readonly never[] = [];

export const AnswerFrame = ({ answer, json, children }: FrameProps) => (
  <OpenAnswerProvider citations={answer.citations ?? NONE} disputes={answer.disputes ?? null}>
    <article className="answer">
      {children}
      <Closing answer={answer} json={json} />
    </article>
    <Drawer />
  </OpenAnswerProvider>
);
