/** What stands on the first page before anything is asked. */
import { many } from "../../model/plain-text.ts";
import { CoverageTable } from "../answer/coverage.tsx";
import { Section } from "../answer/section.tsx";
import { address, type Fields, itemAddress } from "../site/address.ts";
import { useAnswer } from "../site/api.ts";
import { COVERAGE, EVIDENCE } from "../site/endpoints.ts";
import { Link } from "../site/router.tsx";
import { Words } from "../words/text.tsx";

const MACRON_LEAKS = "macronleaks";
const PASTE = "case:macronleaks/emleaks";
const WIKILEAKS = "twitter:@wikileaks";
const ARCHIVED = "archive.org:item/Macron_201705";

const trace = (...more: readonly (readonly [string, string])[]): string =>
  address("/", [["from", PASTE], ["to", WIKILEAKS], ...more]);

const EXAMPLES: readonly (readonly [says: string, to: string])[] = [
  ["How did the EMLEAKS paste reach WikiLeaks?", trace()],
  ["And without 4chan/pol?", trace(["without", "4chan/pol"])],
  [
    "Which ways are there if inferred edges are admitted?",
    trace(["basis", "inferred"], ["paths", "10"]),
  ],
  [
    "How did the /pol/ post reach @JackPosobiec?",
    address("/", [
      ["from", "case:macronleaks/pol-op"],
      ["to", "twitter:@jackposobiec"],
    ]),
  ],
  [
    "Which stands first: the archive.org item or the paste?",
    address("/first", [
      ["of", ARCHIVED],
      ["of", PASTE],
    ]),
  ],
  ["What did the paste reach?", address("/reach", [["from", PASTE]])],
  [
    "What is known of the post with the Latvian flag?",
    itemAddress("case:macronleaks/latvian-flag-post"),
  ],
];

const Examples = () => (
  <Section id="examples" title="Questions to begin with">
    <ul className="examples">
      {EXAMPLES.map(([says, to]) => (
        <li key={to}>
          <Link href={to}>{says}</Link>
        </li>
      ))}
    </ul>
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
