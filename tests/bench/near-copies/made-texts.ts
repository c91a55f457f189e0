/** Texts made from a seed, of which it is known which are copies of which. */
import { randomFrom } from "../random.ts";

/** Copies that should be found, and what is like another text but no copy of it. */
export const COPIES = ["exact", "edited", "truncated", "added to"] as const;
export const OTHERS = ["quote", "cut", "translation", "boilerplate", "short"] as const;
type Kind = "original" | "copypasta" | (typeof COPIES)[number] | (typeof OTHERS)[number];

export interface MadeText {
  text: string;
  kind: Kind;
  /** The text that it is a copy of, by number: its own where it is none. */
  of: number;
}

const VOCABULARY = 30_000;
const SYLLABLES = ["ka", "lo", "mi", "ra", "ten", "su", "vor", "qui", "bel", "na", "sho", "du"];

/** A word by how common it is, in one of two languages that share none. */
function wordOf(rank: number, language: "x" | "z"): string {
  let word: string = language;
  for (let left = rank + 1; left > 0; left = Math.floor(left / SYLLABLES.length)) {
    word += SYLLABLES[left % SYLLABLES.length] ?? "";
  }
  return word;
}

class Maker {
  readonly #random: () => number;
  readonly #boilerplate: string[];

  constructor(seed: number) {
    this.#random = randomFrom(seed);
    this.#boilerplate = Array.from({ length: 20 }, () => this.words(6).join(" "));
  }

  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  /** As words are in speech: the second is half as common as the first, the tenth a tenth. */
  words(count: number): string[] {
    return Array.from({ length: count }, () =>
      wordOf(Math.floor(VOCABULARY ** this.#random()) - 1, "x"),
    );
  }

  original(): string[] {
    const words = this.words(12 + this.below(29));
    if (this.below(3) === 0) words.push(`https://t.example/${this.below(1e9).toString(36)}`);
    return words;
  }

  exact(words: readonly string[]): string {
    const spaced = words.join(this.below(2) === 0 ? "  " : "\n");
    return this.below(2) === 0 ? spaced.toUpperCase().replaceAll("HTTPS", "https") : `${spaced}!`;
  }

  /** A word in twelve is another, at least one and three at most. */
  edited(words: readonly string[]): string {
    const edited = [...words];
    const count = Math.min(3, Math.max(1, Math.round(words.length / 12)));
    for (let edit = 0; edit < count; edit += 1) {
      edited[this.below(edited.length)] = this.words(1)[0] ?? "";
    }
    return edited.join(" ");
  }

  /** All but the last words, and no less than two thirds. */
  truncated(words: readonly string[]): string {
    const most = Math.max(1, Math.floor((words.length - 2) / 3));
    return `${words.slice(0, words.length - 1 - this.below(most)).join(" ")}…`;
  }

  addedTo(words: readonly string[]): string {
    const added = this.words(1 + this.below(Math.floor(words.length / 3)));
    return this.below(2) === 0 ? [...added, ...words].join(" ") : [...words, ...added].join(" ");
  }

  /** One sentence in a text of somebody's own. */
  quote(words: readonly string[]): string {
    const length = 5 + this.below(4);
    const at = this.below(Math.max(1, words.length - length));
    return [
      ...this.words(8),
      `“${words.slice(at, at + length).join(" ")}”`,
      ...this.words(12),
    ].join(" ");
  }

  /** A few words of a long text and nothing else. */
  cut(words: readonly string[]): string {
    const length = 10 + this.below(words.length / 4 - 10);
    const at = this.below(words.length - length);
    return words.slice(at, at + length).join(" ");
  }

  boilerplate(): string {
    const frame = this.#boilerplate[this.below(this.#boilerplate.length)] ?? "";
    return [frame, ...this.words(15 + this.below(10))].join(" ");
  }
}

const translated = (words: readonly string[]): string =>
  words.map((word) => word.replace(/^x/, "z")).join(" ");

/** A text that thousands post, half of them with a word of their own in it. */
function copypasta(maker: Maker, made: MadeText[], count: number): void {
  const words = maker.words(40);
  const of = made.length;
  for (let i = 0; i < count; i += 1) {
    const own = i % 2 === 0 ? words : words.with(20, `own${i}`);
    made.push({ text: own.join(" "), kind: "copypasta", of });
  }
}

/** Of some hundred originals, sixteen are copied and twenty-two others have a text beside that is no copy. */
export function makeTexts(count: number, seed: number): MadeText[] {
  const maker = new Maker(seed);
  const made: MadeText[] = [];
  for (let i = 0; i < 3; i += 1) copypasta(maker, made, Math.floor(count / 100));
  const push = (kind: Kind, text: string, of = made.length) => made.push({ text, kind, of });
  while (made.length < count) {
    const words = maker.original();
    const of = made.length;
    push("original", words.join(" "));
    const roll = maker.below(100);
    if (roll < 4) push("exact", maker.exact(words), of);
    else if (roll < 8) push("edited", maker.edited(words), of);
    else if (roll < 12) push("truncated", maker.truncated(words), of);
    else if (roll < 16) push("added to", maker.addedTo(words), of);
    else if (roll < 20) push("quote", maker.quote(words));
    else if (roll < 24) {
      const long = maker.words(60 + maker.below(40));
      push("original", long.join(" "));
      push("cut", maker.cut(long));
    } else if (roll < 28) push("translation", translated(words));
    else if (roll < 34) push("boilerplate", maker.boilerplate());
    else if (roll < 38) push("short", ["lol", "this", "MACRON LEAKS"][maker.below(3)] ?? "");
  }
  return made.slice(0, count);
}
