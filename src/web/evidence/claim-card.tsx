/** One claim in the drawer: its words, its place, its file, and what agrees or disagrees with it. */
import { type ReactNode, useState } from "react";
import type { Citation } from "../../model/answer.ts";
import { type Contradiction, useOpenAnswer } from "../answer/open-answer.tsx";
import { Custody, Quote, SourceMarks, Speaker } from "../answer/sources.tsx";
import { useAnswer } from "../site/api.ts";
import { evidenceFile } from "../site/endpoints.ts";
import { WithoutFile } from "../what-if/without-these.tsx";
import { Name, Words } from "../words/text.tsx";
import { Told } from "../words/told.tsx";
import { InContext } from "./context.tsx";
import { ManifestRows } from "./manifest.tsx";
import { BYTES } from "./words.ts";

/** Sides of a contradiction beside the claim: those that it stands on, and the others. */
function Disagreement({ dispute, claim }: { dispute: Contradiction; claim: string }) {
  const own = dispute.sides.filter(({ claims }) => claims.includes(claim));
  const others = dispute.sides.filter(({ claims }) => !claims.includes(claim));
  if (own.length === 0) return null;
  return (
    <li>
      In dispute, <Name text={dispute.name} />: it says{" "}
      {own.map(({ says, sources }) => (
        <span key={says}>
          <Told text={says} />
          {sources.length > 0 && (
            <>
              {" "}
              (with <Words text={sources.join(", ")} />)
            </>
          )}
        </span>
      ))}
      {others.map(({ says, sources }) => (
        <span key={says}>
          ; against it <Words text={sources.join(", ")} />: <Told text={says} />
        </span>
      ))}
      .
    </li>
  );
}

/** Other sources of the same sentence, told by their roots. */
function Standing({ citation }: { citation: Citation }) {
  const { disputes } = useOpenAnswer();
  if (disputes === null) return null;
  const at = disputes.filter(({ sides }) =>
    sides.some(({ claims }) => claims.includes(citation.claim)),
  );
  if (at.length === 0) return <p className="ground">In no contradiction that this answer tells.</p>;
  return (
    <ul className="standing">
      {at.map((dispute) => (
        <Disagreement key={dispute.name} dispute={dispute} claim={citation.claim} />
      ))}
    </ul>
  );
}

/** Asked for only when it is opened: the bytes are hashed again for it. */
function FileState({ hash }: { hash: string }) {
  const asked = useAnswer(evidenceFile(hash), []);
  if (asked.state === "refused") return <Words text={asked.refusal.says} length={600} />;
  if (asked.state !== "answered") return <p aria-busy="true">Reading the file’s record…</p>;
  const { record, bytes } = asked.answer;
  return (
    <dl className="custody">
      <ManifestRows record={record} />
      <div>
        <dt>bytes</dt>
        <dd className={bytes === "differ" ? "altered" : undefined}>{BYTES[bytes]}</dd>
      </div>
    </dl>
  );
}

interface LaterProps {
  title: string;
  children: ReactNode;
}

/** Shown, and asked for, only when it is opened. */
function Later({ title, children }: LaterProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && children}
    </details>
  );
}

export function ClaimCard({ citation }: { citation: Citation }) {
  return (
    <article className="claim" aria-label={`source ${citation.number}`}>
      <p className="speaker">
        <span className="number">[{citation.number}]</span> <Speaker citation={citation} />{" "}
        <SourceMarks citation={citation} />
      </p>
      <Quote citation={citation} />
      {citation.quote !== null && (
        <Later title="These words in their context">
          <InContext citation={citation} />
        </Later>
      )}
      <Standing citation={citation} />
      <Custody citation={citation} />
      <Later title="Manifest, and whether the bytes are as they were">
        <FileState hash={citation.evidence.hash} />
      </Later>
      <WithoutFile citation={citation} />
    </article>
  );
}
