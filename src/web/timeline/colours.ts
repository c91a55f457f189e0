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
