/** Made-up records of Reddit, the Fediverse, Bluesky and feeds. */
import { LINES, type Made, type MadeFormat } from "./made.ts";

const json = (value: unknown): string => JSON.stringify(value);
const base36 = (index: number): string => (1_000_000_000 + index).toString(36);

const redditComment = (index: number, { ms, author, page, before, words }: Made): string =>
  json({
    author: `fictional_${author}`,
    author_fullname: `t2_${author.toString(36)}`,
    body: `${words} [there](https://news.example/story/${page}?a=1&amp;b=2)`,
    created_utc: Math.floor(ms / 1000),
    distinguished: null,
    edited: false,
    gilded: 0,
    id: base36(index),
    link_id: `t3_${page.toString(36)}`,
    parent_id: before === undefined ? `t3_${page.toString(36)}` : `t1_${base36(before)}`,
    retrieved_on: Math.floor(ms / 1000) + 3600,
    score: 1,
    stickied: false,
    subreddit: `made_up_${page % 50}`,
    subreddit_id: `t5_${page % 50}`,
  });

const mastodonStatus = (index: number, { iso, author, page, before, words }: Made): string => {
  const person = {
    id: `${author}`,
    username: `fictional_${author}`,
    acct: `fictional_${author}`,
    url: `https://social.example/@fictional_${author}`,
    display_name: "Fictional",
  };
  return json({
    id: `${index + 1}`,
    created_at: iso,
    in_reply_to_id: before === undefined ? null : `${before + 1}`,
    in_reply_to_account_id: before === undefined ? null : person.id,
    visibility: "public",
    language: "en",
    uri: `https://social.example/users/fictional_${author}/statuses/${index + 1}`,
    url: `https://social.example/@fictional_${author}/${index + 1}`,
    reblogs_count: 0,
    edited_at: null,
    content: `<p>${words} <a href="https://news.example/story/${page}">news.example/story/${page}</a></p>`,
    reblog: null,
    account: person,
    media_attachments: [],
    mentions: [],
    tags: [{ name: `story${page % 200}`, url: "https://social.example/tags/story" }],
    card: null,
  });
};

const noteOfOutbox = (index: number, { iso, page, before, words }: Made): string => {
  const me = "https://social.example/users/fictional";
  return json({
    id: `${me}/statuses/${index + 1}/activity`,
    type: "Create",
    actor: me,
    published: iso,
    to: ["https://www.w3.org/ns/activitystreams#Public"],
    object: {
      id: `${me}/statuses/${index + 1}`,
      type: "Note",
      inReplyTo: before === undefined ? null : `${me}/statuses/${before + 1}`,
      published: iso,
      url: `https://social.example/@fictional/${index + 1}`,
      attributedTo: me,
      content: `<p>${words} <a href="https://news.example/story/${page}">a story</a></p>`,
      contentMap: { en: words },
      tag: [{ type: "Hashtag", href: "https://social.example/tags/story", name: `#story${page}` }],
    },
  });
};

const blueskyEvent = (index: number, { ms, iso, author, page, before, words }: Made): string => {
  const root = { cid: "bafyreimadeup", uri: `at://did:plc:made/app.bsky.feed.post/3k${before}` };
  const text = `${words} news.example/story`;
  return json({
    did: `did:plc:fictional${author}`,
    time_us: (ms + 500) * 1000,
    kind: "commit",
    commit: {
      rev: "3kr",
      operation: "create",
      collection: "app.bsky.feed.post",
      rkey: `3k${index}`,
      record: {
        $type: "app.bsky.feed.post",
        createdAt: iso,
        langs: ["en"],
        text,
        facets: [
          {
            index: { byteStart: words.length + 1, byteEnd: text.length },
            features: [
              { $type: "app.bsky.richtext.facet#link", uri: `https://news.example/story/${page}` },
            ],
          },
        ],
        ...(before === undefined ? {} : { reply: { parent: root, root } }),
      },
      cid: "bafyreimadeup",
    },
  });
};

const feedEntry = (index: number, { ms, page, words }: Made): string =>
  `<item><title>${words.slice(0, 40)}</title><link>https://paper.example/${index}</link><guid isPermaLink="false">${index}</guid><pubDate>${new Date(ms).toUTCString()}</pubDate><dc:creator>A Reporter</dc:creator><category>story${page % 200}</category><description><![CDATA[<p>${words} <a href="https://news.example/story/${page}">a story</a></p>]]></description></item>`;

const archivedPage = (index: number, { ms, iso, page, words }: Made): string =>
  json({
    history: {
      wget: [{ end_ts: iso, output: "index.html", start_ts: iso, status: "succeeded" }],
      archive_org: [
        {
          end_ts: iso,
          output: `https://web.archive.org/web/20170601000000/https://news.example/story/${index}`,
          start_ts: iso,
          status: "succeeded",
        },
      ],
    },
    sources: [],
    tags: `story${page % 200}`,
    timestamp: `${Math.floor(ms / 1000)}.0`,
    title: words,
    url: `https://news.example/story/${index}`,
  });

export const MADE_OF_OPEN_WEB: readonly MadeFormat[] = [
  {
    importer: "reddit",
    name: "Reddit comments, NDJSON",
    extension: "ndjson",
    ...LINES,
    record: redditComment,
  },
  {
    importer: "mastodon",
    name: "Mastodon statuses, one array",
    extension: "json",
    head: "[",
    between: ",\n",
    tail: "]\n",
    record: mastodonStatus,
  },
  {
    importer: "activitypub",
    name: "ActivityPub outbox, one object",
    extension: "json",
    head: '{"@context":"https://www.w3.org/ns/activitystreams","id":"outbox.json","type":"OrderedCollection","orderedItems":[',
    between: ",\n",
    tail: "]}\n",
    record: noteOfOutbox,
  },
  {
    importer: "bluesky",
    name: "Bluesky events (Jetstream), NDJSON",
    extension: "jsonl",
    ...LINES,
    record: blueskyEvent,
  },
  {
    importer: "feed",
    name: "RSS feed, XML",
    extension: "xml",
    head: '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Made up</title><link>https://paper.example/</link>',
    between: "\n",
    tail: "</channel></rss>\n",
    record: feedEntry,
  },
  {
    importer: "archivebox",
    name: "ArchiveBox index of all, one object",
    extension: "json",
    head: '{"links":[',
    between: ",\n",
    tail: "]}\n",
    record: archivedPage,
  },
];
