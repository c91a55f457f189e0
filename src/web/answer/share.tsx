/** The answer to be kept or handed on: a report, a table, JSON; without what leads to private persons. */
import { useState } from "react";
import { savedName } from "../../model/saved-name.ts";
import { Section } from "./section.tsx";

interface Form {
  says: string;
  about: string;
  ending: string;
  /** `path` is that of the answer, `query` what is asked. */
  address: (path: string, query: string) => string;
}

const FORMS: readonly Form[] = [
  {
    says: "Report",
    about: "one HTML file that opens from disk and prints",
    ending: "html",
    address: (path, query) => `${path}/report?${query}`,
  },
  {
    says: "Table",
    about: "CSV for a spreadsheet",
    ending: "csv",
    address: (path, query) => `${path}.csv?${query}`,
  },
  {
    says: "JSON",
    about: "for programs",
    ending: "json",
    address: (path, query) => `${path}?${query}&redact=1`,
  },
];

interface ShareProps {
  answer: { kind: string; digest: string };
  /** Where the answer is, whole. */
  json: string;
}

export function Share({ answer: { kind, digest }, json }: ShareProps) {
  const [nameless, setNameless] = useState(false);
  const [path = "", query = ""] = json.split("?", 2);
  const asked = nameless ? `${query}&accounts=redacted` : query;
  return (
    <Section id="share" title="To keep or hand on">
      <ul>
        {FORMS.map(({ says, about, ending, address }) => (
          <li key={says}>
            <a
              href={address(path, asked)}
              download={savedName(kind, digest, ending, { withoutAccounts: nameless })}
            >
              {says}
            </a>
            , {about}
          </li>
        ))}
      </ul>
      <p>
        <label className="nameless">
          <input
            type="checkbox"
            checked={nameless}
            onChange={({ target }) => setNameless(target.checked)}
          />
          without accounts: each goes by a number
        </label>
      </p>
      <p className="means">
        E-mail addresses, telephone numbers and IP addresses are left out of all three. Names in
        quoted words may remain without accounts too, and ids of posts lead to accounts on their
        platform.
      </p>
    </Section>
  );
}
