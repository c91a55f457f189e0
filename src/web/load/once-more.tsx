/** A file that this page still has, sent once more on other terms. */
import { useId, useState } from "react";
import { ImporterChoice } from "./importer-choice.tsx";
import { type Sending, sendAgain } from "./queue.ts";

interface AskedProps {
  label: string;
  placeholder: string;
  required?: boolean;
  value: string;
  onValue: (value: string) => void;
}

function AskedText({ label, placeholder, required = false, value, onValue }: AskedProps) {
  const id = useId();
  return (
    <span className="asked-for">
      <label htmlFor={id}>{label}</label>
      <input
        type="text"
        id={id}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        required={required}
        value={value}
        onChange={({ target }) => onValue(target.value)}
      />
    </span>
  );
}

interface Texts {
  origin: string;
  platform: string;
}

interface SaidProps {
  texts: Texts;
  onTexts: (texts: Texts) => void;
  /** What is given is added to it. */
  hasManifest: boolean;
}

export const SaidOfManifest = ({ texts, onTexts, hasManifest }: SaidProps) => (
  <>
    <AskedText
      label="Origin"
      placeholder="its URL, or a sentence"
      required={!hasManifest && texts.platform.trim() !== ""}
      value={texts.origin}
      onValue={(origin) => onTexts({ ...texts, origin })}
    />
    <AskedText
      label="Platform, where its URL does not say it"
      placeholder="4chan/pol"
      value={texts.platform}
      onValue={(platform) => onTexts({ ...texts, platform })}
    />
  </>
);

/** What is filled in, for the manifest. */
export function useSaid() {
  const [texts, setTexts] = useState<Texts>({ origin: "", platform: "" });
  const said = (): Record<string, string> =>
    Object.fromEntries(
      Object.entries(texts).flatMap(([name, text]) =>
        text.trim() === "" ? [] : [[name, text.trim()] as const],
      ),
    );
  return { texts, setTexts, said };
}

interface MoreProps {
  sending: Sending;
  asksManifest: boolean;
}

export function OnceMore({ sending, asksManifest }: MoreProps) {
  const id = useId();
  const [as, setAs] = useState("");
  const { texts, setTexts, said } = useSaid();
  const { chosen, terms } = sending;
  const hasManifest = chosen.manifest !== null || terms.manifest !== null;
  return (
    <form
      className="again"
      onSubmit={(event) => {
        event.preventDefault();
        sendAgain(sending, as === "" ? [] : [["as", as]], said());
      }}
    >
      {asksManifest && (
        <SaidOfManifest texts={texts} onTexts={setTexts} hasManifest={hasManifest} />
      )}
      <span className="asked-for">
        <label htmlFor={id}>{asksManifest ? "Importer" : "Load it again"}</label>
        <ImporterChoice id={id} none="as before" value={as} onValue={setAs} />
      </span>
      <button type="submit">Load it again</button>
    </form>
  );
}
