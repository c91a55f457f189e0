/** Sentences that are questions, in the words of the box: read whole, and offered piece by piece. */
import { findKey } from "../../model/key.ts";
import { address, itemAddress, searchAddress } from "../site/address.ts";
import { type IsPlatform, selectorOf } from "./named.ts";

interface Sentence {
  /** What stands around the things that it names: before, between, after. */
  words: readonly [string, ...string[]];
  asks: (...things: string[]) => string;
}

const ends = (from = "", to = "", without = "") =>
  [["from", from], ["to", to], ...(without === "" ? [] : [["without", without] as const])] as const;

/** Longer ones first where one begins like another. */
export const SENTENCES: readonly Sentence[] = [
  {
    words: ["How did ", " reach ", " without ", "?"],
    asks: (from, to, without) => address("/", ends(from, to, without)),
  },
  { words: ["How did ", " reach ", "?"], asks: (from, to) => address("/", ends(from, to)) },
  { words: ["Where did ", " first appear?"], asks: (of = "") => address("/first", [["of", of]]) },
  {
    words: ["What did ", " become without ", "?"],
    asks: (from = "", without = "") =>
      address("/reach", [
        ["from", from],
        ["without", without],
      ]),
  },
  { words: ["What did ", " reach?"], asks: (from = "") => address("/reach", [["from", from]]) },
  {
    words: ["What does it hang on that ", " reached ", "?"],
    asks: (from, to) => address("/what-if", ends(from, to)),
  },
  {
    words: ["Where did ", " cross?"],
    asks: (from = "") => address("/crossings", [["from", from]]),
  },
  { words: ["How did ", " spread?"], asks: (of = "") => address("/adoption", [["of", of]]) },
];

/** As it is offered before anything is typed: `How did … reach …?` */
export const pattern = ({ words }: Sentence): string => words.join("…");

const startsWith = (text: string, start: string): boolean =>
  text.slice(0, start.length).toLowerCase() === start.toLowerCase();

/** The things that a text names in the gaps of a sentence; undefined for another sentence. */
function thingsIn({ words }: Sentence, text: string): string[] | undefined {
  const [head, ...rest] = words;
  if (!startsWith(text, head)) return undefined;
  let left = text.slice(head.length).trim().replace(/\?*$/, "").concat("?");
  const things: string[] = [];
  for (const after of rest) {
    const at = left.toLowerCase().indexOf(after.toLowerCase());
    if (at <= 0 || (after === rest.at(-1) && at + after.length !== left.length)) return undefined;
    things.push(left.slice(0, at).trim());
    left = left.slice(at + after.length);
  }
  return things;
}

/** Where a text leads: the answer of a sentence, the page of a thing, a search. */
export function addressOf(text: string, isPlatform: IsPlatform): string | undefined {
  const typed = text.trim();
  if (typed === "") return undefined;
  for (const sentence of SENTENCES) {
    const things = thingsIn(sentence, typed);
    if (things) return sentence.asks(...things.map((one) => selectorOf(one, isPlatform)));
  }
  const isName = findKey(typed) !== undefined || URL.canParse(typed) || isPlatform(typed);
  return isName && !/\s/.test(typed) ? itemAddress(typed) : searchAddress(typed.slice(0, 500));
}

/** What may follow a text: the thing that is being named, and what stands around it. */
export interface Gap {
  before: string;
  typed: string;
  /** What follows the thing in each sentence that the text may become. */
  after: readonly string[];
}

function gapIn({ words }: Sentence, text: string): { before: string; after: string } | undefined {
  const [head, ...rest] = words;
  if (!startsWith(text, head)) return undefined;
  let before = head.length;
  for (const after of rest) {
    const at = text.toLowerCase().indexOf(after.toLowerCase(), before);
    const isLast = after === rest.at(-1);
    if (at === -1) return { before: text.slice(0, before), after };
    if (isLast) return undefined;
    before = at + after.length;
  }
  return undefined;
}

/** The gap that a person is at; a text that begins no sentence is a gap of its own. */
export function gapAt(text: string): Gap | undefined {
  const isWhole = SENTENCES.some((sentence) => thingsIn(sentence, text) !== undefined);
  if (isWhole && text.trimEnd().endsWith("?")) return undefined;
  const gaps = SENTENCES.flatMap((sentence) => gapIn(sentence, text) ?? []);
  const longest = Math.max(0, ...gaps.map(({ before }) => before.length));
  const open = gaps.filter(({ before }) => before.length === longest);
  if (open.length > 0) {
    return {
      before: text.slice(0, longest),
      typed: text.slice(longest),
      after: [...new Set(open.map(({ after }) => after))],
    };
  }
  return { before: "", typed: text, after: [] };
}
