import { describe, expect, it } from "vitest";
import { keyOfUrl } from "../../src/model/key.ts";
import { URL_FORMS } from "../../src/model/url-forms.ts";

/** URLs, and the keys that they lead to. */
const URLS: readonly [string, string][] = [
  [
    "https://twitter.com/JackPosobiec/status/860567142965575681",
    "twitter:status/860567142965575681",
  ],
  [
    "http://mobile.twitter.com/a/statuses/860567142965575681?s=20#x",
    "twitter:status/860567142965575681",
  ],
  ["https://x.com/i/web/status/860567142965575681/photo/1", "twitter:status/860567142965575681"],
  ["https://twitter.com/i/user/16589206", "twitter:user/16589206"],
  ["https://www.twitter.com/WikiLeaks/", "twitter:@wikileaks"],
  ["https://pastebin.com/u/DeFango", "pastebin:@defango"],
  ["http://www.pastebin.com/gLpwpU2U", "pastebin:gLpwpU2U"],
  ["https://pastebin.com/raw/gLpwpU2U", "pastebin:gLpwpU2U"],
  ["https://pastebin.com/embed_js/gLpwpU2U", "pastebin:gLpwpU2U"],
  ["https://pastebin.com/raw.php?i=gLpwpU2U", "pastebin:gLpwpU2U"],
  ["https://scrape.pastebin.com/api_scrape_item.php?i=gLpwpU2U", "pastebin:gLpwpU2U"],
  ["https://archive.org/details/Macron_201705", "archive.org:item/Macron_201705"],
  ["https://archive.org/download/Macron_201705/a/b.zip", "archive.org:item/Macron_201705"],
  [
    "https://web.archive.org/web/20170505183500/http://pastebin.com/gLpwpU2U",
    "wayback:20170505183500/https://pastebin.com/gLpwpU2U",
  ],
  [
    "https://web.archive.org/web/20170505183500id_/http:/example.org/a?b=1",
    "wayback:20170505183500/https://example.org/a?b=1",
  ],
  ["http://archive.is/XvEff", "archive.today:XvEff"],
  [
    "http://archive.ph/2017.05.05-183500/http://example.org/a?b=1#c",
    "web:https://archive.today/20170505183500/https://example.org/a?b=1",
  ],
  [
    "https://archive.today/20170505183500/https:/example.org/a",
    "web:https://archive.today/20170505183500/https://example.org/a",
  ],
  ["https://archive.ph/XvEff", "archive.today:XvEff"],
  ["https://boards.4chan.org/pol/thread/123", "4chan:pol/thread/123"],
  ["https://boards.4chan.org/pol/thread/123/some-title#p456", "4chan:pol/456"],
  ["http://boards.4channel.org/g/res/123.html#q456", "4chan:g/456"],
  ["https://a.4cdn.org/pol/thread/123.json", "4chan:pol/thread/123"],
  ["https://discordapp.com/channels/1/2/3", "discord:1/2/3"],
  ["https://discord.com/channels/@me/2", "discord:@me/2"],
  ["https://cdn.discordapp.com/attachments/2/4/a.png?ex=65b&is=65a&hm=0f&", "discord:attachment/4"],
  ["https://media.discordapp.net/attachments/2/4/a.png?width=100", "discord:attachment/4"],
  ["https://t.me/s/Some_Channel/12", "telegram:some_channel/12"],
  ["https://old.reddit.com/r/worldnews/comments/abc/a_title/", "reddit:t3_abc"],
  ["https://www.reddit.com/r/worldnews/comments/abc/a_title/def/", "reddit:t1_def"],
  ["https://redd.it/ABC", "reddit:t3_abc"],
  ["https://www.reddit.com/user/Some_One/comments/abc/a_title/", "reddit:t3_abc"],
  ["https://www.reddit.com/u/Some_One/comments/abc/a_title/def/", "reddit:t1_def"],
  ["https://www.reddit.com/gallery/abc", "reddit:t3_abc"],
  ["https://np.reddit.com/user/Gregoratior/", "reddit:@gregoratior"],
  ["https://news.example/a?utm_source=x&id=7&fbclid=y#part", "web:https://news.example/a?id=7"],
  ["https://twitter.com/#!/some_name/status/123?s=20", "twitter:status/123"],
  ["http://twitter.com/#!/Some_Name", "twitter:@some_name"],
  [
    "https://web.archive.org/web/20110505183500/http://twitter.com/#!/some_name/status/123",
    "wayback:20110505183500/https://twitter.com/#!/some_name/status/123",
  ],
  [
    "https://web.archive.org/web/20170505183500/http://example.org/a#part",
    "wayback:20170505183500/https://example.org/a",
  ],
  [
    "https://web.archive.org/web/20170505183500/https%3A%2F%2Fexample.org%2Fa%3Fb%3D1",
    "wayback:20170505183500/https://example.org/a?b=1",
  ],
  [
    "https://web.archive.org/web/20170505183500/http%3A//example.org/a%3Fb",
    "wayback:20170505183500/https://example.org/a%3Fb",
  ],
  ["https://amp.reddit.com/r/worldnews/comments/abc/a_title/", "reddit:t3_abc"],
  ["https://www.google.com/url?q=x&url=https%3A%2F%2Fpastebin.com%2FgLpwpU2U", "pastebin:gLpwpU2U"],
  ["https://pastebin.com/index/gLpwpU2U", "pastebin:gLpwpU2U"],
  ["https://pastebin.com/gLpwpU2U/", "pastebin:gLpwpU2U"],
  ["https://discord.com/channels/1/2/3/", "discord:1/2/3"],
  ["https://t.me/s/Some_Channel?before=12", "telegram:@some_channel"],
  ["https://t.me/some_channel", "telegram:@some_channel"],
  ["https://t.me/c/123/456", "telegram:123/456"],
  ["https://t.me/c/123/4/456", "telegram:123/456"],
  ["https://t.me/some_channel/4/12?single", "telegram:some_channel/12"],
  ["https://bsky.app/profile/did:plc:abc/post/3kabc", "bluesky:did:plc:abc/3kabc"],
  ["https://bsky.app/profile/some.example/post/3kabc", "bluesky:some.example/3kabc"],
  ["https://bsky.app/profile/did:plc:abc", "bluesky:user/did:plc:abc"],
  ["https://bsky.app/profile/Some.example", "bluesky:@some.example"],
  ["https://truthsocial.com/@some/posts/123", "truthsocial:123"],
  ["https://truthsocial.com/users/some/statuses/123", "truthsocial:123"],
  ["https://truthsocial.com/@Some", "truthsocial:@some"],
  ["https://gab.com/some/posts/123", "gab:123"],
  ["https://9gag.com/gag/aBcD123", "9gag:aBcD123"],
  ["https://9gag.com/u/Some_One", "9gag:@some_one"],
  ["https://imgur.com/gallery/some-words-aBcD123", "imgur:aBcD123"],
  ["https://imgur.com/a/aBcD1", "imgur:aBcD1"],
  ["https://imgur.com/aBcD123", "web:https://imgur.com/aBcD123"],
  ["https://imgur.com/user/SomeOne", "imgur:@someone"],
  ["https://www.linkedin.com/feed/update/urn:li:activity:1234/", "linkedin:1234"],
  ["https://www.linkedin.com/posts/some-one_words-activity-1234-aBcD", "linkedin:1234"],
  ["https://www.linkedin.com/in/Some-One/", "linkedin:in/some-one"],
  ["https://www.linkedin.com/company/some-firm?trk=x", "linkedin:company/some-firm"],
  ["https://www.tiktok.com/@some.one/video/123?lang=en", "tiktok:123"],
  ["https://m.tiktok.com/v/123.html", "tiktok:123"],
  ["https://www.tiktok.com/@Some.One", "tiktok:@some.one"],
  ["https://www.instagram.com/p/AbC_d-1/", "instagram:AbC_d-1"],
  ["https://www.instagram.com/some/reel/AbC_d-1/", "instagram:AbC_d-1"],
  ["https://instagram.com/Some.one", "instagram:@some.one"],
  ["https://www.threads.net/@some/post/AbC_d-1", "threads:AbC_d-1"],
  ["https://www.threads.com/@Some", "threads:@some"],
  ["https://www.youtube.com/watch?v=AbCdEf_1-23&t=10s", "youtube:AbCdEf_1-23"],
  [
    "https://www.youtube.com/watch?v=AbCdEf_1-23&lc=UgxAbC.9aBc",
    "youtube:AbCdEf_1-23/comment/UgxAbC.9aBc",
  ],
  ["https://www.youtube.com/watch?v=AbCdEf_1-23&lc=%3Ca%3E", "youtube:AbCdEf_1-23"],
  ["https://youtube.com/shorts/AbCdEf_1-23", "youtube:AbCdEf_1-23"],
  ["https://youtu.be/AbCdEf_1-23?t=10", "youtube:AbCdEf_1-23"],
  [
    "https://www.youtube.com/channel/UC0123456789abcdefghijkl",
    "youtube:user/UC0123456789abcdefghijkl",
  ],
  ["https://www.youtube.com/@Some", "youtube:@some"],
  ["https://m.vk.com/wall-1_234", "vk:-1_234"],
  ["https://8kun.top/qresearch/res/12.html", "8kun:qresearch/thread/12"],
  ["https://8kun.top/qresearch/res/12.html#q34", "8kun:qresearch/34"],
  ["https://8ch.net/pol/res/12.html#34", "8chan:pol/34"],
  ["https://endchan.org/pol/res/12.html", "imageboard:endchan.net/pol/thread/12"],
  ["https://endchan.net/pol/res/12-a-slug.html#q34", "imageboard:endchan.net/pol/34"],
  ["https://endchan.net/pol/res/12.json", "imageboard:endchan.net/pol/thread/12"],
  ["https://zzzchan.xyz/b/thread/7.html#8", "imageboard:zzzchan.xyz/b/8"],
  ["https://bbw-chan.nl/a/res/7.html", "imageboard:bbw-chan.link/a/thread/7"],
  ["https://archive.4plebs.org/pol/thread/12/#34_1", "foolfuuka:4plebs.org/pol/34_1"],
  ["https://archive.4plebs.org/pol/post/34_1/", "foolfuuka:4plebs.org/pol/34_1"],
  ["https://archive.4plebs.org/pol/thread/12/", "web:https://archive.4plebs.org/pol/thread/12/"],
  ["https://www.google.com/url?q=https%3A%2F%2Fexample.org%2Fa", "web:https://example.org/a"],
  ["https://google.com/url?url=&q=https://example.org/a", "web:https://example.org/a"],
  ["https://www.google.com/amp/s/amp.example.org/a?b=1", "web:https://amp.example.org/a?b=1"],
  ["https://google.com/amp/example.org/a", "web:https://example.org/a"],
  ["https://example-org.cdn.ampproject.org/c/s/example.org/a", "web:https://example.org/a"],
  ["https://cdn.ampproject.org/v/s/example.org/a", "web:https://example.org/a"],
  ["https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa", "web:https://example.org/a"],
];

/** URLs near a form that do not lead to its key. */
const NEAR: readonly [string, string][] = [
  ["https://twitter.com/search?q=a", "web:https://twitter.com/search?q=a"],
  ["https://twitter.com/hashtag/MacronLeaks", "web:https://twitter.com/hashtag/MacronLeaks"],
  ["https://twitter.com/a/status/12x", "web:https://twitter.com/a/status/12x"],
  ["https://nottwitter.com/a/status/12", "web:https://nottwitter.com/a/status/12"],
  [
    "https://twitter.com.example.org/a/status/12",
    "web:https://twitter.com.example.org/a/status/12",
  ],
  ["https://pastebin.com/languages", "web:https://pastebin.com/languages"],
  ["https://pastebin.com/messages", "web:https://pastebin.com/messages"],
  ["https://pastebin.com/settings", "web:https://pastebin.com/settings"],
  ["https://pastebin.com/settings/", "web:https://pastebin.com/settings/"],
  ["https://pastebin.com/raw/settings", "web:https://pastebin.com/raw/settings"],
  ["https://t.me/s/123", "web:https://t.me/s/123"],
  ["https://t.me/some_channel/12?comment=3", "web:https://t.me/some_channel/12?comment=3"],
  ["https://youtube.com/watch?list=a", "web:https://youtube.com/watch?list=a"],
  ["https://instagram.com/explore/", "web:https://instagram.com/explore/"],
  ["https://instagram.com/stories/name/12", "web:https://instagram.com/stories/name/12"],
  ["https://t.me/c/456", "web:https://t.me/c/456"],
  ["https://t.me/share/url?url=a", "web:https://t.me/share/url?url=a"],
  ["https://t.me/joinchat/AbCd", "web:https://t.me/joinchat/AbCd"],
  [
    "https://cdn.ampproject.org/i/s/example.org/a.png",
    "web:https://cdn.ampproject.org/i/s/example.org/a.png",
  ],
  ["https://google.com/amp/cache", "web:https://google.com/amp/cache"],
  ["https://example.org/?a=b%20c&utm_source=x", "web:https://example.org/?a=b%20c"],
  ["https://example.org/?utm_source=x&a=b+c&d", "web:https://example.org/?a=b+c&d"],
  ["https://example.org/?utm_source=x", "web:https://example.org/"],
  ["https://example.org:80/a", "web:https://example.org:80/a"],
  ["https://pastebin.com/doc_api", "web:https://pastebin.com/doc_api"],
  ["https://pastebin.com/gLpwpU2", "web:https://pastebin.com/gLpwpU2"],
  ["https://pastebin.com/raw.php?i=short", "web:https://pastebin.com/raw.php?i=short"],
  ["https://archive.org/details/", "web:https://archive.org/details/"],
  [
    "https://web.archive.org/web/2017/http://example.org/",
    "web:https://web.archive.org/web/2017/http://example.org/",
  ],
  ["https://archive.is/faq", "web:https://archive.is/faq"],
  ["https://boards.4chan.org/pol/", "web:https://boards.4chan.org/pol/"],
  ["https://a.4cdn.org/pol/catalog.json", "web:https://a.4cdn.org/pol/catalog.json"],
  ["https://discord.com/channels/1", "web:https://discord.com/channels/1"],
  ["https://cdn.discordapp.com/emojis/4.png", "web:https://cdn.discordapp.com/emojis/4.png"],
  ["https://t.me/joinchat", "web:https://t.me/joinchat"],
  ["https://reddit.com/r/worldnews", "web:https://reddit.com/r/worldnews"],
  ["https://redd.it/a/b", "web:https://redd.it/a/b"],
  ["https://example.org/a?ref=b", "web:https://example.org/a?ref=b"],
  ["https://google.com/url?x=1", "web:https://google.com/url?x=1"],
  ["https://drop.example/#!A!k1", "web:https://drop.example/#!A!k1"],
  ["https://drop.example/#!B!k2", "web:https://drop.example/#!B!k2"],
  ["https://drop.example/file/abc#key", "web:https://drop.example/file/abc"],
  ["https://app.example/room#/general", "web:https://app.example/room#/general"],
  ["https://app.example/#general", "web:https://app.example/#general"],
  ["https://app.example/#", "web:https://app.example/"],
  ["https://app.example/room#", "web:https://app.example/room"],
  [
    "https://twitter.com/#!//example.org/a/status/1",
    "web:https://twitter.com//example.org/a/status/1",
  ],
  ["https://constructor/x", "web:https://constructor/x"],
  ["https://__proto__/", "web:https://__proto__/"],
  ["https://toString/x", "web:https://tostring/x"],
];

describe("URL_FORMS", () => {
  it.each([...URLS, ...NEAR])("%s -> %s", (url, key) => {
    expect(keyOfUrl(url)).toBe(key);
  });

  it.each(URL_FORMS.map((form) => [`${form.hosts[0]} ${form.path.source}`, form] as const))(
    "%s has an example",
    (_, form) => {
      const first = (text: string) => {
        const url = new URL(text);
        const host = url.hostname.replace(/^www\./, "");
        return URL_FORMS.find(({ hosts, path }) => hosts.includes(host) && path.test(url.pathname));
      };
      expect(URLS.some(([url]) => first(url) === form)).toBe(true);
    },
  );

  it.each([
    "",
    "words",
    "example.org",
    "ftp://example.org/",
    "javascript:alert(1)",
    "http://",
    "http://[bad",
    "mailto:a@example.org",
    "http://example.org:443/",
  ])("%j is no page", (text) => {
    expect(keyOfUrl(text)).toBeUndefined();
  });

  it("keeps credentials, default ports and spaces out of a key", () => {
    expect(keyOfUrl("http://user:pw@Example.ORG:80/a b")).toBe("web:https://example.org/a%20b");
    expect(keyOfUrl("https://example.org:8443/a")).toBe("web:https://example.org:8443/a");
  });
});
