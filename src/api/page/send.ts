/** How a page goes out: what a browser may do with it, and that it may not keep it unasked. */
import type { Response } from "express";
import { type Html, html } from "../../export/html/html.ts";
import { type Page, pageOf } from "../../export/html/layout.ts";

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** Seconds after which to ask again. */
const RETRY_AFTER = "5";

export function sendPage(response: Response, status: number, page: Page): void {
  response.status(status).set({
    "Content-Security-Policy": POLICY,
    "Content-Type": "text/html; charset=utf-8",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-cache",
    ...(status === 503 ? { "Retry-After": RETRY_AFTER } : {}),
  });
  response.send(pageOf(page));
}

/** A page that only says something; one of an error is called so. */
export const sendSimple = (response: Response, status: number, title: string, says: Html): void =>
  sendPage(response, status, {
    title: titleOf(status, title),
    main: html`<h1>${title}</h1>${says}`,
  });

export const titleOf = (status: number, title: string): string =>
  status < 400 ? title : `Error: ${title}`;
