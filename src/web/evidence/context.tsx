/** A quote among the words around it, read back from the kept bytes when it is asked for. */
import type { Citation } from "../../model/answer.ts";
import { redacted } from "../../model/plain-text.ts";
import type { ContextAnswer } from "../../model/report.ts";
import { useAnswer } from "../site/api.ts";
import { quoteContext } from "../site/endpoints.ts";
import { Lines, Words } from "../words/text.tsx";

const SIDE_LENGTH = 500;
const QUOTE_LENGTH = 600;

const WHY_NOT: Readonly<Record<ContextAnswer["state"], string>> = {
  read: "Nothing stands around it that is text.",
  "not here": "The bytes are not here.",
  altered: "Altered: the kept bytes were changed since they were loaded.",
  "not kept": "Bytes not kept.",
};

const ELLIPSIS = "… ";

/** What would lead to a private person may begin in the quote and end beside it: then all is one text. */
const isTornApart = (parts: readonly string[]): boolean =>
  redacted(parts.join("")) !== parts.map(redacted).join("");

interface AroundProps {
  quote: string;
  around: NonNullable<ContextAnswer["context"]>;
}

function Around({ quote, around: { before, after, more } }: AroundProps) {
  const torn = isTornApart([before, quote, after]);
  return (
    <blockquote className="in-context">
      {more.before && ELLIPSIS}
      {torn ? (
        <Lines text={`${before}${quote}${after}`} length={2 * SIDE_LENGTH + QUOTE_LENGTH} />
      ) : (
        <>
          <Lines text={before} length={SIDE_LENGTH} />
          <mark>
            <Lines text={quote} length={QUOTE_LENGTH} />
          </mark>
          <Lines text={after} length={SIDE_LENGTH} />
        </>
      )}
      {more.after && ` ${ELLIPSIS}`}
    </blockquote>
  );
}

export function InContext({ citation: { claim, evidence, at, quote } }: { citation: Citation }) {
  const number = claim.slice(claim.lastIndexOf("#") + 1);
  const asked = useAnswer(quoteContext(evidence.hash), [
    ["claim", number],
    ...(at === null ? [] : [["at", at] as const]),
  ]);
  if (asked.state === "refused") return <Words text={asked.refusal.says} length={600} />;
  if (asked.state !== "answered") return <p aria-busy="true">Reading the bytes…</p>;
  const { state, context } = asked.answer;
  return context === null ? (
    <p className="not-shown">{WHY_NOT[state]}</p>
  ) : (
    <Around quote={quote ?? ""} around={context} />
  );
}
