/** One form for all files that were chosen together and lack the same; each can still be told by itself. */
import { type ReactNode, useId, useState } from "react";
import { counted } from "../../model/plain-text.ts";
import { RefusalAdvice } from "../jobs/advice.tsx";
import { put } from "../jobs/board.ts";
import { bytesAddress } from "../site/address.ts";
import type { Refusal } from "../site/api.ts";
import { Name } from "../words/text.tsx";
import type { Lacking, Zoneless } from "./came-of.ts";
import { SaidOfManifest, useSaid } from "./once-more.tsx";
import { type Sending, sendAgain } from "./queue.ts";
import { uploadKept } from "./upload.ts";
import { ZoneField } from "./zone-field.tsx";

const LISTED = 20;

const Names = ({ of }: { of: readonly string[] }) => (
  <details>
    <summary>Which files</summary>
    <ul className="chosen">
      {of.slice(0, LISTED).map((name) => (
        <li key={name}>
          <Name text={name} />
        </li>
      ))}
      {of.length > LISTED && <li className="more">and {of.length - LISTED} more</li>}
    </ul>
  </details>
);

interface AskProps {
  title: string;
  says: string;
  names: readonly string[];
  children: ReactNode;
}

function Ask({ title, says, names, children }: AskProps) {
  const id = useId();
  return (
    <section className="zone-question" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <p>{says} One file alone can be answered for below.</p>
      <Names of={names} />
      {children}
    </section>
  );
}

const hasManifest = ({ chosen, terms }: Sending): boolean =>
  chosen.manifest !== null || terms.manifest !== null;

function Unsaid({ of }: { of: readonly Sending[] }) {
  const { texts, setTexts, said } = useSaid();
  const files = counted(of.length, "file");
  const hasManifests = of.every(hasManifest);
  const sendAll = () => {
    const { origin, ...rest } = said();
    for (const sending of of) {
      // Where only others lack one, that of the file's own manifest stands.
      const isOwn = !hasManifests && hasManifest(sending);
      sendAgain(sending, [], origin === undefined || isOwn ? rest : { origin, ...rest });
    }
  };
  return (
    <Ask
      title={`Where do these ${files} come from?`}
      says="They were chosen together and could not be loaded: nothing says enough of where they come from."
      names={of.map(({ chosen }) => chosen.path)}
    >
      <form
        className="again"
        onSubmit={(event) => {
          event.preventDefault();
          sendAll();
        }}
      >
        <SaidOfManifest texts={texts} onTexts={setTexts} hasManifest={hasManifests} />
        <button type="submit">Load all {of.length} again</button>
      </form>
    </Ask>
  );
}

function ZoneOfAll({ of }: { of: readonly Zoneless[] }) {
  const [zone, setZone] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const given = zone.trim();
  const times = of.reduce((sum, one) => sum + one.times, 0);
  const readAll = async () => {
    setRefusal(null);
    for (const [i, { hash, file }] of of.entries()) {
      setSent(i + 1);
      const fields = [["name", file] as const, ["zone", given] as const];
      const outcome = await uploadKept(bytesAddress(hash), fields);
      if (outcome.state === "refused") {
        setRefusal(outcome.refusal);
        break;
      }
      put(outcome.answer);
    }
    setSent(null);
  };
  return (
    <Ask
      title={`In which zone are the times of these ${of.length} files?`}
      says={`${counted(times, "time")} in them ${times === 1 ? "is" : "are"} written without a zone, and nothing says which: each stands for that clock anywhere on earth, 26 hours wide. The answer rests on your word: reports say “granted”.`}
      names={of.map(({ file }) => file)}
    >
      <form
        className="again"
        onSubmit={(event) => {
          event.preventDefault();
          if (given !== "") void readAll();
        }}
      >
        <ZoneField label="Zone of all of them" zone={zone} onZone={setZone} />
        <button type="submit" disabled={given === "" || sent !== null}>
          Read all {of.length} again in this zone
        </button>
        {refusal !== null && <RefusalAdvice refusal={refusal} />}
        <div role="status">{sent !== null && `Sending ${sent} of ${of.length}`}</div>
      </form>
    </Ask>
  );
}

export const Together = ({ groups }: { groups: readonly Lacking<Sending>[] }) =>
  groups.map(({ drop, unsaid, zoneless }) => (
    <div key={drop}>
      {unsaid.length > 0 && <Unsaid of={unsaid} />}
      {zoneless.length > 0 && <ZoneOfAll of={zoneless} />}
    </div>
  ));
