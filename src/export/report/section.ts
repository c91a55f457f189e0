import { type Html, html } from "../html/html.ts";

/** A part of a page with a heading; `id` is its address. */
export const section = (id: string, title: string, body: Html): Html =>
  html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${body}
</section>
`;

/** A list under a heading, or nothing when it has nothing. */
export const listed = (id: string, title: string, entries: readonly Html[]): Html =>
  entries.length === 0
    ? html``
    : section(id, title, html`<ul>${entries.map((entry) => html`<li>${entry}</li>`)}</ul>`);
