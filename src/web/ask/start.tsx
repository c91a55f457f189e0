/** What stands on the first page before anything is asked. */
import { many } from "../../model/plain-text.ts";
import { CoverageTable } from "../answer/coverage.tsx";
import { Section } from "../answer/section.tsx";
import type { Fields } from "../site/address.ts";
import { useAnswer } from "../site/api.ts";
import { COVERAGE, EVIDENCE } from "../site/endpoints.ts";
import { Link } from "../site/router.tsx";
import { Words } from "../words/text.tsx";
import { addressOf } from "./sentences.ts";

const MACRON_LEAKS = "macronleaks";
const PASTE = "case:macronleaks/emleaks";
const WIKILEAKS = "twitter:@wikileaks";
const ARCHIVED = "archive.org:item/Macron_201705";

/** As they can be typed into the box, with what they ask in plain words. */
const EXAMPLES: readonly (readonly [typed: string, asks: string])[] = [
  [`How did ${PASTE} reach ${WIKILEAKS}?`, "the EMLEAKS paste to WikiLeaks"],
  [`How did ${PASTE} reach ${WIKILEAKS} without 4chan/pol?`, "the same, without 4chan"],
  [
    `How did ${PASTE} reach ${WIKILEAKS} if inferred edges count?`,
    "up to ten ways, the weakest of them too",
  ],
  [
    "How did case:macronleaks/pol-op reach twitter:@jackposobiec?",
    "the /pol/ post to Jack Posobiec",
  ],
  [`Which stands first: ${ARCHIVED} or ${PASTE}?`, "the archive.org item or the paste"],
  [`What did ${PASTE} reach?`, "all that the paste can have reached"],
  [
    "What is known of case:macronleaks/latvian-flag-post?",
    "the post with the Latvian flag, with its sources",
  ],
];

/** Each names keys, so what is a platform makes no difference. */
const Examples = () => (
  <Section id="examples" title="Questions to begin with">
    <ul className="examples">
      {EXAMPLES.map(([typed, asks]) => (
        <li key={typed}>
          <Link href={addressOf(typed, () => false) ?? "/"}>{typed}</Link>{" "}
          <span className="hint">{asks}</span>
        </li>
      ))}
    </ul>
    <p className="hint">Each can be typed into the box as it stands.</p>
  </Section>
);

const HowToLoad = () => (
  <>
    <p>To load the MacronLeaks case into this store:</p>
    <pre>
      <code>npx headwater import seeds/macronleaks --store &lt;this store&gt;</code>
    </pre>
    <p>
      Evidence of your own is loaded <Link href="/load">on this page</Link>, or by naming its files
      or folders there. Headwater fetches nothing: it reads what you saved.
    </p>
  </>
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

function Loaded({ macronLeaks, files }: { macronLeaks: boolean; files: number }) {
  const coverage = useAnswer(COVERAGE, []);
  return (
    <Section id="loaded" title="The evidence loaded">
      {files === 0 ? (
        <p>Nothing is loaded yet.</p>
      ) : (
        <p>
          <Link href="/evidence">{many(files, "evidence file")}</Link>. Answers rest on these, and
          on no more.
        </p>
      )}
      {coverage.state === "answered" && coverage.answer.coverage.length > 0 && (
        <CoverageTable coverage={coverage.answer.coverage} />
      )}
      {coverage.state === "refused" && <Words text={coverage.refusal.says} />}
      {!macronLeaks && <HowToLoad />}
    </Section>
  );
}

/** How many there are is told with any page of them. */
const ONE: Fields = [["limit", "1"]];
const OF_CASE: Fields = [["case", MACRON_LEAKS], ...ONE];

export function Start() {
  const evidence = useAnswer(EVIDENCE, ONE);
  const ofCase = useAnswer(EVIDENCE, OF_CASE);
  const known =
    evidence.state === "answered" && ofCase.state === "answered" ? evidence.answer : null;
  const macronLeaks = ofCase.state === "answered" && ofCase.answer.total > 0;
  return (
    <>
      <p className="lead">
        Name where a thing started and where it arrived. Headwater says which way it went, when, how
        surely, and on which words of which file. “No path in evidence” never means “did not
        spread”.
      </p>
      {macronLeaks && <Examples />}
      {known !== null && <Loaded macronLeaks={macronLeaks} files={known.total} />}
      {evidence.state === "refused" && (
        <p role="alert" className="problem">
          <Words text={evidence.refusal.says} />
        </p>
      )}
      <Help />
    </>
  );
}
