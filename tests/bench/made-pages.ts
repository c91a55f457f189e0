/** Made-up web archives: pages as a crawler received them. */
import { createHash } from "node:crypto";
import type { Made, MadeFormat } from "./made.ts";

const pageOf = ({ iso, author, page, words }: Made, index: number): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Story ${index}</title>` +
  `<link rel="canonical" href="https://news.example/story/${index}">` +
  `<meta property="article:published_time" content="${iso}"></head><body>` +
  `<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Story ${index}</h1>` +
  `<p class="byline">By Fictional ${author}</p>` +
  `<p>${words}. ${words}, <a href="https://pages.example/${page}">it says</a>.</p>`.repeat(4) +
  `</article><footer><a href="/about">About</a></footer></body></html>`;

function responseOf(index: number, made: Made): string {
  const html = pageOf(made, index);
  const http = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${html.length}\r\n\r\n${html}`;
  const digest = createHash("sha256").update(html).digest("hex");
  return [
    "WARC/1.1",
    "WARC-Type: response",
    `WARC-Record-ID: <urn:made:${index}>`,
    `WARC-Date: ${made.iso}`,
    `WARC-Target-URI: https://news.example/story/${index}`,
    `WARC-Payload-Digest: sha256:${digest}`,
    "Content-Type: application/http; msgtype=response",
    `Content-Length: ${http.length}`,
    "",
    http,
    "\r\n",
  ].join("\r\n");
}

export const MADE_PAGES: readonly MadeFormat[] = [
  {
    importer: undefined,
    name: "WARC of web pages",
    extension: "warc",
    head: "",
    between: "",
    tail: "",
    record: responseOf,
  },
];
