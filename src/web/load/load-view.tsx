/** Loading evidence: what is chosen, what is under way, what came of it. */

import { useEffect, useState } from "react";
import { hasEnded } from "../../model/job.ts";
import { many } from "../../model/plain-text.ts";
import { Section } from "../answer/section.tsx";
import { useBoard } from "../jobs/board.ts";
import { focusHeading, Page } from "../site/page.tsx";
import { Link } from "../site/router.tsx";
import { Words } from "../words/text.tsx";
import type { Chosen } from "./chosen.ts";
import { useDismissed } from "./dismissed.ts";
import { DropZone } from "./drop-zone.tsx";
import { Formats } from "./formats.tsx";
import { CameOfIt } from "./jobs-list.tsx";
import { add, useQueue } from "./queue.ts";
import { TermsForm } from "./terms-form.tsx";
import { UnderWay } from "./under-way.tsx";
import "./load.css";

/** The form that had the focus is gone. */
function toTop(): void {
  window.scrollTo(0, 0);
  focusHeading();
}

function askToStay(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** What is chosen is gone with the page. */
function useStay(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return;
    window.addEventListener("beforeunload", askToStay);
    return () => window.removeEventListener("beforeunload", askToStay);
  }, [isNeeded]);
}

function Choosing() {
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  useStay(chosen.length > 0);
  if (chosen.length === 0) return <DropZone onChosen={setChosen} />;
  return (
    <TermsForm
      chosen={chosen}
      onLoad={(terms) => {
        add(chosen, terms);
        setChosen([]);
        toTop();
      }}
      onCancel={() => {
        setChosen([]);
        toTop();
      }}
    />
  );
}

export function LoadView() {
  const { jobs, refusal } = useBoard();
  const queue = useQueue();
  const [dismissed, dismiss] = useDismissed();
  const refused = queue.filter(({ state }) => state === "refused");
  const isBusy =
    jobs.some((job) => !hasEnded(job)) ||
    queue.some(({ state }) => state === "waits" || state === "sending");
  const ended = jobs.filter((job) => hasEnded(job) && !dismissed.has(job.id)).length;
  return (
    <Page title="Load evidence">
      <p className="lead">
        Give Headwater the files that you saved: each is kept byte for byte, recognised by its
        bytes, and read into claims that name their place in it. To write down what a source
        reports, make a <Link href="/note">note</Link>.
      </p>
      <Choosing />
      {refusal !== null && (
        <p className="problem" role="alert">
          <Words text={refusal.says} />
        </p>
      )}
      {isBusy && (
        <Section id="under-way" title="Under way">
          <UnderWay queue={queue} jobs={jobs} />
        </Section>
      )}
      {ended + refused.length > 0 && (
        <Section id="ended" title="What came of it">
          <p role="status" className="unseen">
            {many(ended, "job has", "jobs have")} ended
          </p>
          <CameOfIt jobs={jobs} queue={queue} dismissed={dismissed} dismiss={dismiss} />
        </Section>
      )}
      <Section id="formats" title="Formats that are read">
        <details>
          <summary>All importers, and what each was tried on</summary>
          <Formats />
        </details>
      </Section>
    </Page>
  );
}
