/**
 * The page of one paste on pastebin.com, as a browser or crawler saved it, in the look of before
 * November 2020 or the later one. Its words are taken from the plain text below it where there is
 * one, else from the highlighted lines, whose spaces are not kept.
 * Left out: size, category, tags, comments, likes, other pastes in the margin.
 */
import type { Claim, Fact } from "../model/claim.ts";
import type { Diagnostic } from "../model/errors.ts";
import type { Manifest } from "../model/evidence.ts";
import type { Key } from "../model/key.ts";
import type { Zone } from "../model/time.ts";
import { isArchiveTodayPage } from "./archive-today-copy.ts";
import { roughUtf8 } from "./bytes.ts";
import {
  attributeOf,
  decodeHtml,
  type HtmlElement,
  type HtmlPage,
  parseHtml,
  readPageBytes,
} from "./html.ts";
import { placeOfElement } from "./html-place.ts";
import { wordsOf } from "./html-words.ts";
import type { ImportContext, Importer, RecordResult } from "./importer.ts";
import { type Paste, pasteFacts, pasteOfUrl } from "./pastebin-facts.ts";
import { findLook, type Look, ownAddresses } from "./pastebin-look.ts";
import { findDay, findMoment } from "./pastebin-time.ts";
import { collectedBy, imported, RecordError, recordResult, warning } from "./records.ts";
import { isWaybackPage } from "./wayback-copy.ts";

function keyOf(page: HtmlPage, manifest: Manifest | null): { key: Key; at?: string } {
  const ofManifest = manifest === null ? undefined : pasteOfUrl(manifest.origin);
  for (const { value, at } of ownAddresses(page)) {
    const url =
      URL.canParse(value, "https://pastebin.com/") && new URL(value, "https://pastebin.com/");
    const key = url ? pasteOfUrl(url.href) : undefined;
    if (key === undefined) continue;
    if (ofManifest === undefined || ofManifest === key)
      return { key, ...(at === undefined ? {} : { at }) };
    const message = `the page is of ${key}, but the manifest's origin is ${ofManifest}`;
    throw new RecordError("key-differs", message, at);
  }
  if (ofManifest !== undefined) return { key: ofManifest };
  const message =
    "the page does not say which paste it is: write its address as origin in the manifest";
  throw new RecordError("no-key", message);
}

/** The time that an element of a date shows, in its title or, by the day, in its words. */
function timeFact(item: Key, element: HtmlElement, zone: Zone): Fact | undefined {
  const title = attributeOf(element, "title");
  if (title !== undefined) {
    const at = placeOfElement(element, "title");
    const time = findMoment(title, zone, at);
    const kind = title.trim().startsWith("Last edit") ? "edited" : "published";
    return time && { fact: "time", item, kind, ...time, at };
  }
  const at = placeOfElement(element);
  const day = findDay(wordsOf(element), zone, at);
  return day && { fact: "time", item, kind: "published", ...day, at };
}

function timeFacts(item: Key, look: Look, zone: Zone): Fact[] {
  const facts = look.dates.flatMap((element) => timeFact(item, element, zone) ?? []);
  const ofKind = (kind: string) =>
    facts.filter((fact) => fact.fact === "time" && fact.kind === kind);
  const [published, edited] = [ofKind("published").slice(0, 1), ofKind("edited").slice(0, 1)];
  const mark = look.edited;
  if (edited.length > 0 || mark === undefined) return [...published, ...edited];
  const open = { kind: "edited", earliest: null, latest: null, asWritten: mark.value } as const;
  return [
    ...published,
    { fact: "time", item, ...open, ...(mark.at === undefined ? {} : { at: mark.at }) },
  ];
}

/** `1,234` and `1 234`. */
const withoutGroups = (value: string): string =>
  /^\d[\d,\s]*$/.test(value) ? value.replace(/[,\s]/g, "") : value;

function remarksOf({ views, rating, expires, syntax }: Look): Paste["remarks"] {
  const remarks: Paste["remarks"] = [];
  const count = { kind: "count" } as const;
  const attribute = { kind: "attribute" } as const;
  if (views)
    remarks.push({ ...views, ...count, relation: "views", value: withoutGroups(views.value) });
  if (rating)
    remarks.push({ ...rating, ...count, relation: "rating", value: withoutGroups(rating.value) });
  if (expires) remarks.push({ ...expires, ...attribute, relation: "expires" });
  if (syntax) remarks.push({ ...syntax, ...attribute, relation: "syntax" });
  return remarks;
}

function warningsOf(
  { page, replaced, isCut }: { page: HtmlPage; replaced: boolean; isCut: boolean },
  look: Look,
  facts: readonly Fact[],
): Diagnostic[] {
  const warnings: Diagnostic[] = [];
  const warn = (code: string, message: string) => warnings.push(warning(1, code, message));
  if (replaced)
    warn("bad-encoding", "bytes that the page's encoding does not know stand as U+FFFD");
  if (isCut)
    warn("page-cut", "the page breaks off, so that its words may: a link at their end is left out");
  if (page.tooDeep)
    warn("nested-too-deep", "elements are nested too deeply; the rest is taken as flat");
  if (look.text === undefined) warn("no-text", "the page shows no words of the paste");
  if (look.author === undefined) warn("no-author", "the page names neither an account nor a guest");
  const published = facts.find((fact) => fact.fact === "time" && fact.kind === "published");
  if (published?.fact !== "time") warn("no-time", "the page shows no time of publication");
  else if (published.zone?.reason === "unknown") {
    warn("zone-unknown", "the time carries no zone that is known, so it is widened over all zones");
  }
  return warnings;
}

const ENDS = /<\/html>\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*$/i;

function pageResult(whole: Uint8Array, { manifest }: ImportContext): RecordResult {
  const { text, replaced } = decodeHtml(whole);
  const page = parseHtml(text);
  return recordResult(1, () => {
    const look = findLook(page);
    if (look === undefined) throw new RecordError("not-a-paste", "the page is of no paste");
    const { key, ...keyAt } = keyOf(page, manifest);
    const { title, text: words, author } = look;
    const isCut = !ENDS.test(text.slice(-1000));
    const paste = { key, keyAt, title, text: words, isCut, author, remarks: remarksOf(look) };
    const times = timeFacts(key, look, manifest?.zone ?? { reason: "unknown" });
    const shownBy = collectedBy(manifest);
    const quoteAt = (words ?? title)?.at;
    const claim: Claim = {
      subject: key,
      place: { bytes: [0, whole.length], record: 1, as: "html" },
      basis: "recorded",
      ...(shownBy === undefined ? {} : { shownBy }),
      ...(quoteAt === undefined ? {} : { quoteAt }),
      facts: [...pasteFacts(paste), ...times],
    };
    return imported(1, [claim], warningsOf({ page, replaced, isCut }, look, times));
  });
}

const SHOWS_PASTE = /\bclass=["'](?:paste_box_line2|info-bar)["']/;
const OWN_ADDRESS = new RegExp(
  [
    String.raw`\bcontent=["']https?://(?:www\.)?pastebin\.com/[A-Za-z0-9]{8}["']`,
    String.raw`\brel=["']canonical["']\s+href=["']https?://(?:www\.)?pastebin\.com/[A-Za-z0-9]{8}["']`,
    String.raw`\bhref=["'](?:(?:https?:)?//(?:www\.)?pastebin\.com)?/raw/[A-Za-z0-9]{8}["']`,
  ].join("|"),
);
/** A copy that an archive took is the archive's page. */
const isCopy = (sample: Uint8Array): boolean => isWaybackPage(sample) || isArchiveTodayPage(sample);

export const pastebinPage: Importer = {
  id: "pastebin-page",
  version: 1,
  label: "Pastebin page",
  reads:
    "The saved page of one paste on pastebin.com, in its look of before or after November 2020.",

  detects(sample) {
    const text = roughUtf8(sample);
    return (
      [SHOWS_PASTE, OWN_ADDRESS, /pastebin/i].every((sign) => sign.test(text)) && !isCopy(sample)
    );
  },

  async *parse(bytes, context) {
    yield [pageResult(await readPageBytes(bytes), context)];
  },
};
