/** Hashes of pictures made from a seed, of which it is known which are near each other, found again. */
import { MOST_DIFFERING } from "../../../src/graph/near-copies/picture-bands.ts";
import { copiesAmongLooks } from "../../../src/graph/near-copies/pictures.ts";
import { formatLook, LOOK_BITS } from "../../../src/model/picture-look.ts";
import { check } from "../measure.ts";
import { randomFrom } from "../random.ts";

/** One in so many is a copy of the one before it, a few bits off. */
const COPY_EACH = 10;

function makeLooks(count: number, seed: number): string[] {
  const random = randomFrom(seed);
  const bits = Array.from({ length: LOOK_BITS }, () => "0");
  return Array.from({ length: count }, (_, i) => {
    if (i % COPY_EACH === 1) {
      for (let turned = 0; turned < MOST_DIFFERING; turned += 1) {
        const at = Math.floor(random() * LOOK_BITS);
        bits[at] = bits[at] === "0" ? "1" : "0";
      }
    } else {
      for (let at = 0; at < LOOK_BITS; at += 1) bits[at] = random() < 0.5 ? "0" : "1";
    }
    return formatLook(bits.join(""));
  });
}

/** Finds them, and says how long it took; throws if a copy is missed, or much else is taken for one. */
export function benchPictures(count: number, seed: number): string {
  const looks = makeLooks(count, seed);
  const started = performance.now();
  const { sets, limits } = copiesAmongLooks(looks);
  const seconds = (performance.now() - started) / 1000;
  const copies = looks.flatMap((_, i) => (i % COPY_EACH === 1 ? [i] : []));
  const found = new Set(sets.map(([a = -1, b = -1]) => `${a} ${b}`));
  check(
    copies.every((copy) => found.has(`${copy - 1} ${copy}`)),
    "no copy of a picture is missed",
  );
  check(sets.length <= 1.001 * copies.length, "other pictures are hardly ever taken for copies");
  check(limits.length === 0, "no picture is passed over");
  return `pictures: all ${copies.length} copies among ${count} hashes found, ${sets.length - copies.length} others by chance, in ${seconds.toFixed(1)} s`;
}
