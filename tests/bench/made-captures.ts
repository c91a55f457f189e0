/** Made-up lists of captures, films, and live chats. */
import { LINES, type Made, type MadeFormat } from "./made.ts";

const json = (value: unknown): string => JSON.stringify(value);
const stampOf = (iso: string): string => iso.replace(/\D/g, "").slice(0, 14);
const channelOf = (author: number): string => `UC${String(author).padStart(22, "0")}`;

/** Ten captures of each page, one of them in vain. */
function cdxLine(index: number, { iso, page }: Made): string {
  const path = `story/${Math.floor(index / 10)}`;
  const digest = `${page}`.replace(/\d/g, (digit) => "ABCDEFGHIJ"[Number(digit)] ?? "A");
  const status = index % 10 === 9 ? "404" : "200";
  return `example,news)/${path} ${stampOf(iso)} https://news.example/${path} text/html ${status} ${digest.padEnd(32, "A")} - - 2258 ${index} made.warc.gz`;
}

const film = (page: number): string => `made_up${String(page % 10_000).padStart(4, "0")}`;

const info = (index: number, { ms, author, page, words }: Made): string =>
  json({
    id: film(index),
    title: words,
    description: `${words} https://news.example/story/${page}`,
    channel_id: channelOf(author),
    channel: "Fictional",
    uploader_id: `@fictional_${author}`,
    timestamp: Math.floor(ms / 1000),
    tags: ["made", "up"],
    webpage_url: `https://www.youtube.com/watch?v=${film(index)}`,
    extractor: "youtube",
    extractor_key: "Youtube",
    epoch: Math.floor(ms / 1000) + 3600,
  });

const chatLine = (index: number, { ms, author, page, words }: Made): string =>
  json({
    replayChatItemAction: {
      actions: [
        {
          addChatItemAction: {
            item: {
              liveChatTextMessageRenderer: {
                message: { runs: [{ text: `${words} https://news.example/story/${page}` }] },
                authorName: { simpleText: `@fictional_${author}` },
                id: `Chw${index}`,
                timestampUsec: `${ms}000`,
                authorExternalChannelId: channelOf(author),
              },
            },
          },
        },
      ],
      videoOffsetTimeMsec: "0",
    },
  });

export const MADE_CAPTURES: readonly MadeFormat[] = [
  {
    importer: "cdx",
    name: "CDX of the Wayback Machine, lines",
    extension: "cdx",
    head: " CDX N b a m s k r M S V g\n",
    between: "\n",
    tail: "\n",
    record: cdxLine,
    manifest: { origin: "https://web.archive.org/cdx/search/cdx?url=x", platform: "wayback" },
  },
  {
    importer: "yt-dlp",
    name: "yt-dlp, NDJSON",
    extension: "jsonl",
    ...LINES,
    record: info,
  },
  {
    importer: "youtube-live-chat",
    name: "YouTube live chat, NDJSON",
    extension: "json",
    ...LINES,
    record: chatLine,
    manifest: {
      origin: "https://www.youtube.com/watch?v=made_up0000",
      platform: "youtube",
    },
  },
];
