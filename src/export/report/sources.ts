/** The numbered sources of an answer: who says it, in which words, at which place of which file. */
import type { Citation } from "../../model/answer.ts";
import { capital, spokenAt } from "../../model/plain-text.ts";
import { WRITTEN_DOWN } from "../../model/told-words.ts";
import { address, type Html, html } from "../html/html.ts";
import { lines, name, words } from "../html/words.ts";
import { section } from "./section.ts";
import { basisLabel, label } from "./things.ts";

const QUOTE_LENGTH = 600;

const notShown = (why: string): Html => html`<p class="not-shown">${why}</p>`;

/** What stands at the place is no quotation: it is the whole row of a statement. */
export const quotesNothing = ({ at, place }: Citation): boolean =>
  at === null && place.as === "csv";

function quoted(citation: Citation): Html {
  const { quote, quoteState, isParaphrase } = citation;
  if (quoteState === "altered") {
    return html`<p class="not-shown altered">Altered: the kept bytes were changed since they were loaded.</p>`;
  }
  if (quotesNothing(citation)) return notShown("A statement that quotes no words.");
  if (quoteState === "not here") return notShown("The bytes are not here.");
  if (quoteState === "not kept") return notShown("Bytes not kept.");
  if (quote === null) return notShown("No words stand at this place.");
  return isParaphrase
    ? html`<p>${capital(WRITTEN_DOWN)}: ${words(quote, QUOTE_LENGTH)}</p>`
    : html`<blockquote>${lines(quote, QUOTE_LENGTH)}</blockquote>`;
}

export function speaker({ source, evidence }: Citation): Html {
  if (source === null) return html`<strong>${name(evidence.name)}</strong>`;
  const { date, via, url } = source;
  return html`<strong>${name(source.name)}</strong>${
    date === undefined ? null : html` (${name(date)})`
  }${via === undefined ? null : html`, after ${name(via)}`}${
    url === undefined ? null : html`, <span class="key">${name(url)}</span>`
  }`;
}

const marksOf = ({ reconstruction, provenance }: Citation["evidence"]): Html =>
  html`${reconstruction ? html` ${label("reconstruction", "warn")}` : null}${
    provenance === "unknown" ? html` ${label("provenance unknown", "warn")}` : null
  }`;

function placeOf({ place, at }: Citation): Html {
  const [from, to] = place.bytes;
  const inside = (place.path ?? []).map((one) => html`${name(one)}, `);
  const within = at === null ? null : html`, at <span class="key">${name(spokenAt(at))}</span>`;
  return html`${inside}record ${place.record}, bytes ${from}–${to}, read as ${place.as}${within}`;
}

function tellSource(citation: Citation, file: number): Html {
  const { number, evidence, cites } = citation;
  return html`<li id="source-${number}"><p class="speaker"><span class="number">[${number}]</span> ${speaker(citation)} ${basisLabel(citation.basis)}${marksOf(evidence)}</p>
${quoted(citation)}
<dl class="record run-in">
<div><dt>in</dt><dd><a href="${address(`#file-${file}`)}">file ${file}</a>, ${name(evidence.name)}</dd></div>
<div><dt>place</dt><dd>${placeOf(citation)}</dd></div>
${cites === null ? null : html`<div><dt>shown by</dt><dd class="hash">${cites}</dd></div>`}
</dl></li>
`;
}

function tellFile(evidence: Citation["evidence"], index: number): Html {
  const { hash, origin, collected, collectedBy } = evidence;
  const when = collected === null ? "at a time not told" : collected;
  return html`<li id="file-${index + 1}"><p class="speaker"><span class="number">file ${index + 1}</span> <strong>${name(evidence.name)}</strong>${marksOf(evidence)}</p>
<dl class="record">
<div><dt>hash</dt><dd class="hash">${hash}</dd></div>
${origin === null ? null : html`<div><dt>from</dt><dd>${words(origin)}</dd></div>`}${
  collected === null && collectedBy === null
    ? null
    : html`<div><dt>collected</dt><dd>${name(when)}${collectedBy === null ? null : html` by ${name(collectedBy)}`}</dd></div>`
}
</dl></li>
`;
}

/** Sources, then the files in which they stand, each with its hash. */
export function tellSources(citations: readonly Citation[]): Html {
  if (citations.length === 0) return html``;
  const files = [...new Map(citations.map(({ evidence }) => [evidence.hash, evidence])).values()];
  const numbers = new Map(files.map(({ hash }, i) => [hash, i + 1]));
  const told = citations.map((one) => tellSource(one, numbers.get(one.evidence.hash) ?? 0));
  return html`${section("sources", "Sources", html`<ol class="sources">${told}</ol>`)}${section(
    "files",
    "The evidence files cited, each known by the SHA-256 of its bytes",
    html`<ol class="sources">${files.map(tellFile)}</ol>`,
  )}`;
}
