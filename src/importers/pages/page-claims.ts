/** What a page says, as parts of claims about one item: itself, each of its dates, and its links. */
import type { Claim, Fact } from "../../model/claim.ts";
import { type Key, keyOfUrl, originalOfCopy, platformOfKey } from "../../model/key.ts";
import type { Zone } from "../../model/time.ts";
import { canonicalUrl } from "../../model/url.ts";
import type { HtmlElement, HtmlPage } from "../reading/html.ts";
import { placeOfElement } from "../reading/html-place.ts";
import { wordsOf } from "../reading/html-words.ts";
import { findText, relationOfLink } from "../reading/records.ts";
import { placed } from "../reading/said.ts";
import { type LdNode, type Note, readJsonLd } from "./json-ld.ts";
import { ampFacts } from "./page-amp.ts";
import { datesOf } from "./page-dates.ts";
import { baseOf, countOthers, linksOf, type PageLink, type Unwrap } from "./page-links.ts";
import { type PageParts, partsOf } from "./page-parts.ts";
import {
  articleMark,
  authorsOf,
  languageOf,
  nodesOfPage,
  ownAddresses,
  titleOf,
} from "./page-said.ts";

/** A page to read. */
export interface Reading {
  page: HtmlPage;
  /** What is told of. */
  key: Key;
  /** Who says what the page says. */
  source: string;
  /** Address of the page, for addresses in it. */
  address: string | undefined;
  root: HtmlElement;
  /** Whether the head is the page's own, not an archive's. */
  head: boolean;
  unwrap: Unwrap;
  zone: Zone;
  /** Whether it is a copy that an archive took, whose own links are that archive's record. */
  isProven: boolean;
}

export type Part = Pick<Claim, "basis" | "source" | "quoteAt" | "facts">;

const MAX_TEXT = 200_000;

/** The words of the page; too many are cut at a line. */
function wordsFact(item: Key, { texts }: PageParts, notes: Note[]): Fact[] {
  const [first] = texts;
  const words = first && findText(wordsOf(first));
  if (first === undefined || words === undefined) return [];
  const at = placeOfElement(first);
  if (words.length <= MAX_TEXT) return [{ fact: "item", item, text: words, at }];
  notes.push(["text-cut", `only the first ${MAX_TEXT} characters are kept`, at]);
  return [{ fact: "item", item, text: words.slice(0, MAX_TEXT).toWellFormed(), at }];
}

/** The page behind an archive's wrapper, which archives put around addresses in the head as well. */
function plainKey(url: string): Key | undefined {
  const key = keyOfUrl(url);
  return key === undefined ? undefined : (originalOfCopy(key) ?? key);
}

/** Keys of addresses as they stand in the page. */
const keysFrom =
  ({ address }: Reading) =>
  (url: string): Key | undefined =>
    URL.canParse(url, address) ? plainKey(new URL(url, address).href) : undefined;

function addressFacts({ page, key, head }: Reading, notes: Note[]): Fact[] {
  const differing = (head ? ownAddresses(page) : []).filter(({ text }) => {
    const own = plainKey(text);
    return own !== undefined && own !== key;
  });
  return differing.slice(0, 5).map(({ text, at }): Fact => {
    notes.push(["address-differs", "the page gives itself another address", at]);
    return {
      fact: "remark",
      kind: "attribute",
      subject: key,
      relation: "canonical",
      value: canonicalUrl(text)?.href ?? text,
      at,
    };
  });
}

interface Json {
  /** Nodes of JSON-LD that speak of this page. */
  own: readonly LdNode[];
  all: readonly LdNode[];
}

/** The page's key, and what it gives as its address on the same site or as that of which it is a version. */
function keysOfPage(reading: Reading): Set<Key> {
  const { page, key } = reading;
  const site = platformOfKey(key);
  const others = ownAddresses(page).flatMap(({ text }) => plainKey(text) ?? []);
  const versions = ampFacts(page, key, keysFrom(reading)).flatMap((fact) => [fact.a, fact.b]);
  return new Set([key, ...others.filter((other) => platformOfKey(other) === site), ...versions]);
}

function jsonOf(reading: Reading, notes: Note[]): Json {
  if (!reading.head) return { own: [], all: [] };
  const { nodes, notes: more } = readJsonLd(reading.page);
  notes.push(...more);
  const { own, elsewhere } = nodesOfPage(nodes, keysOfPage(reading), keysFrom(reading));
  for (const { at } of elsewhere) {
    notes.push(["json-ld-elsewhere", "what stands here is said of another address", at]);
  }
  return { own, all: nodes };
}

/** What the page says of itself, but for dates. */
function saidFacts(reading: Reading, parts: PageParts, json: Json, notes: Note[]): Fact[] {
  const { page, key: item, head } = reading;
  const { own, all } = json;
  const title = titleOf(page, own, head);
  const mark = articleMark(page, own, head);
  const language = languageOf(page, own);
  const words = wordsFact(item, parts, notes);
  const at = mark?.at ?? title?.at ?? words[0]?.at;
  const facts: Fact[] = [
    {
      fact: "item",
      item,
      type: mark ? "article" : "page",
      ...placed(at),
    },
  ];
  if (title) facts.push({ fact: "item", item, title: title.text, at: title.at });
  facts.push(...words);
  if (language && head) {
    facts.push({ fact: "item", item, language: language.text, at: language.at });
  }
  for (const author of authorsOf(page, parts, own, all, head)) {
    const remark = {
      fact: "remark",
      kind: "attribute",
      subject: item,
      relation: "author",
    } as const;
    facts.push({ ...remark, value: author.text, at: author.at });
  }
  const amp = head ? ampFacts(page, item, keysFrom(reading)) : [];
  return [...facts, ...addressFacts(reading, notes), ...amp];
}

function dateParts(
  reading: Reading,
  parts: PageParts,
  json: Json,
  notes: Note[],
): Pick<Part, "quoteAt" | "facts">[] {
  const { page, key: item, head, zone } = reading;
  const { dates, notes: more } = datesOf(page, parts, json.own, head, zone);
  notes.push(...more);
  if (!dates.some(({ kind }) => kind === "published")) {
    notes.push(["no-time", "the page does not say when it was published", ""]);
  }
  const unknown = dates.find(({ time }) => time.zone?.reason === "unknown");
  if (unknown) {
    const message = "dates without a zone are widened over all zones: a manifest may grant one";
    notes.push(["zone-unknown", message, unknown.at]);
  }
  return dates.map(({ kind, time, at }) => ({
    quoteAt: at,
    facts: [{ fact: "time", item, kind, ...time, at }],
  }));
}

const others = (count: number): string =>
  `links of the page that are not told: ${count}. They stand around its text or in embedded posts, share it, advertise, or lead to its author`;

/** What it links to and shows: as an archive wrote it when it took the page, and otherwise. */
async function linkFacts(
  reading: Reading,
  parts: PageParts,
  notes: Note[],
): Promise<[Fact[], Fact[]]> {
  const { page, root, key: subject, unwrap, isProven } = reading;
  const base = baseOf(page, reading.address);
  const { linksOfArticle } = await import("./page-article.ts");
  const article = linksOfArticle(root);
  const { links, read, notes: more } = linksOf(parts, { base, unwrap, article });
  notes.push(...more);
  const told = links.filter(({ key }) => key !== subject);
  const [first] = told;
  if (!parts.isTold && article === undefined && first) {
    const message = "no part of the page is told to be its text, so all links count but navigation";
    notes.push(["whole-page", message, first.at]);
  }
  const count = countOthers(root, read, base);
  if (count > 0) notes.push(["links-around", others(count), ""]);
  const edgeOf = ({ key: object, at, isShown }: PageLink): Fact => {
    const relation = relationOfLink(object);
    const isQuoted = isShown && relation === "LINKS_TO";
    return { fact: "edge", relation: isQuoted ? "QUOTES" : relation, subject, object, at };
  };
  const isRecorded = (link: PageLink): boolean => isProven && link.isArchived;
  return [
    told.filter(isRecorded).map(edgeOf),
    told.filter((link) => !isRecorded(link)).map(edgeOf),
  ];
}

const quoted = (facts: readonly Fact[]) => {
  const at = facts.find((fact) => fact.at !== undefined)?.at;
  return at === undefined ? {} : { quoteAt: at };
};

/** What the page says, in parts of one basis and source each. */
export async function pageParts(reading: Reading): Promise<{ parts: Part[]; notes: Note[] }> {
  const notes: Note[] = [];
  const parts = partsOf(reading.root);
  const reported = { basis: "reported", source: { name: reading.source } } as const;
  const json = jsonOf(reading, notes);
  const said = saidFacts(reading, parts, json, notes);
  const title = said.find((fact) => fact.fact === "item" && fact.title !== undefined);
  const [archived, linked] = await linkFacts(reading, parts, notes);
  const found: Part[] = [
    { ...reported, ...quoted(title ? [title] : said), facts: said },
    ...dateParts(reading, parts, json, notes).map((part) => ({ ...reported, ...part })),
  ];
  if (archived.length > 0) found.push({ basis: "recorded", ...quoted(archived), facts: archived });
  if (linked.length > 0) found.push({ ...reported, ...quoted(linked), facts: linked });
  return { parts: found, notes };
}
