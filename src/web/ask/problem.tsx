/** What is wrong with a question, beside the field that it is about; ambiguous words lead to what they may mean. */
import type { Refusal } from "../site/api.ts";
import { useAnswer } from "../site/api.ts";
import { COMPLETE } from "../site/endpoints.ts";
import { Link } from "../site/router.tsx";
import { KeyText, Words } from "../words/text.tsx";

interface CandidatesProps {
  words: string;
  again: (key: string) => string;
}

const unquoted = (text: string): string => text.replaceAll(/["“”]/g, " ").trim().slice(0, 500);

function Candidates({ words, again }: CandidatesProps) {
  const asked = useAnswer(COMPLETE, [
    ["typed", unquoted(words)],
    ["limit", "10"],
  ]);
  if (asked.state !== "answered") return null;
  return (
    <ul className="candidates">
      {asked.answer.completions.map(({ selector, says }) => (
        <li key={selector}>
          <Link className="key" href={again(selector)}>
            <KeyText text={selector} />
          </Link>{" "}
          <Words text={says} length={120} />
        </li>
      ))}
    </ul>
  );
}

interface ProblemProps {
  id: string;
  refusal: Refusal;
  /** Where the same question is asked of another thing. */
  again: ((key: string) => string) | null;
  retry: (() => void) | null;
}

const PASSING = new Set(["unreachable", "busy", "too-long", "bad-store", "too-many"]);

export function Problem({ id, refusal, again, retry }: ProblemProps) {
  const { code, says, where } = refusal;
  const several = code === "ambiguous-selector" && where !== null && again !== null;
  return (
    <div className="problem" id={id} role="alert">
      <p>
        {several ? (
          <>
            <Words text={where} /> matches several things. Which is meant?
          </>
        ) : (
          <Words text={says} length={1000} />
        )}
      </p>
      {several && <Candidates words={where} again={again} />}
      {retry !== null && PASSING.has(code) && (
        <p>
          <button type="button" onClick={retry}>
            Ask again
          </button>
        </p>
      )}
    </div>
  );
}
