/** Hits of a search, a page at a time. */
import { many } from "../../model/plain-text.ts";
import type { SearchAnswer } from "../../model/search-answer.ts";
import { Paging } from "../answer/paging.tsx";
import { pattern, SENTENCES, soundsAsked } from "../ask/sentences.ts";
import { searchAddress } from "../site/address.ts";
import { useAnswer } from "../site/api.ts";
import { SEARCH } from "../site/endpoints.ts";
import { Page } from "../site/page.tsx";
import type { ViewProps } from "../site/routes.tsx";
import { Words } from "../words/text.tsx";
import { KeyLink } from "../words/things.tsx";
import "./search.css";

const HITS = 20;

interface HitsProps {
  answer: SearchAnswer;
  offset: number;
}

/** The answer holds one hit more than a page shows where there is a next page. */
function Hits({ answer: { hits, words }, offset }: HitsProps) {
  const shown = hits.slice(0, HITS);
  if (shown.length === 0) {
    return <p>{offset === 0 ? "Nothing in evidence matches." : "No further matches."}</p>;
  }
  return (
    <>
      <p className="terms">
        {offset === 0 && hits.length === shown.length
          ? many(shown.length, "match", "matches")
          : `Matches ${offset + 1} to ${offset + shown.length}`}
        . All the words must occur; case and accents do not matter.
      </p>
      <ol className="hits" start={offset + 1}>
        {shown.map(({ key, excerpt }) => (
          <li key={key}>
            <KeyLink of={key} />
            <p>
              <Words text={excerpt} />
            </p>
          </li>
        ))}
      </ol>
      <Paging
        of="matches"
        offset={offset}
        size={HITS}
        hasMore={hits.length > HITS}
        pageFrom={(from) => searchAddress(words, from)}
      />
    </>
  );
}

const NotUnderstood = () => (
  <div className="not-understood">
    <p>
      This is no question that the box understands, so its words are looked for. It understands:
    </p>
    <ul>
      {SENTENCES.map((sentence) => (
        <li key={pattern(sentence)}>{pattern(sentence)}</li>
      ))}
    </ul>
    <p>For “reach” it also takes “get to”, “end up on”, “make it to”, “spread to”, “arrive at”.</p>
  </div>
);

export function SearchView({ query }: ViewProps) {
  const words = (query.get("q") ?? "").trim();
  const written = query.get("offset") ?? "0";
  const offset = /^\d{1,6}$/.test(written) ? Number(written) : 0;
  const asked = useAnswer(
    SEARCH,
    words === ""
      ? null
      : [
          ["q", words],
          ["limit", String(HITS + 1)],
          ["offset", String(offset)],
        ],
  );
  return (
    <Page title={words === "" ? "Search" : `Search: ${words}`} failed={asked.state === "refused"}>
      {asked.state === "idle" && <p>Write words into the box above. All of them must occur.</p>}
      {soundsAsked(words) && <NotUnderstood />}
      {asked.state === "asking" && <p className="asking">Searching…</p>}
      {asked.state === "refused" && (
        <p className="problem" role="alert">
          <Words text={asked.refusal.says} length={600} />
        </p>
      )}
      {asked.state === "answered" && <Hits answer={asked.answer} offset={offset} />}
    </Page>
  );
}
