/** What the server says itself where the page does not: that nothing is there, or that it may not be asked so. */
import type { Response } from "express";
import { type Html, html } from "../../export/html/html.ts";
import { pageOf } from "../../export/html/layout.ts";

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export function sendSimple(response: Response, status: number, title: string, says: Html): void {
  response.status(status).set({
    "Content-Security-Policy": POLICY,
    "Content-Type": "text/html; charset=utf-8",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-cache",
  });
  response.send(pageOf({ title: `Error: ${title}`, main: html`<h1>${title}</h1>${says}` }));
}
