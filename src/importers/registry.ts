/** All importers. Their order means nothing: several that recognise a file are for a person to choose from. */
import { archiveOrgItem } from "./archive-org/archive-org-item.ts";
import { archiveOrgSearch } from "./archive-org/archive-org-search.ts";
import { archivebox } from "./archiver/archivebox.ts";
import { autoArchiverCsv, autoArchiverMetadata } from "./archiver/auto-archiver.ts";
import { autoArchiverSheet } from "./archiver/auto-archiver-sheet.ts";
import { waczPages } from "./archiver/wacz-pages.ts";
import { bluesky } from "./bluesky/bluesky.ts";
import { cdx } from "./captures/cdx.ts";
import { cdxJson } from "./captures/cdx-json.ts";
import { timemap } from "./captures/timemap.ts";
import { discordCsv } from "./discord/discord-csv.ts";
import { discordExport } from "./discord/discord-export.ts";
import { discordHtml } from "./discord/discord-html.ts";
import { activitypub } from "./fediverse/activitypub.ts";
import { mastodon } from "./fediverse/mastodon.ts";
import { feed } from "./feeds/feed.ts";
import { pdf } from "./files/pdf.ts";
import { picture } from "./files/picture.ts";
import { asagiCsv } from "./foolfuuka/asagi-csv.ts";
import { foolfuukaApi } from "./foolfuuka/foolfuuka-api.ts";
import { foolfuukaPage } from "./foolfuuka/foolfuuka-page.ts";
import { fourcatCsv } from "./fourcat/fourcat-csv.ts";
import { fourcatNdjson } from "./fourcat/fourcat-ndjson.ts";
import { fourchanArchive } from "./fourchan/fourchan-archive.ts";
import { fourchanCatalog } from "./fourchan/fourchan-catalog.ts";
import { fourchanPage } from "./fourchan/fourchan-page.ts";
import { fourchanThread } from "./fourchan/fourchan-thread.ts";
import { jschan } from "./imageboards/jschan.ts";
import { jschanPage } from "./imageboards/jschan-page.ts";
import { lynxchan } from "./imageboards/lynxchan.ts";
import { lynxchanPage } from "./imageboards/lynxchan-page.ts";
import { vichanPage } from "./imageboards/vichan-page.ts";
import type { Importer } from "./importer.ts";
import { mapped } from "./mapped/mapped.ts";
import { openMeasures } from "./open-measures/open-measures.ts";
import { openMeasuresCsv } from "./open-measures/open-measures-csv.ts";
import { mhtml } from "./pages/mhtml.ts";
import { warcRevisit } from "./pages/warc-revisit.ts";
import { archiveTodayPage, pywbPage, waybackPage, webPage } from "./pages/web-page.ts";
import { pastebinPage } from "./pastebin/pastebin-page.ts";
import { pastebinRaw } from "./pastebin/pastebin-raw.ts";
import { pastebinScrape } from "./pastebin/pastebin-scrape.ts";
import { reddit } from "./reddit/reddit.ts";
import { statements } from "./statements/statements.ts";
import { telegramExport } from "./telegram/telegram-export.ts";
import { telegramTracker } from "./telegram/telegram-tracker.ts";
import { telethon } from "./telegram/telethon.ts";
import { tweetsV1 } from "./twitter/tweets-v1.ts";
import { tweetsV2 } from "./twitter/tweets-v2.ts";
import { xGraphql } from "./twitter/x-graphql.ts";
import { snscrape } from "./twitter-tools/snscrape.ts";
import { trollTweets } from "./twitter-tools/troll-tweets.ts";
import { twarcCsv } from "./twitter-tools/twarc-csv.ts";
import { twint } from "./twitter-tools/twint.ts";
import { twitterArchive } from "./twitter-tools/twitter-archive.ts";
import { twitterIo } from "./twitter-tools/twitter-io.ts";
import { twscrape } from "./twitter-tools/twscrape.ts";
import { youtubeLiveChat } from "./yt-dlp/live-chat.ts";
import { ytDlp } from "./yt-dlp/yt-dlp.ts";
import { zeeschuimer } from "./zeeschuimer/zeeschuimer.ts";

export const IMPORTERS: readonly Importer[] = [
  activitypub,
  archiveOrgItem,
  archiveOrgSearch,
  archiveTodayPage,
  archivebox,
  asagiCsv,
  autoArchiverCsv,
  autoArchiverMetadata,
  autoArchiverSheet,
  bluesky,
  cdx,
  cdxJson,
  discordCsv,
  discordExport,
  discordHtml,
  foolfuukaApi,
  foolfuukaPage,
  feed,
  fourcatCsv,
  fourcatNdjson,
  fourchanArchive,
  fourchanCatalog,
  fourchanPage,
  fourchanThread,
  jschan,
  jschanPage,
  lynxchan,
  lynxchanPage,
  mapped,
  mastodon,
  mhtml,
  openMeasures,
  openMeasuresCsv,
  pastebinPage,
  pastebinRaw,
  pastebinScrape,
  pdf,
  picture,
  pywbPage,
  reddit,
  snscrape,
  statements,
  telegramExport,
  telegramTracker,
  telethon,
  timemap,
  trollTweets,
  twarcCsv,
  tweetsV1,
  tweetsV2,
  twint,
  twitterArchive,
  twitterIo,
  twscrape,
  waczPages,
  warcRevisit,
  vichanPage,
  waybackPage,
  webPage,
  xGraphql,
  youtubeLiveChat,
  ytDlp,
  zeeschuimer,
];

/** Every importer that takes the file for its format, by its first bytes. */
export const recognise = (sample: Uint8Array, whole: boolean): Importer[] =>
  IMPORTERS.filter((importer) => importer.detects(sample, whole));

/** Every importer that takes a file from there for its format, whatever its bytes look like. */
export const recogniseOrigin = (origin: string): Importer[] =>
  IMPORTERS.filter((importer) => importer.comesFrom?.(origin) === true);
