/** How the chosen files are to be loaded: where they come from, and what the files themselves do not say. */

import { useEffect, useRef, useState } from "react";
import { many } from "../../model/plain-text.ts";
import {
  EMPTY_DRAFT,
  isEmpty,
  type ManifestDraft,
  manifestIn,
} from "../evidence/manifest-draft.ts";
import { type DraftProblem, ManifestForm } from "../evidence/manifest-form.tsx";
import { size } from "../evidence/words.ts";
import type { Fields } from "../site/address.ts";
import { Name } from "../words/text.tsx";
import type { Chosen } from "./chosen.ts";
import { ImporterChoice } from "./importer-choice.tsx";
import type { Terms } from "./queue.ts";

const LISTED = 20;

const ChosenFiles = ({ chosen }: { chosen: readonly Chosen[] }) => (
  <ul className="chosen">
    {chosen.slice(0, LISTED).map(({ path, file, manifest, mapping }) => (
      <li key={path}>
        <Name text={path} />{" "}
        <span className="terms">
          {size(file.size)}
          {manifest !== null && ", with the manifest beside it"}
          {mapping !== null && ", with the mapping beside it"}
        </span>
      </li>
    ))}
    {chosen.length > LISTED && <li className="more">and {chosen.length - LISTED} more</li>}
  </ul>
);

interface Choices {
  as: string;
  hashOnly: boolean;
  replaces: string;
  mapping: string;
}
const NO_CHOICES: Choices = { as: "", hashOnly: false, replaces: "", mapping: "" };

function fieldsIn({ as, hashOnly, replaces, mapping }: Choices): Fields {
  const said = {
    as,
    hashOnly: hashOnly ? "true" : "",
    replaces: replaces.trim(),
    mapping: mapping.trim(),
  };
  return Object.entries(said).filter(([, value]) => value !== "");
}

interface ChoicesProps {
  choices: Choices;
  onChoices: (choices: Choices) => void;
  /** Only one file can take the place of another. */
  isOne: boolean;
}

const MoreChoices = ({ choices, onChoices, isOne }: ChoicesProps) => (
  <details className="more-fields">
    <summary>Importer, mapping, what it replaces</summary>
    <div className="fields">
      <div className="field">
        <label htmlFor="as">Importer</label>
        <ImporterChoice
          id="as"
          none="recognise each file by its bytes"
          value={choices.as}
          onValue={(as) => onChoices({ ...choices, as })}
        />
      </div>
      {isOne && (
        <div className="field">
          <label htmlFor="replaces">In place of</label>
          <input
            type="text"
            id="replaces"
            autoComplete="off"
            spellCheck={false}
            value={choices.replaces}
            aria-describedby="replaces-hint"
            onChange={({ target }) => onChoices({ ...choices, replaces: target.value })}
          />
          <p className="hint" id="replaces-hint">
            sha256: of evidence that an edited file replaces: it is retracted.
          </p>
        </div>
      )}
      <div className="field field-note">
        <label htmlFor="mapping">Mapping, as JSON</label>
        <textarea
          id="mapping"
          rows={3}
          spellCheck={false}
          value={choices.mapping}
          aria-describedby="mapping-hint"
          onChange={({ target }) => onChoices({ ...choices, mapping: target.value })}
        />
        <p className="hint" id="mapping-hint">
          Which fields of a table or JSON file of no known format are what.
        </p>
      </div>
    </div>
  </details>
);

const HashOnly = ({ choices, onChoices }: Omit<ChoicesProps, "isOne">) => (
  <fieldset className="choices">
    <legend>What is kept</legend>
    <label>
      <input
        type="radio"
        name="kept"
        checked={!choices.hashOnly}
        onChange={() => onChoices({ ...choices, hashOnly: false })}
      />{" "}
      <b>All of it</b>: the bytes as they are, so that every quote can be read back from them
    </label>
    <label>
      <input
        type="radio"
        name="kept"
        checked={choices.hashOnly}
        onChange={() => onChoices({ ...choices, hashOnly: true })}
      />{" "}
      <b>Only its hash</b>: with ids, times, authors and relations; no words and no bytes, for what
      may not be kept
    </label>
  </fieldset>
);

interface FormProps {
  chosen: readonly Chosen[];
  onLoad: (terms: Terms) => void;
  onCancel: () => void;
}

function useTerms() {
  const [draft, setDraft] = useState<ManifestDraft>(EMPTY_DRAFT);
  const [choices, setChoices] = useState(NO_CHOICES);
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  const terms = (): Terms | undefined => {
    const { zone, ...rest } = draft;
    const fields = fieldsIn(choices);
    // A zone alone needs no origin: it is given beside a manifest.
    if (isEmpty({ ...rest, zone: "" })) {
      setProblem(null);
      return {
        manifest: null,
        fields: zone.trim() === "" ? fields : [...fields, ["zone", zone.trim()]],
      };
    }
    const read = manifestIn(draft, null);
    if ("says" in read) {
      setProblem(read);
      return undefined;
    }
    setProblem(null);
    return { manifest: JSON.stringify(read.manifest), fields };
  };
  return { draft, setDraft, choices, setChoices, problem, terms };
}

export function TermsForm({ chosen, onLoad, onCancel }: FormProps) {
  const { draft, setDraft, choices, setChoices, problem, terms } = useTerms();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const without = chosen.filter(({ manifest }) => manifest === null).length;
  const count = many(chosen.length, "file");
  return (
    <form
      className="question load-terms"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const said = terms();
        if (said !== undefined) onLoad(said);
      }}
    >
      <h2 ref={heading} tabIndex={-1}>
        {count} to load
      </h2>
      <ChosenFiles chosen={chosen} />
      {without > 0 && (
        <>
          <h3>
            Where {without === 1 ? "it comes" : "they come"} from{" "}
            <small>
              {without < chosen.length && `for the ${without} without a manifest beside; `}
              left empty, every answer says “provenance unknown”
            </small>
          </h3>
          <ManifestForm id="load" draft={draft} onDraft={setDraft} problem={problem} />
        </>
      )}
      <HashOnly choices={choices} onChoices={setChoices} />
      <MoreChoices choices={choices} onChoices={setChoices} isOne={chosen.length === 1} />
      <p className="acts">
        <button type="submit" className="primary">
          Load {count}
        </button>
        <button type="button" onClick={onCancel}>
          Do not load
        </button>
      </p>
    </form>
  );
}
