/** Hits of a search, a page at a time. */
import type { SearchAnswer } from "../../model/answer.ts";
import { searchAddress } from "./addresses.ts";
import { type Html, html } from "./html.ts";
import { keyLink } from "./things.ts";
import { keyText, words } from "./words.ts";

export interface SearchPage {
  offset: number;
  /** Hits shown on a page. */
  limit: number;
}

/** The answer may hold one hit more than a page shows: then there is a next page. */
export function searchAnswer({ hits, words: asked }: SearchAnswer, page: SearchPage): Html {
  const { offset, limit } = page;
  const shown = hits.slice(0, limit);
  const before =
    offset === 0
      ? null
      : html`<a rel="prev" href="${searchAddress(asked, Math.max(0, offset - limit))}">Previous</a> `;
  const next =
    hits.length > limit
      ? html`<a rel="next" href="${searchAddress(asked, offset + limit)}">Next</a>`
      : null;
  return html`<article class="answer">
<h1>Things whose words match “${keyText(asked)}”</h1>
${
  shown.length === 0
    ? html`<p>${offset === 0 ? "Nothing in evidence matches." : "No further matches."}</p>`
    : html`<p class="terms">Matches ${offset + 1} to ${offset + shown.length}. All the words must occur; case and accents do not matter.</p>
<ol class="hits" start="${offset + 1}">${shown.map(
        ({ key, excerpt }) => html`<li>${keyLink(key)}<p>${words(excerpt)}</p></li>
`,
      )}</ol>`
}
<nav class="paging" aria-label="Pages of matches">${before}${next}</nav>
</article>`;
}
