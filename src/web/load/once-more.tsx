/** A file that this page still has, sent once more on other terms. */
import { useId, useState } from "react";
import { ImporterChoice } from "./importer-choice.tsx";
import { type Sending, sendAgain } from "./queue.ts";

interface Told {
  code: string;
  where?: string | null | undefined;
}

/** True where what went wrong is what the manifest does not say. */
export const asksForManifest = (told: Told | null): boolean =>
  told !== null &&
  (told.code === "bad-manifest" || (told.code === "bad-structure" && told.where === "manifest"));

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

interface MoreProps {
  sending: Sending;
  asksManifest: boolean;
}

const said = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) =>
      text.trim() === "" ? [] : [[name, text.trim()] as const],
    ),
  );

export function OnceMore({ sending, asksManifest }: MoreProps) {
  const id = useId();
  const [as, setAs] = useState("");
  const [origin, setOrigin] = useState("");
  const [platform, setPlatform] = useState("");
  const { chosen, terms } = sending;
  const hasManifest = chosen.manifest !== null || terms.manifest !== null;
  return (
    <form
      className="again"
      onSubmit={(event) => {
        event.preventDefault();
        sendAgain(sending, as === "" ? [] : [["as", as]], said({ origin, platform }));
      }}
    >
      {asksManifest && (
        <>
          <AskedText
            label="Origin"
            placeholder="its URL, or a sentence"
            required={!hasManifest && platform.trim() !== ""}
            value={origin}
            onValue={setOrigin}
          />
          <AskedText
            label="Platform, where its URL does not say it"
            placeholder="4chan/pol"
            value={platform}
            onValue={setPlatform}
          />
        </>
      )}
      <span className="asked-for">
        <label htmlFor={id}>{asksManifest ? "Importer" : "Load it again"}</label>
        <ImporterChoice id={id} none="as before" value={as} onValue={setAs} />
      </span>
      <button type="submit">Load it again</button>
    </form>
  );
}
