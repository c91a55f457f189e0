/** A thread that answers questions one after the other, from one version of the store at a time. */
import { on } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { timeline } from "../analysis/timeline.ts";
import { type Form, handOn } from "../export/hand-on.ts";
import { getEvidence } from "../ingest/custody.ts";
import type { ImportSite } from "../ingest/import-file.ts";
import { quotesFrom, surroundings } from "../ingest/quotes.ts";
import { withSite } from "../ingest/site.ts";
import { DEFAULT_FLOOR } from "../model/basis.ts";
import type { CoverageAnswer, FindingsAnswer } from "../model/case-answer.ts";
import { claimId } from "../model/claim.ts";
import { HeadwaterError } from "../model/errors.ts";
import type { QuestionAnswer } from "../model/question-answer.ts";
import type { ContextAnswer } from "../model/report.ts";
import type { CompletionsAnswer, SearchAnswer } from "../model/search-answer.ts";
import { adoption } from "../trace/adoption.ts";
import { complete } from "../trace/complete.ts";
import { coverageOf } from "../trace/coverage.ts";
import { crossings } from "../trace/crossings.ts";
import { evidenceState } from "../trace/evidence-state.ts";
import { findingsOf } from "../trace/findings.ts";
import { first } from "../trace/first.ts";
import { foundBy } from "../trace/found.ts";
import { latency } from "../trace/latency.ts";
import type { Loaded, ReadQuote } from "../trace/loaded.ts";
import { neighbourhood } from "../trace/neighbourhood.ts";
import { loadWhole, partsOf } from "../trace/part/over-store.ts";
import type { PartQuestion } from "../trace/part/wanted.ts";
import { reach } from "../trace/reach-answer.ts";
import { show } from "../trace/show.ts";
import { trace } from "../trace/trace.ts";
import { whatIf } from "../trace/what-if.ts";
import {
  type FromQuestionWorker,
  faultOf,
  type HandedOnQuestion,
  type Question,
  toQuestionWorkerSchema,
  workerDataSchema,
} from "./messages.ts";

interface Held {
  loaded: Loaded;
  readQuote: ReadQuote;
}

const MAX_ATTEMPTS = 3;
const { address, software } = workerDataSchema.parse(workerData);

async function findings(loaded: Loaded, limit: number, offset: number): Promise<FindingsAnswer> {
  const all = await findingsOf(loaded, await loaded.inferredBeside());
  const shown = all.slice(offset, offset + limit);
  const evidence = evidenceState(loaded);
  return { kind: "findings", findings: shown, total: all.length, software, evidence };
}

async function coverage(loaded: Loaded): Promise<CoverageAnswer> {
  const told = coverageOf(await loaded.view(DEFAULT_FLOOR), loaded.snapshot);
  return { kind: "coverage", coverage: told, software, evidence: evidenceState(loaded) };
}

async function search(
  { store }: ImportSite,
  words: string,
  limit: number,
  offset: number,
): Promise<SearchAnswer> {
  const found = await foundBy(store, words, offset + limit);
  return { kind: "search", words, hits: found.slice(offset), software };
}

async function completions(
  loaded: Loaded,
  typed: string,
  limit: number,
): Promise<CompletionsAnswer> {
  const found = await complete(loaded, typed, limit);
  return { kind: "completions", typed, completions: [...found], software };
}

type ContextQuestion = Extract<Question, { kind: "context" }>;

async function context(
  site: ImportSite,
  { hash, claim, at }: ContextQuestion,
): Promise<ContextAnswer> {
  const record = await getEvidence(site, hash);
  const id = claimId(hash, claim);
  const [found] = await site.store.claimsOf([id]);
  if (!found) {
    throw new HeadwaterError("not-evidence", `${hash} has no claim ${claim}`, { where: "claim" });
  }
  const around = await surroundings(site.folder, record, found.place, at);
  return { kind: "context", claim: id, at: at ?? null, ...around };
}

function answerTo({ loaded, readQuote }: Held, asked: HandedOnQuestion): Promise<QuestionAnswer> {
  switch (asked.kind) {
    case "trace":
      return trace(loaded, asked.question, readQuote, software);
    case "first":
      return first(loaded, asked.question, readQuote, software);
    case "crossings":
      return crossings(loaded, asked.question, readQuote, software);
    case "latency":
      return latency(loaded, asked.question, readQuote, software);
    case "adoption":
      return adoption(loaded, asked.question, readQuote, software);
    case "what-if":
      return whatIf(loaded, asked.question, readQuote, software);
    case "reach":
      return reach(loaded, asked.question, readQuote, software);
  }
}

type GraphQuestion = Exclude<Question, { kind: "search" | "context" }>;

async function answer(
  site: ImportSite,
  held: Held,
  asked: GraphQuestion,
  form: Form | undefined,
): Promise<unknown> {
  const { loaded, readQuote } = held;
  switch (asked.kind) {
    case "timeline":
      return timeline(loaded, asked.question, readQuote, software);
    case "show":
      return show(loaded, asked.selector, readQuote, software);
    case "complete":
      return completions(loaded, asked.typed, asked.limit);
    case "neighbourhood":
      return neighbourhood(loaded, site.store, asked.question, software);
    case "findings":
      return findings(loaded, asked.limit, asked.offset);
    case "coverage":
      return coverage(loaded);
    default: {
      const given = await answerTo(held, asked);
      return form === undefined ? given : handOn(given, form);
    }
  }
}

function isAboutPart(asked: GraphQuestion): asked is GraphQuestion & PartQuestion {
  switch (asked.kind) {
    case "show":
    case "complete":
    case "neighbourhood":
    case "findings":
    case "coverage":
      return false;
    default:
      return true;
  }
}

/** Answers from one version: what the store said when the graph was loaded must still hold at the end. */
function answerer(site: ImportSite): (asked: Question, form?: Form) => Promise<unknown> {
  const partFor = partsOf(site.store);
  const hold = (loaded: Loaded): Held => ({
    loaded,
    readQuote: quotesFrom(site.folder, loaded.evidence),
  });
  let whole: Held | undefined;
  const heldFor = async (asked: GraphQuestion): Promise<Held> => {
    const part = isAboutPart(asked) ? await partFor(asked) : undefined;
    if (part) return hold(part);
    if (whole?.loaded.snapshot.version === (await site.store.version())) return whole;
    whole = undefined;
    whole = hold(await loadWhole(site.store));
    return whole;
  };
  return async (asked, form) => {
    if (asked.kind === "search") return search(site, asked.words, asked.limit, asked.offset);
    if (asked.kind === "context") return context(site, asked);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const held = await heldFor(asked);
      const given = await answer(site, held, asked, form);
      if (held.loaded.snapshot.version === (await site.store.version())) return given;
    }
    throw new HeadwaterError("busy", "the store kept changing while it was asked: ask again");
  };
}

async function answerAll(port: NonNullable<typeof parentPort>): Promise<void> {
  const say = (message: FromQuestionWorker) => port.postMessage(message);
  try {
    await withSite(address, async (site) => {
      const reply = answerer(site);
      for await (const [message] of on(port, "message")) {
        const asked = toQuestionWorkerSchema.parse(message);
        if (asked === null) return;
        try {
          say({ id: asked.id, answer: await reply(asked.question, asked.form) });
        } catch (error) {
          say({ id: asked.id, fault: faultOf(error) });
        }
      }
    });
  } catch (error) {
    say({ id: null, fault: faultOf(error) });
  }
}

if (parentPort) await answerAll(parentPort);
