/** All importers. Their order means nothing: several that recognise a file are for a person to choose from. */
import { archiveOrgItem } from "./archive-org-item.ts";
import { autoArchiverCsv, autoArchiverMetadata } from "./auto-archiver.ts";
import { autoArchiverSheet } from "./auto-archiver-sheet.ts";
import { discordCsv } from "./discord-csv.ts";
import { discordExport } from "./discord-export.ts";
import { discordHtml } from "./discord-html.ts";
import { fourcatCsv } from "./fourcat-csv.ts";
import { fourcatNdjson } from "./fourcat-ndjson.ts";
import { fourchanThread } from "./fourchan-thread.ts";
import type { Importer } from "./importer.ts";
import { mapped } from "./mapped.ts";
import { mhtml } from "./mhtml.ts";
import { openMeasures } from "./open-measures.ts";
import { openMeasuresCsv } from "./open-measures-csv.ts";
import { pastebinPage } from "./pastebin-page.ts";
import { pastebinRaw } from "./pastebin-raw.ts";
import { pastebinScrape } from "./pastebin-scrape.ts";
import { snscrape } from "./snscrape.ts";
import { statements } from "./statements.ts";
import { telegramExport } from "./telegram-export.ts";
import { telegramTracker } from "./telegram-tracker.ts";
import { telethon } from "./telethon.ts";
import { trollTweets } from "./troll-tweets.ts";
import { twarcCsv } from "./twarc-csv.ts";
import { tweetsV1 } from "./tweets-v1.ts";
import { tweetsV2 } from "./tweets-v2.ts";
import { twint } from "./twint.ts";
import { twitterArchive } from "./twitter-archive.ts";
import { twitterIo } from "./twitter-io.ts";
import { twscrape } from "./twscrape.ts";
import { archiveTodayPage, pywbPage, waybackPage, webPage } from "./web-page.ts";
import { xGraphql } from "./x-graphql.ts";
import { zeeschuimer } from "./zeeschuimer.ts";

export const IMPORTERS: readonly Importer[] = [
  archiveOrgItem,
  archiveTodayPage,
  autoArchiverCsv,
  autoArchiverMetadata,
  autoArchiverSheet,
  discordCsv,
  discordExport,
  discordHtml,
  fourcatCsv,
  fourcatNdjson,
  fourchanThread,
  mapped,
  mhtml,
  openMeasures,
  openMeasuresCsv,
  pastebinPage,
  pastebinRaw,
  pastebinScrape,
  pywbPage,
  snscrape,
  statements,
  telegramExport,
  telegramTracker,
  telethon,
  trollTweets,
  twarcCsv,
  tweetsV1,
  tweetsV2,
  twint,
  twitterArchive,
  twitterIo,
  twscrape,
  waybackPage,
  webPage,
  xGraphql,
  zeeschuimer,
];

/** Every importer that takes the file for its format, by its first bytes. */
export const recognise = (sample: Uint8Array, whole: boolean): Importer[] =>
  IMPORTERS.filter((importer) => importer.detects(sample, whole));

/** Every importer that takes a file from there for its format, whatever its bytes look like. */
export const recogniseOrigin = (origin: string): Importer[] =>
  IMPORTERS.filter((importer) => importer.comesFrom?.(origin) === true);
