/**
 * Dates that a page gives for itself: in JSON-LD, `<meta>`, microdata and `<time>`. All are told, since
 * they often disagree; which is right is not for an importer to say.
 */
import { parseTime, type Time, TimeFormatError, type Zone } from "../../model/time.ts";
import { attributeOf, type HtmlElement, type HtmlPage, inHead, listedIn } from "../reading/html.ts";
import { placeOfElement } from "../reading/html-place.ts";
import { type LdNode, type Note, textsOf } from "./json-ld.ts";
import { ownElements, type PageParts } from "./page-parts.ts";

export interface PageDate {
  kind: "published" | "edited";
  time: Time;
  at: string;
}

const PUBLISHED = new Set(
  [
    "article:published_time og:article:published_time article:published article.published",
    "datepublished pubdate publishdate publish-date publish_date publication_date publication-date",
    "originalpublicationdate dc.date.issued dcterms.issued parsely-pub-date sailthru.date",
    "shareaholic:article_published_time",
  ].flatMap((line) => line.split(" ")),
);
const EDITED = new Set(
  [
    "article:modified_time og:article:modified_time article:modified og:updated_time datemodified",
    "lastmod last-modified last_modified dc.date.modified dcterms.modified revised",
    "shareaholic:article_modified_time",
  ].flatMap((line) => line.split(" ")),
);
/** Say something else than when the page was published or edited. */
const OTHER_DATES = new Set(
  ["article:expiration_time datecreated expires time_zone timezone"].flatMap((line) =>
    line.split(" "),
  ),
);
const NAMED_LIKE_DATE = /date|time(?!line|s$)|modified|published/;

const isUnknownDate = (name: string, text: string): boolean =>
  NAMED_LIKE_DATE.test(name) && /\d{4}/.test(text) && !OTHER_DATES.has(name);

const MAX_DATES = 50;
const MAX_NOTES = 20;

const kindOfName = (name: string): PageDate["kind"] | undefined =>
  PUBLISHED.has(name) ? "published" : EDITED.has(name) ? "edited" : undefined;

interface Written {
  kind: PageDate["kind"];
  text: string;
  at: string;
}

const metaNames = (element: HtmlElement): string[] =>
  ["property", "name", "itemprop", "http-equiv"].flatMap((name) =>
    name === "itemprop" && attributeOf(element, "property") !== undefined
      ? []
      : (attributeOf(element, name)?.trim().toLowerCase() ?? []),
  );

function* inMeta(page: HtmlPage, notes: Note[]): Iterable<Written> {
  // What stands in the body may speak of another thing; what stands in the article is read there.
  for (const element of inHead(page, "meta[content]")) {
    const text = attributeOf(element, "content") ?? "";
    const [name] = metaNames(element);
    if (name === undefined || text.trim() === "") continue;
    const kind = kindOfName(name);
    if (kind !== undefined) yield { kind, text, at: placeOfElement(element, "content") };
    else if (isUnknownDate(name, text) && notes.length < MAX_NOTES) {
      const message = `what "${name.slice(0, 80).toWellFormed()}" dates is not known`;
      notes.push(["date-not-read", message, placeOfElement(element, "content")]);
    }
  }
}

const LD_DATES = [
  ["datePublished", "published"],
  ["dateModified", "edited"],
] as const;

function* inJsonLd(nodes: readonly LdNode[]): Iterable<Written> {
  for (const node of nodes) {
    for (const [field, kind] of LD_DATES) {
      for (const { text, at } of textsOf(node, field)) yield { kind, text, at };
    }
  }
}

const CLASS_KINDS: Readonly<Record<string, PageDate["kind"]>> = {
  published: "published",
  "entry-date": "published",
  "dt-published": "published",
  "op-published": "published",
  updated: "edited",
  "dt-updated": "edited",
  "op-modified": "edited",
};

/** By its property, else by the class names that hAtom, microformats and Instant Articles use. */
function kindOfElement(element: HtmlElement): PageDate["kind"] | undefined {
  for (const name of listedIn(element, "itemprop")) {
    const kind = kindOfName(name);
    if (kind !== undefined) return kind;
  }
  if (element.name !== "time") return undefined;
  if (attributeOf(element, "pubdate") !== undefined) return "published";
  const names = listedIn(element, "class");
  const name = names.find((candidate) => Object.hasOwn(CLASS_KINDS, candidate));
  return name === undefined ? undefined : CLASS_KINDS[name];
}

function* inText({ region, isTold }: PageParts, notes: Note[]): Iterable<Written> {
  const found: Written[] = [];
  for (const element of ownElements(region)) {
    const attribute = ["datetime", "content"].find((name) => attributeOf(element, name));
    if (attribute === undefined || found.length > MAX_DATES) continue;
    const kind = kindOfElement(element);
    const text = attributeOf(element, attribute) ?? "";
    if (kind !== undefined) found.push({ kind, text, at: placeOfElement(element, attribute) });
    else if (element.name === "time" && notes.length < MAX_NOTES) {
      const at = placeOfElement(element, attribute);
      notes.push(["date-not-read", "what this <time> dates is not said", at]);
    }
  }
  for (const kind of ["published", "edited"] as const) {
    const ofKind = found.filter((date) => date.kind === kind);
    const [first, ...others] = new Set(ofKind.map(({ text }) => text));
    if (first === undefined) continue;
    if (isTold || others.length === 0) yield* ofKind;
    else notes.push(["date-not-read", "the page dates several things", ofKind[0]?.at ?? ""]);
  }
}

const RFC_DATE =
  /^(?:\w{3},\s+)?(\d{1,2})\s+(\w{3})\w*\s+(\d{4})\s+(\d{2}:\d{2}(?::\d{2})?)(?:\s*(?:GMT|UTC|Z|([+-]\d{4})))?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** As `parseTime` reads it; other ways of writing are ISO 8601 with a bare hour, RFC 5322, and 8 digits. */
function normal(text: string): string {
  const compact = COMPACT.exec(text);
  if (compact) return compact.slice(1).join("-");
  const [, day, name, year, clock, offset] = RFC_DATE.exec(text) ?? [];
  const month = name === undefined ? -1 : MONTHS.indexOf(name.toLowerCase());
  if (day !== undefined && month !== -1) {
    const zone = offset ?? (/[A-Z]$/.test(text) ? "Z" : "");
    return `${year}-${String(month + 1).padStart(2, "0")}-${day.padStart(2, "0")} ${clock}${zone}`;
  }
  return text.replace(/(T[\d:.,]+[+-]\d{2})$/, "$1:00");
}

/** @throws TimeFormatError when it is no time */
export const parsePageTime = (written: string, zone: Zone): Time => ({
  ...parseTime(normal(written.trim()), zone),
  asWritten: written.trim(),
});

/** One more than are read at most, so that the rest is noticed. */
function* firstDates(dates: Iterable<Written>): Iterable<Written> {
  let count = 0;
  for (const date of dates) {
    if (count > MAX_DATES) return;
    count += 1;
    yield date;
  }
}

const CLOCK =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2}))?(?:[.,]\d+)?(Z|[+-]\d{2}:?\d{2})?$/i;
const NO_OFFSET = /^[+-]00:?00$/;

/** What the clock shows, and whether a `Z` says that it is that of UTC; undefined where an offset says so. */
function clockIn(written: string): { clock: string; isUtc: boolean } | undefined {
  const [, day, minute, second = "00", zone] = CLOCK.exec(normal(written.trim())) ?? [];
  if (day === undefined || (zone !== undefined && NO_OFFSET.test(zone))) return undefined;
  return { clock: `${day} ${minute}:${second}`, isUtc: zone?.toUpperCase() === "Z" };
}

/**
 * Some pages write a `Z` behind their own clock. Where one clock stands there both with it and
 * without any zone or with another one, and would be two times, the `Z` is not believed.
 */
function withoutFalseZ(dates: readonly PageDate[], notes: Note[]): PageDate[] {
  const bare = new Map<string, Time>();
  for (const { time } of dates) {
    const read = clockIn(time.asWritten ?? "");
    if (read && !read.isUtc) bare.set(read.clock, time);
  }
  return dates.map((date) => {
    const { time, at } = date;
    const read = clockIn(time.asWritten ?? "");
    const other = read?.isUtc ? bare.get(read.clock) : undefined;
    if (!read || !other || other.earliest === time.earliest) return date;
    const message =
      "the page writes this clock without a zone or with another one too, so that its Z is not believed";
    notes.push(["zone-doubted", message, at]);
    const widened = parseTime(normal(time.asWritten ?? "").replace(/Z$/i, ""));
    return {
      ...date,
      time: { ...widened, ...(time.asWritten ? { asWritten: time.asWritten } : {}) },
    };
  });
}

/** Every date with its place; what is no time, and what has too many, is noted. */
export function datesOf(
  page: HtmlPage,
  parts: PageParts,
  nodes: readonly LdNode[],
  head: boolean,
  zone: Zone,
): { dates: PageDate[]; notes: Note[] } {
  const dates: PageDate[] = [];
  const notes: Note[] = [];
  const written = [
    ...(head ? firstDates(inMeta(page, notes)) : []),
    ...firstDates(inJsonLd(nodes)),
    ...firstDates(inText(parts, notes)),
  ];
  for (const { kind, text, at } of written.slice(0, MAX_DATES)) {
    try {
      dates.push({ kind, time: parsePageTime(text, zone), at });
    } catch (error) {
      if (!(error instanceof TimeFormatError)) throw error;
      notes.push(["bad-time", error.message.slice(0, 200).toWellFormed(), at]);
    }
  }
  if (written.length > MAX_DATES) {
    notes.push([
      "dates-cut",
      `only the first ${MAX_DATES} dates are read`,
      written[MAX_DATES]?.at ?? "",
    ]);
  }
  return { dates: withoutFalseZ(dates, notes), notes };
}
