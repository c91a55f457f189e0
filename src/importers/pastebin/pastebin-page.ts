/**
 * The page of one paste on pastebin.com, as a browser or crawler saved it, in the look of before
 * November 2020 or the later one. Its words are taken from the plain text below it where there is
 * one, else from the highlighted lines, whose spaces are not kept.
 * Left out: size, category, tags, comments, likes, other pastes in the margin.
 */
import type { Claim, Fact } from "../../model/claim.ts";
import type { Diagnostic } from "../../model/errors.ts";
import type { Manifest } from "../../model/evidence.ts";
import type { Key } from "../../model/key.ts";
import type { Zone } from "../../model/time.ts";
import type { ImportContext, Importer, RecordResult } from "../importer.ts";
import { savedFrom } from "../pages/saved-from.ts";
import { addressOfOrigin, bearsArchive, savedPageResult } from "../pages/saved-page.ts";
import {
  attributeOf,
  type HtmlElement,
  type HtmlPage,
  parseHtml,
  readPageBytes,
} from "../reading/html.ts";
import { type Decoded, decodeHtml } from "../reading/html-encoding.ts";
import { placeOfElement } from "../reading/html-place.ts";
import { wordsOf } from "../reading/html-words.ts";
import { collectedBy, imported, RecordError, recordResult, warning } from "../reading/records.ts";
import { placed } from "../reading/said.ts";
import { type Paste, pasteFacts, pasteOfUrl } from "./pastebin-facts.ts";
import { elsewhere, findLook, isPastebinHost, type Look, ownAddresses } from "./pastebin-look.ts";
import { findDay, findDoubt, findMoment } from "./pastebin-time.ts";

/** The key of a paste, its place, and whether the manifest bears it out. */
interface Known {
  key: Key;
  at?: string;
  isProven: boolean;
}

function keyOf(page: HtmlPage, manifest: Manifest | null): Known {
  const ofManifest = manifest === null ? undefined : pasteOfUrl(manifest.origin);
  const other = elsewhere(page);
  if (other !== undefined) {
    const message = "the page gives itself an address on another site than the manifest's origin";
    throw new RecordError("key-differs", message, other.at);
  }
  for (const { url, at } of ownAddresses(page)) {
    const key = pasteOfUrl(url.href);
    if (key === undefined) continue;
    if (ofManifest === undefined || ofManifest === key)
      return { key, ...placed(at), isProven: ofManifest === key };
    const message = `the page is of ${key}, but the manifest's origin is ${ofManifest}`;
    throw new RecordError("key-differs", message, at);
  }
  if (ofManifest !== undefined) return { key: ofManifest, isProven: true };
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
  return [...published, { fact: "time", item, ...open, ...placed(mark.at) }];
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
  { page, doubt, isCut }: { page: HtmlPage; isCut: boolean } & Pick<Decoded, "doubt">,
  look: Look,
  facts: readonly Fact[],
): Diagnostic[] {
  const warnings: Diagnostic[] = [];
  const warn = (code: string, message: string) => warnings.push(warning(1, code, message));
  if (doubt) warn(doubt.code, doubt.message);
  if (isCut)
    warn("page-cut", "the page breaks off, so that its words may: a link at their end is left out");
  if (page.tooDeep)
    warn("nested-too-deep", "elements are nested too deeply; the rest is taken as flat");
  if (look.text === undefined) warn("no-text", "the page shows no words of the paste");
  if (look.author === undefined) warn("no-author", "the page names neither an account nor a guest");
  for (const element of look.dates) {
    const doubt = findDoubt(attributeOf(element, "title") ?? "");
    if (doubt !== undefined) warn("time-doubtful", doubt);
  }
  const published = facts.find((fact) => fact.fact === "time" && fact.kind === "published");
  if (published?.fact !== "time") warn("no-time", "the page shows no time of publication");
  else if (published.zone?.reason === "unknown") {
    warn("zone-unknown", "the time carries no zone that is known, so it is widened over all zones");
  }
  return warnings;
}

const ENDS = /<\/html>\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*$/i;

const UNPROVEN =
  "which paste this is only the page itself says: a manifest with its address on pastebin.com as origin would bear it out";

/** What the site shows of a paste; without such a manifest, what the page says. */
const basisOf = ({ key, isProven }: Known) =>
  isProven
    ? ({ basis: "recorded" } as const)
    : ({
        basis: "reported",
        source: { name: `the page itself, which says that it is ${key}` },
      } as const);

function pasteResult(whole: Uint8Array, page: HtmlPage, context: ImportContext): RecordResult {
  const { manifest } = context;
  const { text, doubt, readAs } = decodeHtml(whole, context.charset);
  return recordResult(1, () => {
    const look = findLook(page);
    if (look === undefined) throw new RecordError("not-a-paste", "the page is of no paste");
    const known = keyOf(page, manifest);
    const { key, at } = known;
    const { title, text: words, author } = look;
    const isCut = !ENDS.test(text.slice(-1000));
    const keyAt = placed(at);
    const paste = { key, keyAt, title, text: words, isCut, author, remarks: remarksOf(look) };
    const times = timeFacts(key, look, context.zone);
    const shownBy = collectedBy(manifest);
    const quoteAt = (words ?? title)?.at;
    const claim: Claim = {
      subject: key,
      place: { bytes: [0, whole.length], record: 1, ...readAs },
      ...basisOf(known),
      ...(shownBy === undefined ? {} : { shownBy }),
      ...(quoteAt === undefined ? {} : { quoteAt }),
      facts: [...pasteFacts(paste), ...times],
    };
    const warnings = warningsOf({ page, doubt, isCut }, look, times);
    if (!known.isProven) warnings.push(warning(1, "paste-unproven", UNPROVEN, at));
    return imported(1, [claim], warnings);
  });
}

/** Whether it is another site's page: by the manifest, which goes first, else by the page itself. */
function isOfAnotherSite(page: HtmlPage, manifest: Manifest | null): boolean {
  const origin = addressOfOrigin(manifest);
  if (origin !== undefined) return !isPastebinHost(new URL(origin).hostname);
  return elsewhere(page) !== undefined || bearsArchive(page, savedFrom(page));
}

/** A page of another site that looks like a paste, such as a copy in an archive, is read as what it is. */
async function pageResult(whole: Uint8Array, context: ImportContext): Promise<RecordResult> {
  const page = parseHtml(decodeHtml(whole, context.charset).text);
  return isOfAnotherSite(page, context.manifest)
    ? savedPageResult(whole, context)
    : pasteResult(whole, page, context);
}

const MAY_BE = /paste_box_line2|info-bar/;

export const pastebinPage: Importer = {
  id: "pastebin-page",
  version: 4,
  label: "Pastebin page",
  reads:
    "The saved page of one paste on pastebin.com, in its look of before or after November 2020.",
  example: '<title>… - Pastebin.com</title> … <textarea id="paste_code" …>',
  checkedAgainst: "real files",

  /** By what is read of it: any page may have such classes, and link to a paste. */
  detects(sample) {
    const { text } = decodeHtml(sample);
    if (!MAY_BE.test(text)) return false;
    const page = parseHtml(text);
    const isPaste = ownAddresses(page).some(({ url }) => pasteOfUrl(url.href) !== undefined);
    return isPaste && findLook(page) !== undefined && !isOfAnotherSite(page, null);
  },

  authored: true,

  async *parse(bytes, context) {
    yield [await pageResult(await readPageBytes(bytes), context)];
  },
};
