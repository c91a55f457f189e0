/** The first page before anything is asked: what Headwater does, and what is loaded. */
import type { Coverage } from "../../model/answer.ts";
import { EVIDENCE, firstAddress, itemAddress, traceAddress } from "./addresses.ts";
import { coverageTable } from "./closing.ts";
import { type Html, html } from "./html.ts";
import { section } from "./section.ts";

export interface LoadedEvidence {
  files: number;
  coverage: Coverage;
  /** The MacronLeaks case is among it. */
  macronLeaks: boolean;
}

const EMLEAKS = { from: "case:macronleaks/emleaks", to: "twitter:@wikileaks" };

export const introduction = html`<h1>How did this get from the fringe to the mainstream?</h1>
<p class="lead">Name where a thing started and where it arrived. Headwater says which way it went, when, how surely, and on which words of which file. “No path in evidence” never means “did not spread”.</p>
`;

const examples = section(
  "examples",
  "Questions to begin with",
  html`<ul>
<li><a href="${traceAddress(EMLEAKS)}">How did the EMLEAKS paste reach WikiLeaks?</a></li>
<li><a href="${traceAddress({ ...EMLEAKS, without: ["4chan/pol"] })}">And without 4chan/pol?</a></li>
<li><a href="${traceAddress({ ...EMLEAKS, basis: "inferred", paths: "10" })}">Which ways are there if inferred edges are admitted?</a></li>
<li><a href="${traceAddress({ from: "case:macronleaks/pol-op", to: "twitter:@jackposobiec" })}">How did the /pol/ post reach @JackPosobiec?</a></li>
<li><a href="${firstAddress({ of: ["archive.org:item/Macron_201705", "case:macronleaks/emleaks"], basis: "" })}">Which stands first: the archive.org item or the paste?</a></li>
<li><a href="${itemAddress("case:macronleaks/latvian-flag-post")}">What is known of the post with the Latvian flag?</a></li>
</ul>`,
);

const howToLoad = html`<p>To load the MacronLeaks case into this store:</p>
<pre><code>npx headwater import seeds/macronleaks --store &lt;this store&gt;</code></pre>
<p>To load evidence of your own, name its files or folders instead. Headwater fetches nothing: it reads what you saved.</p>`;

const WAYS: readonly (readonly [string, string])[] = [
  ["one item, by its key or any URL of it", "pastebin:gLpwpU2U"],
  ["what an investigator named", "case:macronleaks/emleaks"],
  ["all that an account posted", "twitter:@wikileaks"],
  ["all on a platform, with what lies in it", "4chan/pol"],
  ["a set", "group:wikileaks, tier:mainstream, tag:macronleaks"],
  ["what a file is about", "evidence:sha256:<hex>"],
  ["words, if they match one thing", '"emmanuel macron leaks"'],
];
const howToName = section(
  "naming",
  "How to name things",
  html`<dl class="ways">${WAYS.map(
    ([way, example]) => html`<div><dt>${way}</dt><dd><code>${example}</code></dd></div>`,
  )}</dl>`,
);

const howToRead = section(
  "reading",
  "How to read an answer",
  html`<dl class="ways">
<div><dt>order</dt><dd>certain: in every world that the times allow, granting every claim; possible: in at least one; none</dd></div>
<div><dt>basis</dt><dd>of the weakest hop: recorded by a platform, reported by somebody, inferred</dd></div>
<div><dt>dispute</dt><dd>what changes when one side of a contradiction is taken</dd></div>
</dl>`,
);

function evidence({ files, coverage, macronLeaks }: LoadedEvidence): Html {
  const body =
    files === 0
      ? html`<p>Nothing is loaded yet.</p>`
      : html`<p><a href="${EVIDENCE}">${files} evidence ${files === 1 ? "file" : "files"}</a>. Answers rest on these, and on no more.</p>
${coverageTable(coverage)}`;
  return section("loaded", "The evidence loaded", html`${body}${macronLeaks ? null : howToLoad}`);
}

/** How to name things, and how to read what is said of them. */
export const help = html`${howToName}${howToRead}`;

export const start = (loaded: LoadedEvidence): Html =>
  html`${loaded.macronLeaks ? examples : null}${evidence(loaded)}${help}`;
