import fc from "fast-check";
import { expect, it } from "vitest";
import { contextFrom } from "../../src/importers/importer.ts";
import { readCsvSlices } from "../../src/importers/reading/csv.ts";
import { readQuote } from "../../src/importers/reading/quote.ts";
import {
  STATEMENT_COLUMNS,
  type StatementColumn,
  statements,
  writeStatements,
} from "../../src/importers/statements/statements.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const row = {
  kind: "edge",
  subject: "case:invented/op",
  relation: "LINKS_TO",
  object: "case:invented/paste",
  not_before: "2017-05-05 20:35",
  zone: "Europe/Paris",
  as_written: 'at "20h35", she says',
  source: "The Invented Post",
} as const;

const parse = (text: string) =>
  collect(statements.parse(inChunks(utf8(text), 64), contextFrom(null)));

it("reads back what it writes", async () => {
  const text = writeStatements([row]);
  expect(statements.detects(utf8(text), true)).toBe(true);
  const [record] = await parse(text);
  expect(record).toMatchObject({ outcome: "imported", diagnostics: [] });
  const claim = record?.claims[0];
  expect(claim).toMatchObject({
    subject: row.subject,
    source: { name: row.source },
    facts: [{ fact: "edge", relation: "LINKS_TO", object: row.object }],
  });
  const slice = utf8(text).subarray(...(claim?.place.bytes ?? [0, 0]));
  expect(readQuote(slice, { as: "csv" }, claim?.quoteAt)).toBe(row.as_written);
});

it("writes any words into their columns and no others", () =>
  fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        fc.constantFrom<StatementColumn>(...STATEMENT_COLUMNS),
        fc.string({ unit: "binary" }).map((text) => text.toWellFormed()),
        { minKeys: 1 },
      ),
      async (written) => {
        const bytes = utf8(writeStatements([written]));
        const [header, values] = await collect(readCsvSlices(inChunks(bytes, 16)));
        STATEMENT_COLUMNS.forEach((column, index) => {
          expect(readQuote(header?.slice ?? bytes, { as: "csv" }, String(index))).toBe(column);
          expect(readQuote(values?.slice ?? bytes, { as: "csv" }, String(index))).toBe(
            written[column] ?? "",
          );
        });
      },
    ),
  ));

it("compares bounds as they are written when no zone is known", async () => {
  const text = writeStatements([
    {
      kind: "time",
      subject: "case:invented/op",
      relation: "published",
      not_before: "2017-05-05 12:00",
      not_after: "2017-05-05 10:00",
      source: "The Invented Post",
    },
  ]);
  expect((await parse(text))[0]?.diagnostics[0]).toMatchObject({
    code: "swapped-bounds",
    place: "record 1, columns not_before and not_after",
  });
});
