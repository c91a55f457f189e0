/** The timeline of all that is loaded. */
import { OpenAnswerProvider } from "../answer/open-answer.tsx";
import { Section } from "../answer/section.tsx";
import { Drawer } from "../evidence/drawer.tsx";
import { AskedTimeline } from "./asked.tsx";

const NONE: readonly never[] = [];

export const CaseTimeline = () => (
  <OpenAnswerProvider citations={NONE} disputes={null}>
    <Section id="timeline" title="What happened when">
      <AskedTimeline fields={NONE} paths={NONE} around={null} />
    </Section>
    <Drawer />
  </OpenAnswerProvider>
);
