/**
 * Every case under tests/importers/<importer>/<case>/: `input.*`, `manifest.json` if there is one, and
 * `expected.json`, which holds what became of each record. To record what a changed importer gives,
 * run with HEADWATER_RECORD=1 and read the diff; CI never records.
 */

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Importer, RecordResult } from "../../src/importers/importer.ts";
import { contextFrom, SAMPLE_BYTES } from "../../src/importers/importer.ts";
import { quoteAt } from "../../src/importers/reading/quote.ts";
import { IMPORTERS, recognise } from "../../src/importers/registry.ts";
import { claimSchema } from "../../src/model/claim.ts";
import { ImportError } from "../../src/model/errors.ts";
import { diagnosticSchema, type Manifest, manifestSchema } from "../../src/model/evidence.ts";
import { collect, inChunks, sliceAt } from "./chunks.ts";

const { HEADWATER_RECORD, CI } = process.env;
const recording = HEADWATER_RECORD === "1" && CI === undefined;
const root = import.meta.dirname;

interface Case {
  importer: Importer;
  folder: string;
  bytes: Uint8Array;
  manifest: Manifest | null;
}

function readCase(importer: Importer, name: string): Case {
  const folder = join(root, importer.id, name);
  const input = readdirSync(folder).find((file) => file.startsWith("input.")) ?? "input";
  const manifest = join(folder, "manifest.json");
  return {
    importer,
    folder,
    bytes: new Uint8Array(readFileSync(join(folder, input))),
    manifest: existsSync(manifest)
      ? manifestSchema.parse(JSON.parse(readFileSync(manifest, "utf8")))
      : null,
  };
}

type Outcome = { records: RecordResult[] } | { error: { code: string; message: string } };

async function outcomeOf(one: Case, chunkSize: number): Promise<Outcome> {
  const { importer, bytes, manifest } = one;
  try {
    return {
      records: await collect(importer.parse(inChunks(bytes, chunkSize), contextFrom(manifest))),
    };
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    return { error: { code: error.code, message: error.message } };
  }
}

const expectedOf = (one: Case, outcome: Outcome) => ({
  recognisedAs: recognise(
    one.bytes.subarray(0, SAMPLE_BYTES),
    one.bytes.length <= SAMPLE_BYTES,
  ).map(({ id }) => id),
  ...outcome,
});

const recordsOf = (outcome: Outcome): RecordResult[] =>
  "records" in outcome ? outcome.records : [];

it("has a folder of cases for every importer, and no other", () => {
  const folders = readdirSync(root, { withFileTypes: true }).filter((one) => one.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(IMPORTERS.map(({ id }) => id).sort());
});

describe.each(IMPORTERS.map((importer) => [importer.id, importer] as const))(
  "%s",
  (id, importer) => {
    const names = readdirSync(join(root, id));

    describe.each(names)("%s", (name) => {
      const one = readCase(importer, name);
      const path = join(one.folder, "expected.json");

      it("gives what was recorded", async () => {
        const text = `${JSON.stringify(expectedOf(one, await outcomeOf(one, one.bytes.length || 1)), null, 1)}\n`;
        if (recording) writeFileSync(path, text);
        expect(text).toBe(existsSync(path) ? readFileSync(path, "utf8") : "nothing recorded");
      });

      it("says what it is for", () => {
        expect(readFileSync(join(one.folder, "about.md"), "utf8").trim()).not.toBe("");
      });

      it("gives the same however the bytes are cut", async () => {
        const whole = await outcomeOf(one, one.bytes.length || 1);
        for (const size of [1, 2, 7, 61, 1024]) expect(await outcomeOf(one, size)).toEqual(whole);
      });

      it("numbers records from 1 and explains what is not imported", async () => {
        const records = recordsOf(await outcomeOf(one, 4096));
        expect(records.map(({ record }) => record)).toEqual(records.map((_, index) => index + 1));
        for (const { outcome, claims, diagnostics } of records) {
          for (const diagnostic of diagnostics) diagnosticSchema.parse(diagnostic);
          if (outcome === "imported") {
            expect(claims.length).toBeGreaterThan(0);
            expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
            continue;
          }
          expect(claims).toEqual([]);
          expect(diagnostics.length).toBeGreaterThan(0);
          const severity = outcome === "failed" ? "error" : "warning";
          expect(diagnostics.some((diagnostic) => diagnostic.severity === severity)).toBe(true);
        }
      });

      it("gives claims that the model knows, with quotes at their places", async () => {
        for (const { record, claims } of recordsOf(await outcomeOf(one, 4096))) {
          for (const claim of claims) {
            expect(claimSchema.parse(claim)).toEqual(claim);
            expect(claim.place.record).toBe(record);
            const slice = sliceAt(one.bytes, claim.place);
            const quote = await quoteAt(slice, claim.place, claim.quoteAt);
            expect(quote).not.toBe("");
            for (const { at } of claim.facts) {
              expect(await quoteAt(slice, claim.place, at)).not.toBe("");
            }
          }
        }
      });

      it("keeps no lone surrogate, which no store could keep", async () => {
        const texts: string[] = [];
        JSON.stringify(recordsOf(await outcomeOf(one, 4096)), (_, value: unknown) => {
          if (typeof value === "string") texts.push(value);
          return value;
        });
        expect(texts.filter((text) => !text.isWellFormed())).toEqual([]);
      });
    });
  },
);
