/**
 * A saved web page. Its key is the address it was saved from, by its manifest or the browser; else
 * the address that it gives itself. Of a copy in an archive, the copy and when it was taken are
 * *recorded* by the archive, and so is what the original linked to by then; all else is the page's own
 * word, and *reported*.
 */
import type { Claim, Fact } from "../model/claim.ts";
import type { Diagnostic } from "../model/errors.ts";
import { ImportError } from "../model/errors.ts";
import type { Manifest } from "../model/evidence.ts";
import { isAddress, type Key, keyOfUrl, kindOfKey, takenByKey } from "../model/key.ts";
import { findArchiveTodayCopy } from "./archive-today-copy.ts";
import { decodeHtml, type HtmlPage, parseHtml, readPageBytes } from "./html.ts";
import type { ImportContext, RecordResult } from "./importer.ts";
import type { Note } from "./json-ld.ts";
import { type Part, pageParts } from "./page-claims.ts";
import { copyByAddress, type PageCopy } from "./page-copy.ts";
import { ownAddresses } from "./page-said.ts";
import { collectedBy, imported, skipped, warning } from "./records.ts";
import { type SavedFrom, savedFrom } from "./saved-from.ts";
import { findWaybackCopy } from "./wayback-copy.ts";

interface SavedPage {
  page: HtmlPage;
  manifest: Manifest | null;
  saved: SavedFrom | undefined;
  /** By when it was saved. */
  shownBy: number | undefined;
  notes: Note[];
}

const NO_ADDRESS = 'nothing says what page this is: write its address as "origin" in its manifest';

interface Address {
  url: string;
  key: Key;
}

function addressOf({ page, manifest, saved, notes }: SavedPage): Address {
  const known = [manifest?.origin.trim(), saved?.url];
  for (const url of known) {
    const key = url === undefined ? undefined : keyOfUrl(url);
    if (url !== undefined && key !== undefined) return { url, key };
  }
  for (const { text, at } of ownAddresses(page)) {
    const key = keyOfUrl(text);
    if (key === undefined) continue;
    const message =
      "the address is the page's own word; a manifest can say where it was saved from";
    notes.push(["own-address", message, at]);
    return { url: text, key };
  }
  throw new ImportError("bad-structure", NO_ADDRESS);
}

type Found = Part & { subject: Key; shownBy?: number };

const about = (subject: Key, shownBy: number | undefined, part: Part): Found => ({
  subject,
  ...(shownBy === undefined ? {} : { shownBy }),
  ...part,
});

const placed = (at: string | undefined) => (at === undefined ? {} : { at });

/** Only an item can be copied; an account has what it posted. */
function originalKey({ original, key }: PageCopy): Key | undefined {
  const found = original && keyOfUrl(original.value);
  return found === undefined || found === key.value || kindOfKey(found) === "account"
    ? undefined
    : found;
}

/** The copy itself, as the archive records it. */
function copyPart(copy: PageCopy, original: Key | undefined): Part {
  const { key, taken } = copy;
  const facts: Fact[] = [{ fact: "item", item: key.value, type: "page", ...placed(key.at) }];
  for (const { value, at } of taken) {
    facts.push({ fact: "time", item: key.value, kind: "published", ...value, ...placed(at) });
  }
  if (original !== undefined) {
    const edge = { relation: "COPY_OF", subject: key.value, object: original } as const;
    facts.push({ fact: "edge", ...edge, ...placed(copy.original?.at) });
  }
  return {
    basis: "recorded",
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

/** What the copy shows, told of the original; of the copy itself where no original is known. */
function copiedParts(saved: SavedPage, copy: PageCopy): Found[] {
  const original = originalKey(copy);
  const parts = [about(copy.key.value, saved.shownBy, copyPart(copy, original))];
  const key = original ?? copy.key.value;
  if (original !== undefined ? !isAddress(original) : copy.original !== undefined) {
    saved.notes.push(["copy-only", OTHER_KIND, copy.original?.at ?? ""]);
    return parts;
  }
  const taken = takenBy(copy);
  if (taken === undefined) {
    saved.notes.push(["no-time", "nothing says when the copy was taken", copy.key.at ?? ""]);
  }
  const read = pageParts({
    ...copy,
    page: saved.page,
    key,
    address: copy.address,
    zone: saved.manifest?.zone ?? { reason: "unknown" },
    isCopied: true,
  });
  saved.notes.push(...read.notes);
  return [...parts, ...read.parts.map((part) => about(key, taken ?? saved.shownBy, part))];
}

function plainParts(saved: SavedPage, { url, key }: Address): Found[] {
  const { page, manifest, shownBy, notes } = saved;
  const read = pageParts({
    page,
    key,
    address: url,
    root: page.root,
    head: true,
    unwrap: (link) => link.href,
    zone: manifest?.zone ?? { reason: "unknown" },
    isCopied: false,
  });
  notes.push(...read.notes);
  return read.parts.map((part) => about(key, shownBy, part));
}

const MAX_NOTES = 60;

const diagnosticsOf = (notes: readonly Note[]): Diagnostic[] =>
  notes
    .slice(0, MAX_NOTES)
    .map(([code, message, at]) => warning(1, code, message, at === "" ? undefined : at));

function findCopy({ page, manifest, saved }: SavedPage): PageCopy | undefined {
  const origin = manifest?.origin.trim();
  const wrapped = findWaybackCopy(page, origin) ?? findArchiveTodayCopy(page, origin);
  if (wrapped !== undefined) return wrapped;
  const byManifest = origin === undefined ? undefined : copyByAddress(page, { value: origin });
  if (byManifest !== undefined || saved?.url === undefined) return byManifest;
  return copyByAddress(page, { value: saved.url, at: saved.at });
}

function pageResult(whole: Uint8Array, { manifest }: ImportContext): RecordResult {
  const { text, replaced } = decodeHtml(whole);
  const page = parseHtml(text);
  const from = savedFrom(page);
  const shownBy = collectedBy(manifest) ?? from?.saved?.latest ?? undefined;
  const saved: SavedPage = { page, manifest, saved: from, shownBy, notes: [] };
  if (replaced) {
    const message = "bytes that the page's encoding does not know are replaced by U+FFFD";
    saved.notes.push(["bad-encoding", message, ""]);
  }
  if (page.tooDeep) {
    const message = "elements are nested too deeply; the rest of the page is taken as flat";
    saved.notes.push(["nested-too-deep", message, ""]);
  }
  const copy = findCopy(saved);
  const address = copy === undefined ? addressOf(saved) : undefined;
  if (address !== undefined && !isAddress(address.key)) {
    const message = `this is a page of ${address.key}, whose platform's pages are not read`;
    return skipped(1, "platform-page", message);
  }
  const found = copy ? copiedParts(saved, copy) : address ? plainParts(saved, address) : [];
  const place = { bytes: [0, whole.length] as [number, number], record: 1, as: "html" } as const;
  const claims = found.map((part): Claim => ({ place, ...part }));
  return imported(1, claims, diagnosticsOf(saved.notes));
}

/** Reads a saved page, plain or copied. */
export async function* parseSavedPage(
  bytes: AsyncIterable<Uint8Array>,
  context: ImportContext,
): AsyncIterable<RecordResult[]> {
  yield [pageResult(await readPageBytes(bytes), context)];
}
