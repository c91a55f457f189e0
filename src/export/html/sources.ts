/** The numbered sources of an answer: who says it, in which words, at which place of which file. */
import type { Citation } from "../../model/answer.ts";
import { bytesAddress, evidenceAddress } from "./addresses.ts";
import { type Html, html } from "./html.ts";
import { section } from "./section.ts";
import { basisLabel, label } from "./things.ts";
import { lines, name, words } from "./words.ts";

const QUOTE_LENGTH = 600;

const notShown = (why: string): Html => html`<p class="not-shown">${why}</p>`;

function quoted({ quote, quoteState, at, place }: Citation): Html {
  if (quoteState === "altered") {
    return html`<p class="not-shown altered">Altered: the kept bytes were changed since they were loaded.</p>`;
  }
  if (at === null && place.as === "csv") return notShown("A statement that quotes no words.");
  if (quoteState === "not here") return notShown("The bytes are not here.");
  if (quoteState === "not kept") return notShown("Bytes not kept.");
  return quote === null
    ? notShown("No words stand at this place.")
    : html`<blockquote>${lines(quote, QUOTE_LENGTH)}</blockquote>`;
}

function speaker({ source, evidence }: Citation): Html {
  if (source === null) return html`<strong>${name(evidence.name)}</strong>`;
  const { date, via, url } = source;
  return html`<strong>${name(source.name)}</strong>${
    date === undefined ? null : html` (${name(date)})`
  }${via === undefined ? null : html`, after ${name(via)}`}${
    url === undefined ? null : html`, <span class="key">${name(url)}</span>`
  }`;
}

function kept({ evidence }: Citation): Html {
  const { origin, collected, collectedBy } = evidence;
  return html`${origin === null ? null : html`<div><dt>from</dt><dd>${words(origin)}</dd></div>`}${
    collected === null && collectedBy === null
      ? null
      : html`<div><dt>collected</dt><dd>${collected === null ? "at a time not told" : name(collected)}${
          collectedBy === null ? null : html` by ${name(collectedBy)}`
        }</dd></div>`
  }`;
}

function placeOf({ place, at }: Citation): Html {
  const [from, to] = place.bytes;
  const inside = (place.path ?? []).map((one) => html`${name(one)}, `);
  const within = at === null ? null : html`, at <span class="key">${name(at)}</span>`;
  return html`${inside}record ${place.record}, bytes ${from}–${to}, read as ${place.as}${within}`;
}

function tellSource(citation: Citation): Html {
  const { number, evidence, cites } = citation;
  return html`<li id="source-${number}"><p class="speaker"><span class="number">[${number}]</span> ${speaker(citation)} ${basisLabel(citation.basis)}${
    evidence.reconstruction ? html` ${label("reconstruction", "warn")}` : null
  }${evidence.provenance === "unknown" ? html` ${label("provenance unknown", "warn")}` : null}</p>
${quoted(citation)}
<dl class="record run-in">
<div><dt>file</dt><dd><a href="${evidenceAddress(evidence.hash)}">${name(evidence.name)}</a></dd></div>
<div><dt>bytes</dt><dd><a href="${bytesAddress(evidence.hash)}" download>download</a></dd></div>
<div><dt>place</dt><dd>${placeOf(citation)}</dd></div>
${kept(citation)}${
  cites === null
    ? null
    : html`<div><dt>shown by</dt><dd><a class="hash" href="${evidenceAddress(cites)}">${cites}</a></dd></div>`
}
<div><dt>hash</dt><dd class="hash">${evidence.hash}</dd></div>
</dl></li>
`;
}

export const tellSources = (citations: readonly Citation[]): Html =>
  citations.length === 0
    ? html``
    : section("sources", "Sources", html`<ol class="sources">${citations.map(tellSource)}</ol>`);
