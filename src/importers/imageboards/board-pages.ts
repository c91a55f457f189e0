/** Saved pages of boards, whichever engine runs them: what a page turns out to be once all of it is there. */
import { foolfuukaPage } from "../foolfuuka/foolfuuka-page.ts";
import { fourchanPage } from "../fourchan/fourchan-page.ts";
import type { Importer } from "../importer.ts";
import { jschanPage } from "./jschan-page.ts";
import { lynxchanPage } from "./lynxchan-page.ts";
import { vichanPage } from "./vichan-page.ts";

export const BOARD_PAGES: readonly Importer[] = [
  foolfuukaPage,
  fourchanPage,
  jschanPage,
  lynxchanPage,
  vichanPage,
];
