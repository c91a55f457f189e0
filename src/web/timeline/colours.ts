/** The page's colours, by the names of its stylesheet. */
export interface Colours {
  ink: string;
  quiet: string;
  faint: string;
  warn: string;
  accent: string;
  sheet: string;
  fringe: string;
  bridge: string;
  mainstream: string;
  unknown: string;
}

/** The same colour, `#rgb` or `#rrggbb`, with nothing of it seen. */
export const clear = (colour: string): string => `${colour}${colour.length === 4 ? "0" : "00"}`;
