/** Which files are meant, and what a manifest's form comes to. */
import { describe, expect, it } from "vitest";
import { manifestSchema } from "../../src/model/evidence.ts";
import { axisOf, barOf } from "../../src/web/case/axis.ts";
import { draftOf, EMPTY_DRAFT, manifestIn } from "../../src/web/evidence/manifest-draft.ts";
import { chosenOf } from "../../src/web/load/chosen.ts";
import { NOTE_KINDS } from "../../src/web/note/kinds.ts";
import { statementsOf } from "../../src/web/note/statements.ts";

const found = (...paths: string[]) => paths.map((path) => ({ path, file: new File([""], path) }));
const meant = (...paths: string[]) => chosenOf(found(...paths)).map(({ path }) => path);

describe("of what is chosen", () => {
  it("a manifest belongs to the file beside it, and is a file beside none", () => {
    const [first, second] = chosenOf(found("a.csv.manifest.json", "a.csv", "b.manifest.json"));
    expect([first?.path, first?.manifest?.name]).toEqual(["a.csv", "a.csv.manifest.json"]);
    expect([second?.path, second?.manifest]).toEqual(["b.manifest.json", null]);
  });

  it("a mapping belongs to the table beside it by its name, and is a file beside none", () => {
    const of = (...paths: string[]) =>
      chosenOf(found(...paths)).map(({ path, mapping }) => [path, mapping?.name]);
    expect(of("x/a.csv", "x/a.mapping.json", "a.mapping.json")).toEqual([
      ["a.mapping.json", undefined],
      ["x/a.csv", "x/a.mapping.json"],
    ]);
    expect(of("a.csv.mapping.json", "a.csv", "a.png")).toEqual([
      ["a.csv", "a.csv.mapping.json"],
      ["a.png", undefined],
    ]);
  });

  it("hidden files and stores are left out, wherever they lie", () => {
    expect(
      meant("x/.git/config", ".a", "x/a", "x/s.db", "x/s.db-shm", "x/s.db.evidence/sha256/1"),
    ).toEqual(["x/a"]);
    expect(meant("x/s.db", "y/s.db.evidence/1")).toEqual(["x/s.db"]);
  });
});

describe("a manifest in a form", () => {
  it("comes to what it was made from", () => {
    const manifest = manifestSchema.parse({
      ...{ origin: "o", collected: "2017-05-06", collectedBy: null, case: "macronleaks" },
      ...{ kind: "reconstruction", sources: { a: "Reuters: wire" }, note: "n" },
      ...{ platform: "4chan/pol", zone: { name: "UTC", reason: "documented", note: "why" } },
    });
    expect(manifestIn(draftOf(manifest), manifest)).toEqual({ manifest });
  });

  it("names the field that is wrong", () => {
    const draft = { ...EMPTY_DRAFT, origin: "o" };
    expect(manifestIn(EMPTY_DRAFT, null)).toMatchObject({ field: "origin" });
    expect(manifestIn({ ...draft, case: "Not This" }, null)).toMatchObject({ field: "case" });
    expect(manifestIn({ ...draft, sources: "no colon" }, null)).toMatchObject({ field: "sources" });
  });

  it("grants a zone on the word of whoever fills it in", () => {
    expect(manifestIn({ ...EMPTY_DRAFT, origin: "o", zone: "Europe/Paris" }, null)).toMatchObject({
      manifest: { zone: { name: "Europe/Paris", reason: "granted" } },
    });
  });
});

it("statements hold the columns of their kind only, whatever else was typed", () => {
  const values = {
    subject: "a",
    object: "b",
    relation: "published",
    not_after: "2017",
    source: "s",
  };
  const of = (id: string) => {
    const kind = NOTE_KINDS.find((one) => one.id === id);
    return kind === undefined ? [] : statementsOf(kind, values);
  };
  expect(of("same-as")).toEqual([{ kind: "same-as", subject: "a", object: "b", source: "s" }]);
  expect(of("group")).toMatchObject([{ kind: "group", relation: "member" }]);
  expect(of("time")).toEqual([
    { kind: "time", subject: "a", relation: "published", not_after: "2017", source: "s" },
  ]);
});

describe("the axis of coverage", () => {
  const platform = (from: number | null, to: number | null) => ({
    ...{ platform: "p", items: [], from, to },
  });
  const HOUR = 3_600_000;

  it("holds every bar, the shortest wide enough to be seen", () => {
    const coverage = [
      platform(0, 100 * HOUR),
      platform(50 * HOUR, 50 * HOUR),
      platform(null, HOUR),
    ];
    const axis = axisOf(coverage, "UTC");
    for (const one of coverage) {
      const bar = barOf(one, axis);
      expect(bar?.start).toBeGreaterThanOrEqual(0);
      expect(bar?.width).toBeGreaterThan(0.005);
      expect((bar?.start ?? 0) + (bar?.width ?? 0)).toBeLessThanOrEqual(1);
    }
    expect(barOf(platform(null, HOUR), axis)?.isOpen).toBe(true);
    expect(barOf(platform(null, null), axis)).toBeUndefined();
  });

  it("has few marks, on round times, from an hour to centuries", () => {
    for (const span of [0, HOUR, 100 * HOUR, 1e5 * HOUR, 3e6 * HOUR]) {
      const { ticks } = axisOf([platform(1e12, 1e12 + span)], "UTC");
      expect(ticks.length).toBeGreaterThan(0);
      expect(ticks.length).toBeLessThanOrEqual(7);
      for (const { ms } of ticks) expect(ms % HOUR).toBe(0);
    }
    // A day is marked where the zone's clocks begin it, in winter and in summer.
    const year = [platform(Date.UTC(2017, 0, 1), Date.UTC(2017, 11, 31))];
    const begin = axisOf(year, "America/New_York").ticks.map(({ ms }) =>
      new Date(ms).toISOString(),
    );
    expect(begin.length).toBeGreaterThan(2);
    expect(new Set(begin.map((at) => at.slice(8)))).toEqual(
      new Set(["01T05:00:00.000Z", "01T04:00:00.000Z"]),
    );
    expect(axisOf([platform(null, null)], "UTC").ticks).toEqual([]);
  });
});
