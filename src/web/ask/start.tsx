/** What stands on the first page before anything is asked. */
import type { CoverageAnswer } from "../../model/case-answer.ts";
import { many } from "../../model/plain-text.ts";
import { CoverageTable } from "../answer/coverage.tsx";
import { Section } from "../answer/section.tsx";
import { EmptyCase } from "../case/empty.tsx";
import type { Fields } from "../site/address.ts";
import { type Asked, useAnswer } from "../site/api.ts";
import { COVERAGE, EVIDENCE } from "../site/endpoints.ts";
import { Link } from "../site/router.tsx";
import { Words } from "../words/text.tsx";
import {
  type Example,
  examplesOf,
  MACRON_LEAKS,
  OF_MACRON_LEAKS,
  PASTE,
  WIKILEAKS,
} from "./examples.ts";
import { addressOf } from "./sentences.ts";

/** Its things are keys or platforms of the evidence loaded. */
const Examples = ({ examples }: { examples: readonly Example[] }) =>
  examples.length === 0 ? null : (
    <Section id="examples" title="Questions to begin with">
      <ul className="examples">
        {examples.map(({ typed, asks }) => (
          <li key={typed}>
            <Link href={addressOf(typed, (name) => !name.includes(" ")) ?? "/"}>{typed}</Link>{" "}
            <span className="hint">{asks}</span>
          </li>
        ))}
      </ul>
      <p className="hint">Each can be typed into the box as it stands.</p>
    </Section>
  );

const WAYS: readonly (readonly [what: string, example: string])[] = [
  ["one item, by its key or any URL of it", "pastebin:gLpwpU2U"],
  ["what an investigator named", PASTE],
  ["all that an account posted", WIKILEAKS],
  ["all on a platform, with what lies in it", "4chan/pol"],
  ["a set", "group:wikileaks, tier:mainstream, tag:macronleaks"],
  ["what a file is about", "evidence:sha256:<hex>"],
  ["words, if they match one thing", '"emmanuel macron leaks"'],
];

const MEANINGS: readonly (readonly [word: string, means: string])[] = [
  [
    "order",
    "certain: in every world that the times allow, granting every claim; possible: in at least one; none",
  ],
  ["basis", "of the weakest hop: recorded by a platform, reported by somebody, inferred"],
  ["dispute", "what changes when one side of a contradiction is taken"],
];

/** How to name things, and how to read what is said of them. */
export const Help = () => (
  <div className="help">
    <Section id="naming" title="How to name things">
      <dl className="ways">
        {WAYS.map(([what, example]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              <code>{example}</code>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
    <Section id="reading" title="How to read an answer">
      <dl className="ways">
        {MEANINGS.map(([word, means]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </Section>
  </div>
);

interface LoadedProps {
  files: number;
  coverage: Asked<CoverageAnswer>;
}

const Loaded = ({ files, coverage }: LoadedProps) => (
  <Section id="loaded" title="The evidence loaded">
    <p>
      <Link href="/evidence">{many(files, "evidence file")}</Link>. Answers rest on these, and on no
      more. <Link href="/load">Load more</Link>.
    </p>
    {coverage.state === "answered" && coverage.answer.coverage.length > 0 && (
      <CoverageTable coverage={coverage.answer.coverage} />
    )}
    {coverage.state === "refused" && <Words text={coverage.refusal.says} />}
  </Section>
);

/** How many there are is told with any page of them. */
const ONE: Fields = [["limit", "1"]];

/** What this is, and what to do first. */
export const Lead = () => (
  <p className="lead">
    Headwater shows how a thing travelled from the fringe of the internet to the mainstream: hop by
    hop, when, how surely, and in which words of which file. <Link href="/load">Load</Link> the
    files that you saved, then name below where it started and where it arrived. It fetches nothing
    and knows only what is loaded, so “no path in evidence” never means “did not spread”.
  </p>
);

export function Start() {
  const evidence = useAnswer(EVIDENCE, ONE);
  const coverage = useAnswer(COVERAGE, []);
  if (evidence.state === "refused") {
    return (
      <p role="alert" className="problem">
        <Words text={evidence.refusal.says} />
      </p>
    );
  }
  if (evidence.state !== "answered") return <Help />;
  const { total, cases } = evidence.answer;
  const known = coverage.state === "answered" ? coverage.answer.coverage : [];
  const isMacronLeaks = cases.some(({ name }) => name === MACRON_LEAKS);
  return (
    <>
      {total === 0 ? (
        <EmptyCase />
      ) : (
        <>
          <Examples examples={isMacronLeaks ? OF_MACRON_LEAKS : examplesOf(known)} />
          <Loaded files={total} coverage={coverage} />
        </>
      )}
      <Help />
    </>
  );
}
