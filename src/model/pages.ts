/** Addresses of the page: the server answers them with it, and it has a view for each. */
import { hashSchema } from "./evidence.ts";

const AT = {
  "/": "ask",
  "/first": "first",
  "/what-if": "whatIf",
  "/reach": "reach",
  "/crossings": "crossings",
  "/latency": "latency",
  "/adoption": "adoption",
  "/search": "search",
  "/evidence": "evidence",
  "/load": "load",
  "/note": "note",
  "/case": "case",
} as const;

/** Beginnings of addresses that end in what they are about, percent-encoded. */
const ABOUT = { "/items/": "item", "/evidence/": "evidenceFile" } as const;

export type PageName = (typeof AT)[keyof typeof AT] | (typeof ABOUT)[keyof typeof ABOUT];

export interface PlaceOnPage {
  page: PageName;
  /** Selector or hash; "" where the page is about no one thing. */
  about: string;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

const pages = new Map(Object.entries(AT));

/** What the page shows at a path, written as in an address; undefined where nothing is. */
export function pageAt(path: string): PlaceOnPage | undefined {
  const named = pages.get(path);
  if (named !== undefined) return { page: named, about: "" };
  for (const [start, page] of Object.entries(ABOUT)) {
    if (!path.startsWith(start)) continue;
    const about = decoded(path.slice(start.length));
    const is = page === "evidenceFile" ? hashSchema.safeParse(about).success : about !== "";
    return is ? { page, about } : undefined;
  }
  return undefined;
}
