/**
 * A page saved as MHTML: by Chrome and Edge (Blink's MHTMLArchive), Hunchly, which keeps Chrome's files,
 * and older browsers. The headers give the address (`Snapshot-Content-Location`, before 2018
 * `X-Snapshot-Content-Location`) and when it was saved (`Date`; Chrome's `-0000` is UTC). Anybody may
 * write such headers: they are the file's word. Of the parts only the page is read, not its frames,
 * styles and pictures; places count the bytes of the part as it is decoded.
 */
import type { Claim } from "../../model/claim.ts";
import { ImportError } from "../../model/errors.ts";
import type { Key } from "../../model/key.ts";
import { type Time, TimeFormatError } from "../../model/time.ts";
import { keyOfPage } from "../imageboards/board-page.ts";
import { BOARD_PAGES } from "../imageboards/board-pages.ts";
import type { ImportContext, Importer, RecordResult } from "../importer.ts";
import { pasteOfUrl } from "../pastebin/pastebin-facts.ts";
import { pastebinPage } from "../pastebin/pastebin-page.ts";
import { findUtf8 } from "../reading/bytes.ts";
import { readPageBytes } from "../reading/html.ts";
import { warning } from "../reading/records.ts";
import {
  addressIn,
  addressOfPart,
  looksLikeMhtml,
  type Mhtml,
  mhtmlStep,
  pagePartOf,
  partBytes,
  readMhtml,
} from "./mhtml-parts.ts";
import { isArchiveHost } from "./page-copy.ts";
import { parsePageTime } from "./page-dates.ts";
import type { SavedFrom } from "./saved-from.ts";
import { addressOfOrigin, savedPageResult } from "./saved-page.ts";

const NO_PAGE = "none of the file's parts is a page";

function savedAt({ headers }: Mhtml): Time | undefined {
  // "(CEST)" and the like only repeat the offset.
  const written = headers
    .get("date")
    ?.slice(0, 100)
    .replace(/\s*\([^()]{0,40}\)$/, "");
  if (written === undefined) return undefined;
  try {
    return parsePageTime(written, { reason: "unknown" });
  } catch (error) {
    if (error instanceof TimeFormatError) return undefined;
    throw error;
  }
}

function savedFromHeaders(file: Mhtml, part: number): SavedFrom {
  const ofPart = addressOfPart(file, part);
  const url = [addressIn(file.headers), ofPart].find((one) => /^https?:/i.test(one ?? ""));
  const saved = savedAt(file);
  return {
    ...(url === undefined ? {} : { url: url.slice(0, 4096) }),
    ...(saved === undefined ? {} : { saved }),
  };
}

/** What the headers say of when the page was saved; their words stand outside of the page. */
function headerClaim(bytes: Uint8Array, file: Mhtml, record: number, page: Key, saved: Time) {
  const words = findUtf8(bytes.subarray(...file.headerBytes));
  if (words === undefined || words === "") return [];
  const claim: Claim = {
    subject: page,
    place: { bytes: file.headerBytes, record, as: "text" },
    basis: "reported",
    source: { name: "the file, whose headers say when it was saved" },
    facts: [{ fact: "time", item: page, kind: "captured", ...saved }],
  };
  return [claim];
}

function warningsOf(file: Mhtml, part: number, from: SavedFrom) {
  const warnings = [];
  const ofPart = addressOfPart(file, part);
  if (from.url !== undefined && ofPart !== undefined && ofPart !== from.url) {
    const message = "the file's headers and those of the page do not give it the same address";
    warnings.push(warning(1, "address-differs", message, mhtmlStep(part)));
  }
  if (from.saved === undefined && file.headers.has("date")) {
    const message = "when it was saved cannot be read from the headers";
    warnings.push(warning(1, "bad-time", message, "Date"));
  }
  const frames = file.parts.filter(
    ({ headers }, index) => index !== part && headers.get("content-type")?.startsWith("text/html"),
  );
  if (frames.length > 0) {
    const message = `${frames.length} frames within the page are not read`;
    warnings.push(warning(1, "frames-not-read", message));
  }
  return warnings;
}

interface PageRead {
  results: RecordResult[];
  /** What the page is, where its first record need not be it. */
  page?: Key | undefined;
}

/** Boards, whose posts are read too, by its address: what an archive copied is no page of a board. */
function readersOf(address: string | undefined): readonly Importer[] {
  if (address === undefined) return BOARD_PAGES;
  if (pasteOfUrl(address) !== undefined) return [pastebinPage];
  return isArchiveHost(URL.parse(address)?.hostname ?? "") ? [] : BOARD_PAGES;
}

async function readPage(page: Uint8Array, context: ImportContext): Promise<PageRead> {
  const address = addressOfOrigin(context.manifest) ?? context.around?.url;
  const reader = readersOf(address).find((one) => one.detects(page, true));
  if (reader === undefined) return { results: [await savedPageResult(page, context)] };
  async function* whole() {
    yield page;
  }
  const results: RecordResult[] = [];
  for await (const batch of reader.parse(whole(), context)) results.push(...batch);
  const isPaste = reader === pastebinPage;
  return { results, page: isPaste || address === undefined ? undefined : keyOfPage(address) };
}

/** With the step of its places into the file. */
const inPart = (result: RecordResult, part: number): RecordResult => ({
  ...result,
  claims: result.claims.map(
    (claim): Claim => ({ ...claim, place: { ...claim.place, path: [mhtmlStep(part)] } }),
  ),
});

const isElsewhere = ({ diagnostics }: RecordResult): boolean =>
  diagnostics.some(({ code }) => code === "saved-elsewhere");

/** A browser made the file, and its parts have headers of their own. */
const savedWithin = ({ charset: _, isSent: __, ...context }: ImportContext): ImportContext =>
  context;

async function mhtmlResults(bytes: Uint8Array, context: ImportContext): Promise<RecordResult[]> {
  const file = readMhtml(bytes);
  const part = pagePartOf(file);
  if (part === -1) throw new ImportError("bad-structure", NO_PAGE);
  const from = savedFromHeaders(file, part);
  const read = await readPage(partBytes(bytes, file, part), {
    ...savedWithin(context),
    around: from,
  });
  const results = read.results.map((one) => inPart(one, part));
  const telling = results.find(({ claims }) => claims.length > 0);
  const subject = read.page ?? telling?.claims[0]?.subject;
  const saved = results.some(isElsewhere) ? undefined : from.saved;
  const isTold = saved !== undefined && telling !== undefined && subject !== undefined;
  const told = isTold ? headerClaim(bytes, file, telling.record, subject, saved) : [];
  return results.map((one, index) => ({
    ...one,
    claims: one === telling ? [...one.claims, ...told] : one.claims,
    diagnostics:
      index === 0 ? [...one.diagnostics, ...warningsOf(file, part, from)] : one.diagnostics,
  }));
}

export const mhtml: Importer = {
  id: "mhtml",
  version: 6,
  label: "Saved web page (MHTML)",
  reads: "A page saved as MHTML (.mhtml, .mht) by Chrome, Edge, Hunchly or an older browser.",
  example: "From: <Saved by Blink> … Snapshot-Content-Location: https://…",
  checkedAgainst: "documentation only",
  detects: looksLikeMhtml,
  authored: true,

  async *parse(bytes, context) {
    yield await mhtmlResults(await readPageBytes(bytes), context);
  },
};
