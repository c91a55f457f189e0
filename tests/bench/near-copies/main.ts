/**
 * `npm run bench:near-copies [-- <texts>]`: finds the near copies among a million made-up texts, and
 * prints how many of the known copies were found, how many links are right, and how long it took; then
 * likewise among as many hashes of pictures.
 */
import { cpus } from "node:os";
import { copiesAmong } from "../../../src/graph/near-copies/near-copies.ts";
import { check } from "../measure.ts";
import { COPIES, type MadeText, makeTexts, OTHERS } from "./made-texts.ts";
import { benchPictures } from "./pictures.ts";

const COUNT = Number(process.argv[2] ?? 1_000_000);
const SEED = 7;
const AIM_SECONDS = 300;
const LEAST_RECALL = 0.9;
const LEAST_PRECISION = 0.99;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const percent = (part: number, all: number): string => `${((100 * part) / all).toFixed(2)}%`;

/** The texts that each was found to be a copy of, one way or the other, as links of the sets in a row. */
function linksOf(sets: readonly (readonly number[])[]): [number, number][] {
  return sets.flatMap((set) =>
    set.slice(1).map((text, i): [number, number] => [set[i] ?? -1, text]),
  );
}

/** Which known copies are in one set with a text of the same origin. */
function foundCopies(made: readonly MadeText[], sets: readonly (readonly number[])[]): Uint8Array {
  const found = new Uint8Array(made.length);
  for (const set of sets) {
    const origins = new Map<number, number>();
    for (const text of set) {
      const of = made[text]?.of ?? -1;
      origins.set(of, (origins.get(of) ?? 0) + 1);
    }
    for (const text of set) if ((origins.get(made[text]?.of ?? -1) ?? 0) > 1) found[text] = 1;
  }
  return found;
}

const made = makeTexts(COUNT, SEED);
const started = performance.now();
const { sets, limits } = copiesAmong(made.map(({ text }) => text));
const seconds = (performance.now() - started) / 1000;

const found = foundCopies(made, sets);
const ofKind = (kind: string) => made.flatMap((one, i) => (one.kind === kind ? [i] : []));
const isFound = (text: number) => found[text] === 1;
const links = linksOf(sets);
const right = links.filter(([a, b]) => made[a]?.of === made[b]?.of).length;

const known = [...COPIES, "copypasta"].map((kind) => ({ kind, texts: ofKind(kind) }));
const all = known.flatMap(({ texts }) => texts);
check(all.filter(isFound).length >= LEAST_RECALL * all.length, "known copies are found");
check(right >= LEAST_PRECISION * links.length, "what is found is a copy");

print(
  `${made.length} texts, node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model}`,
);
for (const { kind, texts } of known) {
  print(
    `found of ${kind}: ${percent(texts.filter(isFound).length, texts.length)} of ${texts.length}`,
  );
}
const inSets = new Set(sets.flat());
for (const kind of OTHERS) {
  const texts = ofKind(kind);
  const taken = texts.filter((text) => inSets.has(text)).length;
  print(
    `taken for a copy of something: ${percent(taken, texts.length)} of ${texts.length} (${kind})`,
  );
}
print(
  `recall ${percent(all.filter(isFound).length, all.length)}, precision ${percent(right, links.length)} of ${links.length} links`,
);
for (const limit of limits) print(limit);
print(
  `${seconds.toFixed(1)} s (aim under ${AIM_SECONDS}), ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`,
);
print(benchPictures(COUNT, SEED));
