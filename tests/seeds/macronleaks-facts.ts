/** What public reporting says of the case, each as the statement that it has to stand in. */

export type Wanted = Record<string, string | RegExp>;

/** Facts by name, with the statement that must hold each. */
export const FACTS: [string, Wanted][] = [
  [
    "3 May: a /pol/ user with a Latvian flag",
    { kind: "attribute", subject: /latvian/, relation: "flag", value: "Latvia" },
  ],
  [
    "3 May: other documents, called fake by En Marche",
    { kind: "assertion", subject: /latvian/, relation: "denial", object: "En Marche" },
  ],
  [
    "3 May: En Marche goes to court",
    { kind: "event", subject: /latvian/, relation: "legal complaint" },
  ],
  [
    "the poster's own denial",
    { kind: "assertion", relation: "denial", quote: "I am not in Latvia" },
  ],
  ["the flag is easily faked", { kind: "attribute", relation: "flag", as_written: /easily faked/ }],
  [
    "before 5 May: files in threads at archive.org, since deleted",
    { kind: "event", relation: "earlier copy" },
  ],
  ["4 May: stay tuned", { kind: "told", subject: /latvian/, object: "twitter:@JackPosobiec" }],
  [
    "4 May: Posobiec waits for a day",
    { kind: "assertion", object: "twitter:@JackPosobiec", subject: /wait/ },
  ],
  [
    "just before 19:00 BST: the paste",
    { kind: "time", subject: "case:macronleaks/emleaks", as_written: /just before 19:00/ },
  ],
  [
    "the title EMLEAKS",
    { kind: "attribute", subject: "case:macronleaks/emleaks", relation: "title", value: "EMLEAKS" },
  ],
  [
    "by 19:35 BST: the /pol/ link to the paste",
    {
      kind: "edge",
      subject: "case:macronleaks/pol-op",
      relation: "LINKS_TO",
      object: "case:macronleaks/emleaks",
    },
  ],
  [
    "by 19:35 BST",
    {
      kind: "time",
      subject: "case:macronleaks/pol-op",
      source: "BBC Trending",
      not_after: /19:35/,
    },
  ],
  ["a US flag", { kind: "attribute", subject: "case:macronleaks/pol-op", relation: "flag" }],
  [
    "19:49 BST: Posobiec links to the thread",
    {
      kind: "edge",
      subject: /860567142965575681/,
      relation: "LINKS_TO",
      object: "case:macronleaks/pol-thread",
    },
  ],
  [
    "#MacronLeaks",
    { kind: "edge", subject: /860567142965575681/, relation: "TAGGED", object: "tag:macronleaks" },
  ],
  ["Rebel Media", { kind: "attribute", value: "Rebel Media" }],
  ["fourteen minutes", { kind: "count", value: "14" }],
  ["87 retweets (BBC)", { kind: "count", value: "87", source: "BBC Trending", via: "DFRLab" }],
  ["helped by bots", { kind: "assertion", subject: "tag:macronleaks", object: /automated/ }],
  ["real people too", { kind: "assertion", subject: "tag:macronleaks", object: /people/ }],
  ["shared in English", { kind: "event", relation: /English/ }],
  [
    "WikiLeaks shares the 4chan link",
    {
      kind: "edge",
      subject: /860577607670276096/,
      object: "case:macronleaks/pol-thread",
      dispute: "wikileaks-link",
    },
  ],
  [
    "the biggest early boost",
    { kind: "assertion", subject: /860577607670276096/, source: "BBC Trending" },
  ],
  ["shared in French", { kind: "event", relation: /French/ }],
  ["47,000 tweets in three hours", { kind: "count", value: "47000", as_written: /three hours/ }],
  ["trending in France", { kind: "event", relation: "trending", value: /France/ }],
  ["trending world-wide", { kind: "event", relation: "trending", value: /world/ }],
  ["Discord planning", { kind: "event", subject: "case:macronleaks/discord-planning" }],
  [
    "Discord in English",
    { kind: "attribute", subject: "case:macronleaks/discord-planning", relation: "language" },
  ],
  [
    "22:40 BST: Philippot",
    { kind: "time", subject: "case:macronleaks/philippot-tweet", not_before: /22:40/ },
  ],
  ["Fort: vile", { kind: "assertion", subject: "case:macronleaks/fort-answer", quote: "vile" }],
  ["the press release (BBC)", { kind: "event", relation: "press release", source: "BBC Trending" }],
  [
    "the press release, 21:55 (France 24)",
    { kind: "event", relation: "press release", source: "France 24", not_before: /21:55/ },
  ],
  [
    "the blackout, with its period",
    { kind: "event", relation: "blackout", not_before: /./, not_after: /./ },
  ],
  ["4chan's owner", { kind: "assertion", subject: "case:macronleaks/4chan-owner-tweet" }],
  ["APT28", { kind: "assertion", relation: "attribution", object: "APT28" }],
  ["the Russian denial", { kind: "assertion", relation: "denial", object: /Russian/ }],
  [
    "linked to Russian interests",
    { kind: "assertion", relation: "attribution", object: /Russian/ },
  ],
  ["the decoy of 4 May", { kind: "time", subject: "pastebin:gLpwpU2U", as_written: "4 May" }],
  [
    "the decoy's title",
    { kind: "attribute", subject: "pastebin:gLpwpU2U", value: "Emmanuel Macron Leaks" },
  ],
  ["the malware check", { kind: "event", subject: /Macron_201705/, relation: "malware check" }],
  [
    "Disobedient Media (Shaffer)",
    { subject: "case:macronleaks/disobedient-media-tweet", source: "Shaffer" },
  ],
  [
    "Disobedient Media (Le Monde)",
    { subject: "case:macronleaks/disobedient-media-tweet", source: "Le Monde" },
  ],
  [
    "the screenshot: a guest",
    { subject: "case:macronleaks/archive-is-copy", relation: "author", value: "a guest" },
  ],
  [
    "the screenshot: 1.54 KB",
    { subject: "case:macronleaks/archive-is-copy", relation: "size", value: "1.54" },
  ],
  [
    "the screenshot: 27 lines",
    { subject: "case:macronleaks/archive-is-copy", relation: "lines", value: "27" },
  ],
  [
    "the screenshot: 54 views",
    { subject: "case:macronleaks/archive-is-copy", relation: "views", value: "54" },
  ],
  [
    "the screenshot: 8 torrents",
    { subject: "case:macronleaks/archive-is-copy", relation: /torrent/, value: "8" },
  ],
  [
    "the screenshot: 8 archives",
    { subject: "case:macronleaks/archive-is-copy", relation: /zip/, value: "8" },
  ],
  [
    "the screenshot: 2 more links",
    { subject: "case:macronleaks/archive-is-copy", relation: /other/, value: "2" },
  ],
  [
    "that it shows the same paste is inferred",
    { relation: "COPY_OF", subject: "case:macronleaks/archive-is-copy", basis: "inferred" },
  ],
  [
    "18:35 (Mother Jones)",
    { subject: "case:macronleaks/pol-op", kind: "time", source: "Mother Jones" },
  ],
  [
    "18:35 (Le Monde)",
    { subject: "case:macronleaks/pol-op", kind: "time", source: "Le Monde", not_before: /20:35/ },
  ],
  [
    "18:35 (Libération)",
    { subject: "case:macronleaks/pol-op", kind: "time", source: "Libération", not_before: /20:35/ },
  ],
  [
    "18:36 (RFI)",
    { subject: "case:macronleaks/pol-op", kind: "time", source: "RFI", not_before: /20:36/ },
  ],
  [
    "the words of the opening post",
    { subject: "case:macronleaks/pol-op", quote: /In this pastebin/ },
  ],
  ["15 retweets after a minute", { kind: "count", value: "15", source: "Reuters", via: "DFRLab" }],
  ["87 retweets (Reuters)", { kind: "count", value: "87", source: "Reuters", via: "DFRLab" }],
  [
    "Craddick (DFRLab)",
    { subject: "case:macronleaks/craddick-tweet", source: "DFRLab", kind: "time" },
  ],
  [
    "Craddick (Corriere della Sera)",
    { subject: "case:macronleaks/craddick-tweet", source: "Corriere della Sera" },
  ],
  [
    "@BasedMonitored links straight to the leak",
    { subject: "case:macronleaks/based-monitored-tweet", relation: "LINKS_TO" },
  ],
  [
    "@BasedMonitored, most retweeted before WikiLeaks",
    { subject: "case:macronleaks/based-monitored-tweet", kind: "assertion" },
  ],
  [
    "a French account (RFI)",
    { subject: "case:macronleaks/french-account-tweet", source: "RFI", kind: "time" },
  ],
  [
    "a French account (HuffPost Québec)",
    { subject: "case:macronleaks/french-account-tweet", source: "HuffPost Québec" },
  ],
  [
    "links to disobedientmedia.com peak",
    { kind: "count", subject: /disobedientmedia/, value: "94" },
  ],
  ["links to archive.is jump", { kind: "count", subject: /archive\.is/, value: "149" }],
  ["WikiLeaks' words", { subject: /860577607670276096/, quote: "could be a 4chan practical joke" }],
  ["41 min 34.98 s", { kind: "count", value: /^2494\.98/ }],
  [
    "that WikiLeaks' link is unverified",
    { kind: "assertion", subject: /860577607670276096/, value: /not been verified/ },
  ],
  ["WikiLeaks' 2,000 retweets", { kind: "count", subject: /860577607670276096/, value: "2000" }],
  ["Posobiec's 600 retweets", { kind: "count", subject: /860567142965575681/, value: "600" }],
  [
    "47,000 tweets in 3.5 hours",
    { kind: "count", value: "47000", source: "Reuters", as_written: /3\.5/ },
  ],
  ["17 million posts", { kind: "count", value: "17000000", source: /Ferrara/ }],
  ["350,000 posts", { kind: "count", value: "350000", source: /Ferrara/ }],
  ["500,000 tweets", { kind: "count", value: "500000" }],
  ["21,075 mails verified", { kind: "count", value: "21075" }],
  ["of 71,848", { kind: "count", value: "71848" }],
  ["the later paste bfaKJCZe", { kind: "attribute", subject: "pastebin:bfaKJCZe", value: "0.86" }],
  [
    "the later paste giYypWbt",
    { kind: "attribute", subject: "pastebin:giYypWbt", value: "defango" },
  ],
  [
    "EMLEAKS as a user (Reuters)",
    {
      subject: "case:macronleaks/emleaks",
      relation: "author",
      value: "EMLEAKS",
      source: "Reuters",
    },
  ],
  ["origin Pastebin", { kind: "assertion", subject: /origin/, object: "Pastebin" }],
  ["origin 4chan", { kind: "assertion", subject: /origin/, object: "4chan" }],
  ["origin archive.org", { kind: "assertion", subject: /origin/, object: "archive.org" }],
  ["who tweeted first", { kind: "assertion", subject: "who tweeted first" }],
  [
    "WikiLeaks linked the documents (RFI)",
    {
      subject: /860577607670276096/,
      object: "archive.org:item/Macron_201705",
      source: "RFI",
      dispute: "wikileaks-link",
    },
  ],
  [
    "WikiLeaks linked the copy (inferred)",
    {
      subject: /860577607670276096/,
      object: "case:macronleaks/archive-is-copy",
      basis: "inferred",
      dispute: "wikileaks-link",
    },
  ],
  [
    "the embed that shows 20:31",
    { kind: "time", subject: /860577607670276096/, as_written: "20:31" },
  ],
];
