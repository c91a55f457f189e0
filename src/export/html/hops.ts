/** The way a thing went, hop by hop. */
import type { Hop, Path } from "../../model/answer.ts";
import { RELATION } from "../../model/edge.ts";
import { spokenElapsed, spokenTime } from "../../model/plain-text.ts";
import { type Html, html } from "./html.ts";
import { basisLabel, cites, itemLink, keyLink, label } from "./things.ts";
import { joined, words } from "./words.ts";

function hopItem(hop: Hop, index: number): Html {
  const link =
    hop.inferred === null
      ? html`${RELATION[hop.relation].verb}`
      : html`is followed, both linking to ${keyLink(hop.inferred.thing)}, by`;
  const marks = hop.marks.map((mark) => html` ${label(mark, "warn")}`);
  const times = hop.timeClaims.filter((n) => !hop.claims.includes(n));
  const several =
    hop.independentSources > 1 ? ` ${hop.independentSources} independent sources.` : "";
  return html`<li>
<p class="when"><span class="number">${index + 1}.</span> ${spokenTime(hop.time)}</p>
<div class="told">
<p>${itemLink(hop.from, "The")} <strong>${link}</strong> ${itemLink(hop.to)}.${marks}</p>
<p class="ground">${hop.inferred === null ? hop.relation : hop.inferred.method} ${cites(hop.claims)}${
    times.length === 0 ? null : html` · time ${cites(times)}`
  } · Order ${hop.order}: ${words(hop.because, 600)}. Basis ${hop.basis}.${several}</p>
</div>
</li>
`;
}

function elapsed(path: Path): Html {
  if (path.hops.length === 1 && path.elapsedFrom === "first hop") return html``;
  const since =
    path.elapsedFrom === "publication"
      ? "its publication"
      : "the first hop (the source can change)";
  return html`<p class="elapsed">Elapsed since ${since}: <strong>${spokenElapsed(path.elapsed)}</strong>.</p>`;
}

/** The stations of a path at a glance. */
function stations({ hops }: Path): Html {
  const keys = [...hops.slice(0, 1).map((hop) => hop.from), ...hops.map((hop) => hop.to)];
  return html`<p class="stations">${joined(
    keys.map(({ key }) => keyLink(key)),
    " → ",
  )}</p>`;
}

export function pathSection(path: Path, index: number, count: number): Html {
  const title =
    count === 1
      ? html`The way it went`
      : html`Path ${index + 1} of ${count} ${label(`order ${path.order}`, `order-${path.order}`)} ${basisLabel(path.basis)}`;
  return html`<section id="path-${index + 1}" aria-labelledby="path-${index + 1}-title">
<h2 id="path-${index + 1}-title">${title}</h2>
${stations(path)}
<ol class="hops">
${path.hops.map(hopItem)}</ol>
${elapsed(path)}
</section>
`;
}
