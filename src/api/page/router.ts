/** The pages: every question has an address, and its answer is plain HTML that needs no script. */
import { type NextFunction, type Request, type Response, Router } from "express";
import { evidenceFile, evidenceList } from "../../export/html/evidence-files.ts";
import { firstAnswer } from "../../export/html/first-answer.ts";
import { firstForm, problemBox, traceForm } from "../../export/html/form.ts";
import { type Html, html } from "../../export/html/html.ts";
import { type Page, pageOf } from "../../export/html/layout.ts";
import { searchAnswer } from "../../export/html/search-answer.ts";
import { isEmpty, showAnswer } from "../../export/html/show-answer.ts";
import { help, introduction, start } from "../../export/html/start.ts";
import { traceAnswer } from "../../export/html/trace-answer.ts";
import { words } from "../../export/html/words.ts";
import type { Coverage } from "../../model/answer.ts";
import type { EvidenceRecord, Hash } from "../../model/evidence.ts";
import { hashSchema } from "../../model/evidence.ts";
import type { Questions } from "../questions.ts";
import { askedFirst, askedTrace, firstQuestion, traceQuestion } from "./asked.ts";
import { askingFirst, askingItem, askingTrace, problemOf, statusOf } from "./problems.ts";

export interface PageReaders {
  questions: Questions;
  evidence(): Promise<readonly EvidenceRecord[]>;
  evidenceOf(hash: Hash): Promise<EvidenceRecord | undefined>;
  coverage(): Promise<Coverage>;
  /** Told a fault of ours, of which the page says only that there was one. */
  onFault(error: unknown): void;
}

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const HITS = 20;
const MAX_OFFSET = 1000;
const MAX_WORDS = 500;
/** Seconds after which to ask again. */
const RETRY_AFTER = "5";
const MACRON_LEAKS = "macronleaks";

function send(response: Response, status: number, page: Page): void {
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

const queryOf = (request: Request): URLSearchParams =>
  new URL(request.originalUrl, "http://page.invalid").searchParams;

/** What follows a prefix in the path, decoded; undefined if it is no encoded text. */
function restOfPath(request: Request, prefix: string): string | undefined {
  try {
    return decodeURIComponent(request.path.slice(prefix.length));
  } catch {
    return undefined;
  }
}

function simple(response: Response, status: number, title: string, says: Html): void {
  send(response, status, { title, main: html`<h1>${title}</h1>${says}` });
}

async function startPage(readers: PageReaders): Promise<Html> {
  const [records, coverage] = await Promise.all([readers.evidence(), readers.coverage()]);
  const macronLeaks = records.some(({ manifest }) => manifest?.case === MACRON_LEAKS);
  return start({ files: records.length, coverage, macronLeaks });
}

const tracePage = (readers: PageReaders) => async (request: Request, response: Response) => {
  const query = queryOf(request);
  const asked = askedTrace(query);
  if (!query.has("from") || !query.has("to")) {
    const main = html`${introduction}${traceForm(asked, null)}${await startPage(readers)}`;
    send(response, 200, { title: "Trace", main, here: "trace" });
    return;
  }
  const title = `${asked.from} to ${asked.to}`;
  try {
    const answer = await readers.questions.trace(traceQuestion(asked));
    const main = html`${traceForm(asked, null)}${traceAnswer(answer, asked)}`;
    send(response, 200, { title, main, here: "trace" });
  } catch (error) {
    const { status, problem } = await problemOf(error, readers.questions, askingTrace(asked));
    const main = html`${introduction}${traceForm(asked, problem)}${help}`;
    send(response, status, { title, main, here: "trace" });
  }
};

const firstPage = (readers: PageReaders) => async (request: Request, response: Response) => {
  const query = queryOf(request);
  const asked = askedFirst(query);
  const title = "Which stands first?";
  if (!query.has("of")) {
    const main = html`<h1>${title}</h1>${firstForm(asked, null)}${help}`;
    send(response, 200, { title, main, here: "first" });
    return;
  }
  try {
    const answer = await readers.questions.first(firstQuestion(asked));
    const main = html`${firstForm(asked, null)}${firstAnswer(answer, asked)}`;
    send(response, 200, { title, main, here: "first" });
  } catch (error) {
    const { status, problem } = await problemOf(error, readers.questions, askingFirst(asked));
    const main = html`<h1>${title}</h1>${firstForm(asked, problem)}${help}`;
    send(response, status, { title, main, here: "first" });
  }
};

const itemPage = (readers: PageReaders) => async (request: Request, response: Response) => {
  const selector = restOfPath(request, "/items/");
  if (selector === undefined) {
    simple(
      response,
      400,
      "No such address",
      html`<p>This address is not encoded as it should be.</p>`,
    );
    return;
  }
  try {
    const answer = await readers.questions.show(selector);
    send(response, isEmpty(answer) ? 404 : 200, { title: selector, main: showAnswer(answer) });
  } catch (error) {
    const { status, problem } = await problemOf(error, readers.questions, askingItem);
    simple(response, status, "What is known of this?", html`${problemBox(problem)}${help}`);
  }
};

const searchPage = (readers: PageReaders) => async (request: Request, response: Response) => {
  const query = queryOf(request);
  const asked = (query.get("q") ?? "").trim();
  const offset = Number(query.get("offset") ?? "0");
  if (!Number.isInteger(offset) || offset < 0 || offset > MAX_OFFSET) {
    simple(
      response,
      400,
      "Search",
      html`<p>The offset is a whole number from 0 to ${MAX_OFFSET}.</p>`,
    );
    return;
  }
  if (asked.length > MAX_WORDS) {
    simple(response, 400, "Search", html`<p>Search for at most ${MAX_WORDS} characters.</p>`);
    return;
  }
  if (asked === "") {
    simple(
      response,
      200,
      "Search",
      html`<p>Write words into the search box above. All of them must occur.</p>`,
    );
    return;
  }
  const answer = await readers.questions.search(asked, HITS + 1, offset);
  const main = searchAnswer(answer, { offset, limit: HITS });
  send(response, 200, { title: `Search: ${asked}`, main, searched: asked });
};

const evidencePage = (readers: PageReaders) => async (_request: Request, response: Response) => {
  const main = evidenceList(await readers.evidence());
  send(response, 200, { title: "Evidence", main, here: "evidence" });
};

const evidenceFilePage = (readers: PageReaders) => async (request: Request, response: Response) => {
  const hash = hashSchema.safeParse(restOfPath(request, "/evidence/"));
  const record = hash.success ? await readers.evidenceOf(hash.data) : undefined;
  if (record === undefined) {
    simple(response, 404, "Not in evidence", html`<p>No evidence file of that hash is loaded.</p>`);
    return;
  }
  send(response, 200, { title: record.name, main: evidenceFile(record), here: "evidence" });
};

/** Serves `/`, `/first`, `/items/<key>`, `/search`, `/evidence`, `/evidence/<hash>` and `/page.css`. */
export function pageRouter(readers: PageReaders): Router {
  const router = Router();
  router.get("/", tracePage(readers));
  router.get("/first", firstPage(readers));
  router.get(/^\/items\/.+$/, itemPage(readers));
  router.get("/search", searchPage(readers));
  router.get("/evidence", evidencePage(readers));
  router.get(/^\/evidence\/[^/]+$/, evidenceFilePage(readers));
  router.get("/page.css", (_request, response) => {
    response.set({ "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache" });
    response.sendFile("page.css", { root: import.meta.dirname, cacheControl: false });
  });
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) {
      readers.onFault(error);
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status !== undefined && error instanceof Error) {
      simple(response, status, "No answer", html`<p>${words(error.message)}</p>`);
      return;
    }
    readers.onFault(error);
    simple(
      response,
      500,
      "A fault of our own",
      html`<p>Headwater could not answer. The fault is in its log.</p>`,
    );
  });
  return router;
}
