/** Generated evidence: statement files over a few keys, so that claims meet, agree and contradict. */
import fc from "fast-check";
import { STATEMENT_COLUMNS, type StatementRow } from "../../src/importers/statements/statements.ts";

const ITEMS = [
  "case:mill/paste",
  "case:mill/thread",
  "4chan:mill/500",
  "twitter:status/860554695580000256",
  "twitter:status/860557621457846272",
  "pastebin:AbCdEfGh",
  "https://mill.example/story",
];
const ACCOUNTS = ["twitter:@miller", "twitter:user/71", "case:mill/editor"];
const FLOWS = ["LINKS_TO", "RESHARED_BY", "QUOTES", "REPLIES_TO", "COPY_OF", "PART_OF"];
const TIMES = [
  "2017-05-05 18:00",
  "2017-05-05 18:01",
  "2017-05-05 18:05",
  "2017-05-05",
  "2017-05-06",
];

const one = (...values: readonly string[]) => fc.constantFrom(...values);
const maybe = (value: fc.Arbitrary<string>) => fc.option(value, { nil: undefined });

const common = {
  source: one("The Mill Gazette", "A Reader", "The Wire"),
  via: maybe(one("The Wire")),
  basis: maybe(one("reported", "inferred")),
  as_written: fc.constant("as they put it"),
  quote: maybe(one("the mill, they say", 'a "quoted" word, and a comma')),
};
const bounds = fc
  .tuple(fc.nat(TIMES.length - 1), fc.nat(TIMES.length - 1), fc.nat(3))
  .map(([a, b, which]) => {
    const [low, high] = a <= b ? [TIMES[a], TIMES[b]] : [TIMES[b], TIMES[a]];
    return {
      zone: "Europe/London",
      ...(which === 1 ? {} : { not_before: low }),
      ...(which === 2 ? {} : { not_after: high }),
    };
  });

type Row = { [Column in keyof StatementRow]?: string | undefined };
const row = (parts: fc.Arbitrary<Row>): fc.Arbitrary<Row> =>
  fc.tuple(fc.record(common), parts).map(([said, rest]) => ({ ...said, ...rest }));

const item = one(...ITEMS);
const ROWS: fc.Arbitrary<Row> = fc.oneof(
  row(
    fc.record({
      kind: one("item"),
      subject: one("case:mill/paste", "case:mill/thread"),
      relation: one("paste", "thread", "post", "reference"),
      object: maybe(one("pastebin", "4chan/mill")),
    }),
  ),
  row(fc.record({ kind: one("item"), subject: one("case:mill/editor"), relation: one("account") })),
  row(
    fc
      .tuple(one(...FLOWS), item, item, fc.option(bounds, { nil: {} }), maybe(one("the-link")))
      .map(([relation, subject, object, time, dispute]) => ({
        ...{ kind: "edge", relation, subject, dispute, ...time },
        object: object === subject ? "https://mill.example/other" : object,
      })),
  ),
  row(
    fc.record({
      kind: one("edge"),
      subject: item,
      relation: one("POSTED_BY", "MENTIONS"),
      object: one(...ACCOUNTS),
    }),
  ),
  row(
    fc.record({
      kind: one("edge"),
      subject: item,
      relation: one("TAGGED"),
      object: one("tag:mill"),
    }),
  ),
  row(
    fc
      .tuple(item, one("published", "captured", "edited"), bounds)
      .map(([subject, relation, time]) => ({ kind: "time", subject, relation, ...time })),
  ),
  row(
    fc.record({
      kind: one("same-as", "not-same"),
      subject: one("case:mill/paste"),
      object: one("pastebin:AbCdEfGh", "case:mill/thread"),
    }),
  ),
  row(
    fc.record({
      kind: one("group"),
      subject: one("group:mill"),
      relation: one("member"),
      object: one(...ACCOUNTS),
    }),
  ),
  row(
    fc.record({
      kind: one("attribute"),
      subject: item,
      relation: one("title"),
      value: one("The Mill", "Le Moulin fermé"),
    }),
  ),
);

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const line = (cells: readonly string[]): string => `${cells.map(cell).join(",")}\n`;

/** A statements file with a few rows; its first row makes it unlike the others. */
const fileOf = (rows: readonly Row[], number: number): string =>
  [
    line(STATEMENT_COLUMNS),
    ...rows.map((said) => line(STATEMENT_COLUMNS.map((column) => said[column] ?? ""))),
    line(
      STATEMENT_COLUMNS.map(
        (column) =>
          ({ kind: "event", subject: `file ${number}`, relation: "made", source: "nobody" })[
            String(column)
          ] ?? "",
      ),
    ),
  ].join("");

/** Two to four evidence files. */
export const generatedFiles: fc.Arbitrary<string[]> = fc
  .array(fc.array(ROWS, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 4 })
  .map((files) => files.map(fileOf));
