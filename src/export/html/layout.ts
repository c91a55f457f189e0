/** The whole page around what it says. */
import { API_DOCS, EVIDENCE, FIRST, HOME, ICON, SEARCH, STYLESHEET } from "./addresses.ts";
import { type Address, type Html, html, markupOf } from "./html.ts";

export interface Page {
  title: string;
  main: Html;
}

const TITLE_LENGTH = 100;

const entry = (to: Address, says: string): Html => html`<li><a href="${to}">${says}</a></li>`;

/** A document, to be sent as `text/html; charset=utf-8`. */
export function pageOf({ title, main }: Page): string {
  const cut = title.length > TITLE_LENGTH ? `${title.slice(0, TITLE_LENGTH)}…` : title;
  return markupOf(html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${cut} · Headwater</title>
<link rel="icon" href="${ICON}" type="image/svg+xml">
<link rel="stylesheet" href="${STYLESHEET}">
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header class="top">
<p class="site"><a href="${HOME}">Headwater</a></p>
<nav class="pages" aria-label="Pages"><ul>${entry(HOME, "Trace")}${entry(FIRST, "First")}${entry(EVIDENCE, "Evidence")}${entry(API_DOCS, "API")}</ul></nav>
<form class="search" role="search" action="${SEARCH}" method="get"><label for="q">Search</label> <input type="search" id="q" name="q"> <button type="submit">Search</button></form>
</header>
<main id="main">
${main}
</main>
<footer><p>Headwater orders what sources say; it does not say that they are right. All times are UTC.</p></footer>
</body>
</html>
`);
}
