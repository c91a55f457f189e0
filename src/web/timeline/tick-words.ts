/** Words along an axis: none cut off at its ends, none over another. */

interface Wished {
  /** Where its middle is to be. */
  at: number;
  text: string;
}

export interface PlacedWord {
  text: string;
  /** Where it begins. */
  left: number;
}

const GAP = 6;

/** Those that had to move to stay on the axis give way, then the later ones. */
export function placedWords(
  wished: readonly Wished[],
  width: number,
  widthOf: (text: string) => number,
): PlacedWord[] {
  const placed = wished.map(({ at, text }) => {
    const wide = widthOf(text);
    const wish = at - wide / 2;
    const left = Math.max(0, Math.min(width - wide, wish));
    return { text, left, right: left + wide, moved: left !== wish };
  });
  const kept: typeof placed = [];
  for (const one of placed.toSorted((a, b) => Number(a.moved) - Number(b.moved))) {
    const isFree = kept.every(
      ({ left, right }) => one.left >= right + GAP || left >= one.right + GAP,
    );
    if (isFree) kept.push(one);
  }
  return kept.toSorted((a, b) => a.left - b.left).map(({ text, left }) => ({ text, left }));
}
