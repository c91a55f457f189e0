/** All importers. Their order means nothing: several that recognise a file are for a person to choose from. */
import { archiveOrgItem } from "./archive-org-item.ts";
import { discordExport } from "./discord-export.ts";
import { fourchanThread } from "./fourchan-thread.ts";
import type { Importer } from "./importer.ts";
import { pastebinPage } from "./pastebin-page.ts";
import { pastebinRaw } from "./pastebin-raw.ts";
import { pastebinScrape } from "./pastebin-scrape.ts";
import { statements } from "./statements.ts";
import { tweetsV1 } from "./tweets-v1.ts";
import { archiveTodayPage, waybackPage, webPage } from "./web-page.ts";

export const IMPORTERS: readonly Importer[] = [
  archiveOrgItem,
  archiveTodayPage,
  discordExport,
  fourchanThread,
  pastebinPage,
  pastebinRaw,
  pastebinScrape,
  statements,
  tweetsV1,
  waybackPage,
  webPage,
];

/** Every importer that takes the file for its format, by its first bytes. */
export const recognise = (sample: Uint8Array, whole: boolean): Importer[] =>
  IMPORTERS.filter((importer) => importer.detects(sample, whole));

/** Every importer that takes a file from there for its format, whatever its bytes look like. */
export const recogniseOrigin = (origin: string): Importer[] =>
  IMPORTERS.filter((importer) => importer.comesFrom?.(origin) === true);
