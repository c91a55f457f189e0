/** The way a thing went: drawn, then hop by hop with the words that say so. */

import type { Citation, Hop, Path, ToldEdge } from "../../model/answer.ts";
import { formatElapsed, isOneMoment } from "../../model/duration.ts";
import { RELATION } from "../../model/edge.ts";
import { spokenNearness } from "../../model/likeness.ts";
import { spokenTime } from "../../model/spoken-time.ts";
import type { Interval } from "../../model/time.ts";
import { WRITTEN_DOWN } from "../../model/told-words.ts";
import { type Html, html } from "../html/html.ts";
import { words } from "../html/words.ts";
import { pathDrawing } from "./drawing.ts";
import { quotesNothing, speaker } from "./sources.ts";
import { basisLabel, cites, itemOf, keyOf, keyPath, label, orderLabel } from "./things.ts";

const QUOTES_TOLD = 4;
const QUOTE_LENGTH = 240;

export type Sources = ReadonlyMap<number, Citation>;

export const sourcesOf = (citations: readonly Citation[]): Sources =>
  new Map(citations.map((one) => [one.number, one]));

function saidIn({ quote, isParaphrase }: Citation): Html {
  const said = words(quote ?? "", QUOTE_LENGTH);
  return isParaphrase ? html`${WRITTEN_DOWN}: ${said}` : html`<q>${said}</q>`;
}

/** The words that stand for the edge, each with who says them. */
function quotesOf({ claims }: ToldEdge, sources: Sources): Html {
  const told = claims
    .flatMap((number) => sources.get(number) ?? [])
    .filter((one) => one.quote !== null && one.quoteState === "read" && !quotesNothing(one));
  if (told.length === 0) return html``;
  const more = told.length - QUOTES_TOLD;
  return html`<ul class="quotes">${told
    .slice(0, QUOTES_TOLD)
    .map(
      (one) => html`<li>${saidIn(one)} — ${speaker(one)} ${cites([one.number])}</li>`,
    )}${more > 0 ? html`<li>and ${more} more, among the sources below</li>` : null}</ul>`;
}

/** `The paste … is linked to by the post …, at …`, the words that say so, and what they and its times rest on. */
function relation(edge: ToldEdge, to: Html, when: string, order: Html, sources: Sources): Html {
  const link =
    edge.inferred === null
      ? html`${RELATION[edge.relation].verb}`
      : edge.inferred.method === "same-link"
        ? html`is followed, both linking to ${keyOf(edge.inferred.thing)}, by`
        : html`is followed, ${spokenNearness(edge.inferred)}, by`;
  const marks = edge.marks.map((mark) => html` ${label(mark, "warn")}`);
  const times = edge.timeClaims.filter((n) => !edge.claims.includes(n)).toSorted((a, b) => a - b);
  const several =
    edge.independentSources > 1 ? ` ${edge.independentSources} independent sources.` : "";
  return html`<p>${itemOf(edge.from, "The", true)} <strong>${link}</strong> ${to}${when}.${marks}</p>
${quotesOf(edge, sources)}
<p class="ground">${edge.inferred === null ? edge.relation : edge.inferred.method} ${cites(edge.claims)}${
    times.length === 0 ? null : html` · time ${cites(times)}`
  } · ${order}Basis ${edge.basis}.${several}</p>
`;
}

const orderOf = ({ order, because }: Hop): Html => html`Order ${order}: ${words(because, 600)}. `;

/** An entry of a list of hops: when, and what is told of it. */
export const entry = (when: Html, told: Html): Html => html`<li>
<p class="when">${when}</p>
<div class="told">
${told}</div>
</li>
`;

const hopItem = (hop: Hop, index: number, sources: Sources): Html =>
  entry(
    html`<span class="number">${index + 1}.</span> ${spokenTime(hop.time)}`,
    relation(hop, itemOf(hop.to, "the", true), "", orderOf(hop), sources),
  );

/** The hop by which a thing was reached that is named before it, with its arrival: told again only where the hop's time is another. */
export function hopToIt(hop: Hop, arrival: Interval, sources: Sources): Html {
  const when = spokenTime(hop.time);
  const told = when === spokenTime(arrival) ? "" : `, ${when}`;
  return relation(hop, html`it`, told, orderOf(hop), sources);
}

/** A relation that is no hop of a path. */
export const edgeTold = (edge: ToldEdge, sources: Sources): Html =>
  relation(edge, itemOf(edge.to, "the", true), `, ${spokenTime(edge.time)}`, html``, sources);

function elapsed(path: Path): Html {
  if (path.elapsedFrom === "first hop" && isOneMoment(path.elapsed)) return html``;
  const since =
    path.elapsedFrom === "publication"
      ? "its publication"
      : "the first hop (the source can change)";
  return html`<p class="elapsed">Elapsed since ${since}: <strong>${formatElapsed(path.elapsed)}</strong>.</p>`;
}

/** The stations at a glance. */
function stations({ hops }: Path): Html {
  const items = [...hops.slice(0, 1).map((hop) => hop.from), ...hops.map((hop) => hop.to)];
  return html`<p class="stations">${keyPath(items.map(({ key }) => key))}</p>`;
}

/** `index` is that among the paths drawn, `id` that of the part of the report in which this one stands. */
export const pathBody = (path: Path, index: number, id: string, sources: Sources): Html =>
  html`${stations(path)}
${pathDrawing(path, id, index === 0)}
<ol class="hops">
${path.hops.map((hop, i) => hopItem(hop, i, sources))}</ol>
${elapsed(path)}`;

/** Its hops alone, where many paths are told. */
export const hopList = ({ hops }: Path, sources: Sources): Html =>
  html`<ol class="hops">
${hops.map((hop, i) => hopItem(hop, i, sources))}</ol>`;

export function pathSection(path: Path, index: number, count: number, sources: Sources): Html {
  const id = `path-${index + 1}`;
  const title =
    count === 1
      ? html`The way it went`
      : html`Path ${index + 1} of ${count} ${orderLabel(path.order)} ${basisLabel(path.basis)}`;
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${pathBody(path, index, id, sources)}
</section>
`;
}
