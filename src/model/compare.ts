/** Orders texts by their code units, which is the same on every machine, and numbers. */
export const compare = <T extends string | number>(a: T, b: T): number =>
  a < b ? -1 : a > b ? 1 : 0;
