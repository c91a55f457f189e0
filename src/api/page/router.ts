/** The pages: every question has an address, and its answer is plain HTML that needs no script. */
import { type NextFunction, type Request, type Response, Router } from "express";
import { evidenceFile, evidenceList } from "../../export/html/evidence-files.ts";
import { firstAnswer } from "../../export/html/first-answer.ts";
import { firstForm, problemBox, traceForm } from "../../export/html/form.ts";
import { type Html, html } from "../../export/html/html.ts";
import { searchAnswer } from "../../export/html/search-answer.ts";
import { isEmpty, showAnswer } from "../../export/html/show-answer.ts";
import { help, introduction, start } from "../../export/html/start.ts";
import { traceAnswer } from "../../export/html/trace-answer.ts";
import { words } from "../../export/html/words.ts";
import { redacted } from "../../export/plain-text.ts";
import type { Coverage } from "../../model/answer.ts";
import type { EvidenceRecord, Hash } from "../../model/evidence.ts";
import { hashSchema } from "../../model/evidence.ts";
import { readCount } from "../count.ts";
import { ApiError } from "../problems.ts";
import type { Questions } from "../questions.ts";
import { onlyBy } from "../register.ts";
import { askedFirst, askedTrace, firstQuestion, traceQuestion } from "./asked.ts";
import { askingFirst, askingItem, askingTrace, problemOf, statusOf } from "./problems.ts";
import { sendPage, sendSimple, titleOf } from "./send.ts";

export interface PageReaders {
  /** Those of whoever made the request. */
  questionsOf(request: Request, response: Response): Questions;
  evidence(): Promise<readonly EvidenceRecord[]>;
  evidenceOf(hash: Hash): Promise<EvidenceRecord | undefined>;
  coverage(): Promise<Coverage>;
  /** Told a fault of ours, of which the page says only that there was one. */
  onFault(error: unknown): void;
}

const ITEMS = /^\/items\/.+$/;
const EVIDENCE_FILES = /^\/evidence\/[^/]+$/;
const HITS = 20;
const MAX_OFFSET = 1000;
const MAX_WORDS = 500;
const MACRON_LEAKS = "macronleaks";

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
    sendPage(response, 200, { title: "Trace", main, here: "trace" });
    return;
  }
  const title = `${asked.from} to ${asked.to}`;
  const questions = readers.questionsOf(request, response);
  try {
    const answer = await questions.trace(traceQuestion(asked));
    const main = html`${traceForm(asked, null)}${traceAnswer(answer, asked)}`;
    sendPage(response, 200, { title, main, here: "trace" });
  } catch (error) {
    const { status, problem } = await problemOf(error, questions, askingTrace(asked));
    const main = html`${introduction}${traceForm(asked, problem)}${help}`;
    sendPage(response, status, { title: titleOf(status, title), main, here: "trace" });
  }
};

const firstPage = (readers: PageReaders) => async (request: Request, response: Response) => {
  const query = queryOf(request);
  const asked = askedFirst(query);
  const title = "Which stands first?";
  if (!query.has("of")) {
    const main = html`<h1>${title}</h1>${firstForm(asked, null)}${help}`;
    sendPage(response, 200, { title, main, here: "first" });
    return;
  }
  const questions = readers.questionsOf(request, response);
  try {
    const answer = await questions.first(firstQuestion(asked));
    const main = html`${firstForm(asked, null)}${firstAnswer(answer, asked)}`;
    sendPage(response, 200, { title, main, here: "first" });
  } catch (error) {
    const { status, problem } = await problemOf(error, questions, askingFirst(asked));
    const main = html`<h1>${title}</h1>${firstForm(asked, problem)}${help}`;
    sendPage(response, status, { title: titleOf(status, title), main, here: "first" });
  }
};

const itemPage = (readers: PageReaders) => async (request: Request, response: Response) => {
  const selector = restOfPath(request, "/items/");
  if (selector === undefined) {
    sendSimple(
      response,
      400,
      "No such address",
      html`<p>This address is not encoded as it should be.</p>`,
    );
    return;
  }
  const questions = readers.questionsOf(request, response);
  try {
    const answer = await questions.show(selector);
    sendPage(response, isEmpty(answer) ? 404 : 200, { title: selector, main: showAnswer(answer) });
  } catch (error) {
    const { status, problem } = await problemOf(error, questions, askingItem);
    sendSimple(response, status, "What is known of this?", html`${problemBox(problem)}${help}`);
  }
};

const searchPage = (readers: PageReaders) => async (request: Request, response: Response) => {
  const query = queryOf(request);
  const asked = (query.get("q") ?? "").trim();
  const offset = readCount(query.get("offset") ?? "0");
  if (typeof offset === "string" || offset < 0 || offset > MAX_OFFSET) {
    sendSimple(
      response,
      400,
      "Search",
      html`<p>The offset is a whole number from 0 to ${MAX_OFFSET}.</p>`,
    );
    return;
  }
  if (asked.length > MAX_WORDS) {
    sendSimple(response, 400, "Search", html`<p>Search for at most ${MAX_WORDS} characters.</p>`);
    return;
  }
  if (asked === "") {
    sendSimple(
      response,
      200,
      "Search",
      html`<p>Write words into the search box above. All of them must occur.</p>`,
    );
    return;
  }
  const answer = await readers.questionsOf(request, response).search(asked, HITS + 1, offset);
  const main = searchAnswer(answer, { offset, limit: HITS });
  sendPage(response, 200, { title: `Search: ${asked}`, main, searched: asked });
};

const evidencePage = (readers: PageReaders) => async (_request: Request, response: Response) => {
  const main = evidenceList(await readers.evidence());
  sendPage(response, 200, { title: "Evidence", main, here: "evidence" });
};

const evidenceFilePage = (readers: PageReaders) => async (request: Request, response: Response) => {
  const hash = hashSchema.safeParse(restOfPath(request, "/evidence/"));
  const record = hash.success ? await readers.evidenceOf(hash.data) : undefined;
  if (record === undefined) {
    sendSimple(
      response,
      404,
      "Not in evidence",
      html`<p>No evidence file of that hash is loaded.</p>`,
    );
    return;
  }
  sendPage(response, 200, {
    title: redacted(record.name),
    main: evidenceFile(record),
    here: "evidence",
  });
};

/** Serves `/`, `/first`, `/items/<key>`, `/search`, `/evidence` and `/evidence/<hash>`. */
export function pageRouter(readers: PageReaders): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get("/", tracePage(readers));
  router.get("/first", firstPage(readers));
  router.get(ITEMS, itemPage(readers));
  router.get("/search", searchPage(readers));
  router.get("/evidence", evidencePage(readers));
  router.get(EVIDENCE_FILES, evidenceFilePage(readers));
  for (const path of ["/", "/first", ITEMS, "/search", "/evidence", EVIDENCE_FILES]) {
    router.all(path, onlyBy(["get"]));
  }
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent || error instanceof ApiError) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status !== undefined && error instanceof Error) {
      sendSimple(response, status, "No answer", html`<p>${words(error.message)}</p>`);
      return;
    }
    readers.onFault(error);
    sendSimple(
      response,
      500,
      "A fault of our own",
      html`<p>Headwater could not answer. The fault is in its log.</p>`,
    );
  });
  return router;
}
