/** How figures are written. */
const rounded = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));

export const inMs = (ms: number | undefined): string => (ms === undefined ? "" : rounded(ms));

export const inSeconds = (ms: number | undefined): string =>
  ms === undefined ? "" : rounded(ms / 1_000);

export const times = (ratio: number | undefined): string =>
  ratio === undefined ? "" : rounded(ratio);
