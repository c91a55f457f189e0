/** What went wrong with a change, and what whoever asked for it can do. */
import { EMPTY_FILE } from "../../model/errors.ts";
import type { Problem } from "../../model/problem.ts";
import type { Refusal } from "../site/api.ts";
import { Link } from "../site/router.tsx";
import { onPage } from "../words/on-page.ts";
import { Words } from "../words/text.tsx";

const ADVICE: Readonly<Record<string, string>> = {
  "unknown-format": "Choose the importer that reads it, or keep it as a file without one.",
  "ambiguous-format": "Choose which of the importers reads it.",
  "bad-structure":
    "Save it again from where it came, choose another importer, or keep it as a file without one.",
  unreadable: "Load it again.",
  "bad-manifest": "Mend the manifest, and load the file again.",
  "bad-parameter": "Mend what is named here, and send it again.",
  usage: "Mend what is named here, and send it again.",
  "too-large":
    "Start the server with a larger --max-upload, or load the file with `headwater import`.",
  busy: "Wait until other jobs have ended, and send it again.",
  "too-many": "Wait a minute, and send it again.",
  unreachable: "See whether the server still runs, and send it again.",
  "bad-store": "See what the server’s log says; nothing of this was loaded.",
  internal: "See what the server’s log says; nothing of this was loaded.",
};

interface AdviceProps {
  code: string;
  says: string;
  where?: string | null | undefined;
}

const ON_MANIFEST = "Say where it comes from, or which platform it is of, and load it again.";

const ON_EMPTY = "Save it again from where it came.";

const adviceOn = ({ code, says, where }: AdviceProps): string | undefined => {
  if (says === EMPTY_FILE) return ON_EMPTY;
  if (code === "bad-structure" && where === "manifest") return ON_MANIFEST;
  return Object.hasOwn(ADVICE, code) ? ADVICE[code] : undefined;
};

const Then = ({ says }: { says: string | undefined }) =>
  says === undefined ? null : <p>{says}</p>;

const Advice = ({ code, says, where }: AdviceProps) => (
  <div className="problem" role="alert">
    <p>
      <Words text={onPage(says)} length={1000} />
    </p>
    {code === "manifest-differs" ? (
      <p>
        Find it under <Link href="/evidence">Evidence</Link> and amend its manifest there, or load
        it without a manifest.
      </p>
    ) : (
      <Then says={adviceOn({ code, says, where })} />
    )}
  </div>
);

export const RefusalAdvice = ({ refusal: { code, says } }: { refusal: Refusal }) => (
  <Advice code={code} says={says} />
);

export const ProblemAdvice = ({ problem: { code, detail, where } }: { problem: Problem }) => (
  <Advice code={code} says={detail} where={where} />
);
