/** Saved pictures of timelines: words stay words, private ones are left out, nothing is undrawable. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineOf } from "../../src/web/timeline/line.ts";
import { type Pictured, pictureOf, timelineSvg } from "../../src/web/timeline/picture.ts";
import { answerOf, drawnLine, LANES } from "./timeline-answers.ts";

const COLOURS = {
  ...{ ink: "#000", quiet: "#555", faint: "#999", warn: "#900", accent: "#059", sheet: "#fff" },
  ...{ fringe: "#840", bridge: "#549", mainstream: "#065", unknown: "#666" },
};
const HASH = `sha256:${"0".repeat(64)}`;
const AROUND = {
  lines: ["How did <a> reach b? Order none, disputed.", "Evidence loaded: x: 1 item."],
  hashes: [HASH],
  digest: HASH,
};

const svgOf = (more: Pick<Pictured, "line" | "window"> & Partial<Pictured>): string => {
  const rest = { paths: [], folded: new Set<never>(), zone: "UTC", around: null };
  return timelineSvg(
    pictureOf({ ...rest, ...more }, (text) => 6 * text.length),
    COLOURS,
  );
};

const WINDOW = { from: 0, to: 10_000 };

const lineTitled = (...titles: string[]) => {
  const drawn = titles.map((_, i) => ({ earliest: 1000 * i, latest: 1000 * i, lane: 0 }));
  const answer = answerOf(drawn, LANES);
  return lineOf({ ...answer, items: { ...answer.items, title: titles } });
};

describe("a saved timeline", () => {
  test("holds words of evidence as text, whatever they are, and leaves private ones out", () => {
    const line = lineTitled('</text><b x="&">\u0001', "to a.person@example.org");
    const svg = svgOf({ line, window: WINDOW, around: AROUND });
    expect(svg).toContain("&lt;/text&gt;&lt;b x=&quot;&amp;&quot;&gt;\\u{0001}");
    expect(svg).toContain("<title>How did &lt;a&gt; reach b? Order none, disputed.</title>");
    expect(svg).not.toMatch(/<[ab][ >]/);
    expect(svg).not.toContain("example.org");
    expect(svg).toContain(HASH);
  });

  test("shows what is in the window, and says how much that is", () => {
    const line = lineTitled("early", "later", "last");
    const all = svgOf({ line, window: WINDOW });
    for (const label of ["early", "later", "last"]) expect(all).toContain(`>${label}</text>`);
    expect(all).toContain("with 3 items");
    const part = svgOf({ line, window: { from: 1900, to: 2100 } });
    expect(part).toContain("with 1 item");
    expect(svgOf({ line: lineTitled("one"), window: WINDOW })).toContain(
      "Timeline of 1 item, 0 edges",
    );
    expect(part).not.toContain(">early</text>");
  });

  test("has no number that is none, and every group closed, whatever is drawn", () => {
    fc.assert(
      fc.property(drawnLine, fc.integer({ min: 20, max: 10_000_000 }), (line, span) => {
        const svg = svgOf({ line, window: { from: line.span[0], to: line.span[0] + span } });
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        expect(svg.match(/<g /g)?.length).toBe(svg.match(/<\/g>/g)?.length);
        for (const [, id] of svg.matchAll(/url\(#([^)]*)\)/g)) {
          expect(svg).toContain(`id="${id}"`);
        }
      }),
      { numRuns: 60 },
    );
  });
});
