/** Pictures drawn for tests: discs at places that a number decides, the same for the same number. */
import sharp, { type Sharp } from "sharp";

const [WIDTH, HEIGHT] = [240, 180];

/** Greys of a drawing by what each place has. */
export function drawn(
  greyAt: (x: number, y: number) => number,
  [width, height] = [WIDTH, HEIGHT],
): Sharp {
  const bytes = new Uint8Array(width * height);
  for (let i = 0; i < bytes.length; i += 1) {
    bytes[i] = Math.max(0, Math.min(255, greyAt(i % width, Math.floor(i / width))));
  }
  return sharp(bytes, { raw: { width, height, channels: 1 } });
}

/** Numbers from 0 to 1 (a linear congruential generator, with the constants of Numerical Recipes). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function discs(seed: number): Sharp {
  const next = numbersFrom(seed);
  const all = Array.from({ length: 7 }, () => ({
    x: next() * WIDTH,
    y: next() * HEIGHT,
    radius: (0.07 + next() * 0.2) * WIDTH,
    shade: next() * 256 - 128,
  }));
  return drawn((x, y) =>
    all.reduce(
      (grey, one) => grey + (Math.hypot(x - one.x, y - one.y) < one.radius ? one.shade : 0),
      128,
    ),
  );
}

export const pngOf = async (picture: Sharp): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await picture.png().toBuffer());
