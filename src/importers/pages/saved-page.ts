/**
 * A saved web page. Its key is the address it was saved from, by its manifest; else, as the page's own
 * word, the one that the browser or the page wrote into it. A copy in an archive is *recorded* where
 * the manifest bears it out, with when it was taken and what the archive shows that the original linked
 * to; all else is *reported*, for whoever made the page wrote every byte of it.
 */
import type { Claim, Fact } from "../../model/claim.ts";
import { type Diagnostic, ImportError } from "../../model/errors.ts";
import type { Manifest } from "../../model/evidence.ts";
import { takenByKey } from "../../model/id-time.ts";
import { isAddress, type Key, keyOfUrl, kindOfKey, platformOfKey } from "../../model/key.ts";
import type { Zone } from "../../model/time.ts";
import type { ImportContext, RecordResult } from "../importer.ts";
import { type HtmlPage, parseHtml, readPageBytes } from "../reading/html.ts";
import { decodeHtml } from "../reading/html-encoding.ts";
import { collectedBy, imported, skipped, warning } from "../reading/records.ts";
import { placed } from "../reading/said.ts";
import {
  bearsArchiveToday,
  findArchiveTodayCopy,
  isArchiveTodayPage,
} from "./archive-today-copy.ts";
import type { Note } from "./json-ld.ts";
import { addressOf } from "./page-address.ts";
import { type Part, pageParts } from "./page-claims.ts";
import { isArchiveTodayHost, isWaybackHost, type PageCopy } from "./page-copy.ts";
import { bearsPywb, findPywbCopy, isPywbPage } from "./pywb-copy.ts";
import {
  notesOfElsewhere,
  notesOfLater,
  type SavedFrom,
  savedFrom,
  savedRemark,
} from "./saved-from.ts";
import { bearsWayback, findWaybackCopy, isWaybackPage } from "./wayback-copy.ts";

interface SavedPage {
  page: HtmlPage;
  manifest: Manifest | null;
  /** The manifest's origin, where it is an address. */
  origin: string | undefined;
  saved: SavedFrom | undefined;
  /** For dates without one. */
  zone: Zone;
  /** By when it was saved. */
  shownBy: number | undefined;
  notes: Note[];
}

type Found = Part & { subject: Key; shownBy?: number };

const about = (subject: Key, shownBy: number | undefined, part: Part): Found => ({
  subject,
  ...(shownBy === undefined ? {} : { shownBy }),
  ...part,
});

/** Only an item can be copied; an account has what it posted. */
function originalKey({ original, key }: PageCopy): Key | undefined {
  const found = original && keyOfUrl(original.value);
  return found === undefined || found === key.value || kindOfKey(found) === "account"
    ? undefined
    : found;
}

const sourceOf = ({ archive, source }: PageCopy): string =>
  source ?? `the file, which says of itself that it is a copy from ${archive}`;

/** What else leads to the copy, such as its long address. */
function otherFacts({ key, others = [] }: PageCopy): Fact[] {
  const keys = new Map(others.map((other) => [other.value, other.at]));
  return [...keys].map(([a, at = key.at]) => ({
    fact: "leads-to",
    a,
    b: key.value,
    ...placed(at),
  }));
}

/** The copy itself, as the archive records it or the file says. */
function copyPart(copy: PageCopy, original: Key | undefined): Part {
  const { key, taken, isProven } = copy;
  const facts: Fact[] = [{ fact: "item", item: key.value, type: "page", ...placed(key.at) }];
  for (const { value, at } of taken) {
    facts.push({ fact: "time", item: key.value, kind: "published", ...value, ...placed(at) });
  }
  if (original !== undefined) {
    const edge = { relation: "COPY_OF", subject: key.value, object: original } as const;
    facts.push({ fact: "edge", ...edge, ...placed(copy.original?.at) });
  }
  facts.push(...otherFacts(copy));
  return {
    ...(isProven ? { basis: "recorded" } : { basis: "reported", source: { name: sourceOf(copy) } }),
    ...(key.at === undefined ? {} : { quoteAt: key.at }),
    facts,
  };
}

/** The end of the moment in which it was taken, as its key or the archive says. */
function takenBy(copy: PageCopy): number | undefined {
  const ofKey = takenByKey(copy.key.value);
  const ends = copy.taken.flatMap(({ value }) => value.latest ?? []);
  if (ofKey !== undefined) ends.push(ofKey + 999);
  return ends.length === 0 ? undefined : Math.max(...ends);
}

const OTHER_KIND =
  "what the copy shows is told only by an importer of its platform; here it is only what was copied";
const UNPROVEN =
  "only the file says that it is a copy in an archive, and which: a manifest with the address of that copy as origin would bear it out";

/** What the copy shows, told of the original; of the copy itself where no original is known. */
async function copiedParts(saved: SavedPage, copy: PageCopy): Promise<Found[]> {
  const { notes, page, zone } = saved;
  noteElsewhere(saved, copy.key.value);
  if (!copy.isProven) notes.push(["copy-unproven", copy.doubt ?? UNPROVEN, copy.key.at ?? ""]);
  const original = originalKey(copy);
  const parts = [about(copy.key.value, saved.shownBy, copyPart(copy, original))];
  const key = original ?? copy.key.value;
  if (original !== undefined ? !isAddress(original) : copy.original !== undefined) {
    notes.push(["copy-only", OTHER_KIND, copy.original?.at ?? ""]);
    return parts;
  }
  const taken = takenBy(copy);
  if (taken === undefined) {
    notes.push(["no-time", "nothing says when the copy was taken", copy.key.at ?? ""]);
  }
  const read = await pageParts({
    ...copy,
    page,
    key,
    source: copy.isProven ? (platformOfKey(key) ?? "the page") : sourceOf(copy),
    address: copy.address,
    zone,
  });
  notes.push(...read.notes);
  const shownBy = copy.isProven ? (taken ?? saved.shownBy) : (saved.shownBy ?? taken);
  return [...parts, ...read.parts.map((part) => about(key, shownBy, part))];
}

function noteElsewhere({ origin, saved, notes }: SavedPage, key: Key): void {
  notes.push(...notesOfElsewhere(origin, saved, key));
}

async function plainParts(saved: SavedPage): Promise<Found[] | RecordResult> {
  const { page, zone, shownBy, notes } = saved;
  const { url, key, source } = addressOf(saved);
  noteElsewhere(saved, key);
  if (!isAddress(key)) {
    const message = `this is a page of ${key}, whose platform's pages are not read`;
    return skipped(1, "platform-page", message);
  }
  const read = await pageParts({
    page,
    key,
    source,
    address: url,
    root: page.root,
    head: true,
    unwrap: ({ href }) => ({ address: href, isArchived: false }),
    zone,
    isProven: false,
  });
  notes.push(...read.notes);
  return read.parts.map((part) => about(key, shownBy, part));
}

const MAX_NOTES = 60;

const diagnosticsOf = (notes: readonly Note[]): Diagnostic[] =>
  notes
    .slice(0, MAX_NOTES)
    .map(([code, message, at]) => warning(1, code, message, at === "" ? undefined : at));

/** Whether a page bears the marks of an archive that is known. */
export const bearsArchive = (page: HtmlPage, saved: SavedFrom | undefined): boolean =>
  bearsWayback(page, saved) || bearsArchiveToday(page, saved) || bearsPywb(page);

/** Whether the first bytes of a page bear the marks of an archive that is known. */
export const isArchivedPage = (sample: Uint8Array): boolean =>
  isWaybackPage(sample) || isArchiveTodayPage(sample) || isPywbPage(sample);

const VOID =
  "the page bears the marks of an archive, but the manifest says that it was saved elsewhere: they do not count";

/** The manifest goes before what the page shows of itself. */
function findCopy({ page, origin, saved, notes }: SavedPage): PageCopy | undefined {
  if (origin === undefined) {
    return (
      findWaybackCopy(page, undefined, saved) ??
      findArchiveTodayCopy(page, undefined, saved) ??
      findPywbCopy(page, undefined, saved)
    );
  }
  const { hostname } = new URL(origin);
  if (isWaybackHost(hostname)) return findWaybackCopy(page, origin, saved);
  if (isArchiveTodayHost(hostname)) return findArchiveTodayCopy(page, origin, saved);
  const copy = findPywbCopy(page, origin, saved);
  if (copy === undefined && bearsArchive(page, saved)) notes.push(["marks-void", VOID, ""]);
  return copy;
}

/** The manifest's origin, where it is an address and not a sentence. */
export function addressOfOrigin(manifest: Manifest | null): string | undefined {
  const origin = manifest?.origin.trim() ?? "";
  return /^https?:/i.test(origin) && URL.canParse(origin) ? new URL(origin).href : undefined;
}

const NO_SAVE_TIME =
  'nothing says when the page was saved: write it as "collected" in the manifest';

/** By the manifest; else by the browser, which is the file's word. */
function shownByOf(manifest: Manifest | null, saved: SavedFrom | undefined, notes: Note[]) {
  const collected = collectedBy(manifest);
  const latest = saved?.saved?.latest ?? undefined;
  notes.push(...notesOfLater(collected, saved));
  if (collected === undefined && latest === undefined)
    notes.push(["no-save-time", NO_SAVE_TIME, ""]);
  if (collected !== undefined || latest === undefined) return collected;
  const message = "when it was saved is the file's own word; a manifest can say when";
  notes.push(["own-date", message, saved?.at ?? ""]);
  return latest;
}

/** When the browser saved the page, as it wrote into it, unless it wrote of another page or a later day. */
function savedPart({ manifest, origin, saved }: SavedPage, subject: Key | undefined): Found[] {
  if (subject === undefined || saved === undefined) return [];
  const isDenied =
    notesOfElsewhere(origin, saved, subject).length > 0 ||
    notesOfLater(collectedBy(manifest), saved).length > 0;
  const facts = isDenied ? [] : savedRemark(subject, saved);
  const source = { name: "the file, which says when it was saved" };
  return facts.length === 0 ? [] : [{ subject, basis: "reported", source, facts }];
}

const PACKED =
  "the page is packed as an archive within this file (SingleFile's self-extracting page), which is not read: unpack it as a zip, or save the page as plain HTML";
const NOWHERE = "the browser wrote about:internet in place of the address that the page is from";

/** SingleFile's comment stands before the packed page too, of which only the shell is HTML. */
const isPacked = ({ about }: HtmlPage): boolean => about.filter("html[data-sfz]").length > 0;

/**
 * Reads a saved page, plain or copied.
 * @throws ImportError `bad-structure`
 */
export async function savedPageResult(
  whole: Uint8Array,
  { manifest, zone, around, charset }: ImportContext,
): Promise<RecordResult> {
  const { text, doubt, readAs } = decodeHtml(whole, charset);
  const page = parseHtml(text);
  if (isPacked(page)) throw new ImportError("bad-structure", PACKED);
  const from = around ?? savedFrom(page);
  const notes: Note[] = [];
  if (from?.isNowhere) notes.push(["saved-nowhere", NOWHERE, from.at ?? ""]);
  const shownBy = shownByOf(manifest, from, notes);
  const origin = addressOfOrigin(manifest);
  const saved: SavedPage = { page, manifest, origin, saved: from, zone, shownBy, notes };
  if (doubt) notes.push([doubt.code, doubt.message, ""]);
  if (page.tooDeep) {
    const message = "elements are nested too deeply; the rest of the page is taken as flat";
    notes.push(["nested-too-deep", message, ""]);
  }
  const copy = findCopy(saved);
  const found = await (copy ? copiedParts(saved, copy) : plainParts(saved));
  if ("outcome" in found)
    return { ...found, diagnostics: [...found.diagnostics, ...diagnosticsOf(notes)] };
  if (copy === undefined && around === undefined)
    found.push(...savedPart(saved, found[0]?.subject));
  const place = { bytes: [0, whole.length] as [number, number], record: 1, ...readAs };
  const claims = found.map((part): Claim => ({ place, ...part }));
  return imported(1, claims, diagnosticsOf(notes));
}

export async function* parseSavedPage(
  bytes: AsyncIterable<Uint8Array>,
  context: ImportContext,
): AsyncIterable<RecordResult[]> {
  yield [await savedPageResult(await readPageBytes(bytes), context)];
}
