import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Remark } from "../../src/model/answer.ts";
import { axisOf } from "../../src/web/case/axis.ts";
import { placeEvents } from "../../src/web/timeline/events.ts";
import { lineOf } from "../../src/web/timeline/line.ts";
import { offsetAt, ticksOf, ticksOver, tickWords } from "../../src/web/timeline/ticks.ts";
import { LEAST_MS, within } from "../../src/web/timeline/window.ts";
import { answerOf, LANES } from "./timeline-answers.ts";

const HOUR = 3_600_000;
const ZONES = ["UTC", "Europe/Paris", "America/New_York", "Asia/Kolkata", "Pacific/Apia"];

describe("ticks", () => {
  test("know how far a zone's clocks are ahead", () => {
    const summer = Date.UTC(2017, 4, 5, 18);
    expect(ZONES.map((zone) => offsetAt(summer, zone) / HOUR)).toEqual([0, 2, -4, 5.5, -11 + 24]);
    expect(offsetAt(Date.UTC(2017, 0, 5), "Europe/Paris")).toBe(HOUR);
    expect(offsetAt(summer + 123, "Europe/Paris")).toBe(2 * HOUR);
  });

  test("stand in the window, in order, at what the zone's clocks show", () => {
    const windows = fc.tuple(
      fc.integer({ min: Date.UTC(1995), max: Date.UTC(2030) }),
      fc.integer({ min: 2, max: 36 }).chain((power) => fc.constant(Math.round(1.9 ** power) + 40)),
    );
    fc.assert(
      fc.property(windows, fc.constantFrom(...ZONES), ([from, span], zone) => {
        const ticks = ticksOf(from, from + span, 8, zone);
        const times = ticks.map(({ ms }) => ms);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        for (const { ms, label } of ticks) {
          expect(ms).toBeGreaterThanOrEqual(from);
          expect(ms).toBeLessThanOrEqual(from + span);
          const clock = /^\d\d:\d\d/.exec(label)?.[0];
          if (clock === undefined) continue;
          const options = { timeZone: zone, hour: "2-digit", minute: "2-digit" } as const;
          const shown = new Intl.DateTimeFormat("en-GB", { ...options, hourCycle: "h23" });
          expect(shown.format(ms)).toBe(clock);
        }
      }),
    );
  });

  test("tell the date once a day, and no more than is needed", () => {
    const day = Date.UTC(2017, 4, 5);
    const hours = ticksOf(day + 10 * HOUR, day + 40 * HOUR, 10, "UTC");
    expect(hours.flatMap(({ date }) => date ?? [])).toEqual(["2017-05-05", "2017-05-06"]);
    expect(hours[0]).toMatchObject({ label: "12:00" });
    expect(ticksOf(day, day + 60_000, 6, "UTC").map(({ label }) => label)).toContain("00:00:15");
    expect(ticksOf(day, day + 900 * 24 * HOUR, 4, "UTC")[0]?.label).toBe("2018");
    const paris = ticksOf(day, day + 48 * HOUR, 4, "Europe/Paris");
    expect(paris.map(({ ms }) => (ms - day + 2 * HOUR) % (12 * HOUR))).toEqual(paris.map(() => 0));
  });
});

test("words along the axis are neither cut off nor over one another, whatever the window", () => {
  const widthOf = (text: string) => 6 * text.length;
  const spans = fc.integer({ min: 2, max: 44 }).map((power) => Math.round(1.9 ** power) + 40);
  const from = fc.integer({ min: Date.UTC(1995), max: Date.UTC(2030) });
  const widths = fc.integer({ min: 150, max: 1400 });
  fc.assert(
    fc.property(from, spans, widths, fc.constantFrom(...ZONES), (low, span, width, zone) => {
      const axis = (ms: number) => ((ms - low) / span) * width;
      const ticks = ticksOver({ from: low, to: low + span }, width, zone);
      const { dates, labels } = tickWords(ticks, axis, width, widthOf);
      for (const row of [dates, labels]) {
        expect(row.length > 0).toBe(
          row === labels ? ticks.length > 0 : ticks.some((one) => one.date),
        );
        let end = 0;
        for (const { text, left } of row) {
          expect(left).toBeGreaterThanOrEqual(end);
          end = left + widthOf(text) + 1;
        }
        expect(end - 1).toBeLessThanOrEqual(width + 1e-6);
      }
    }),
  );
});

test("of two dates the one stays that begins where it stands", () => {
  const hour = 40;
  const ticks = ticksOver(
    { from: Date.UTC(2019, 1, 13, 23), to: Date.UTC(2019, 1, 14, 2) },
    3 * hour,
    "UTC",
  );
  const axis = (ms: number) => ((ms - Date.UTC(2019, 1, 13, 23)) / HOUR) * hour;
  const { dates } = tickWords(ticks, axis, 3 * hour, (text) => 6 * text.length);
  expect(dates.map(({ text }) => text)).toEqual(["2019-02-14"]);
});

describe("years far from ours", () => {
  const at = (year: number, month = 0, day = 1) => new Date(0).setUTCFullYear(year, month, day);
  const YEARS = [-43, 0, 50, 99, 1500, 9999, 12_000];

  test("a zone's clocks are no further ahead than zones are", () => {
    for (const year of YEARS) {
      for (const zone of ZONES) expect(Math.abs(offsetAt(at(year), zone))).toBeLessThan(16 * HOUR);
    }
    expect(offsetAt(9e15, "Europe/Paris")).toBeGreaterThan(0);
  });

  test("labels name the year, and dates the day, that stand there", () => {
    const years = ticksOf(at(-120), at(120), 6, "UTC").map(({ label }) => label);
    expect(years).toEqual(["-000100", "-000050", "0000", "0050", "0100"]);
    const hours = ticksOf(at(-43, 2, 15), at(-43, 2, 16), 4, "Europe/Paris");
    expect(hours.flatMap(({ date }) => date ?? [])[0]).toBe("-000043-03-15");
    const days = ticksOf(at(12_000, 4, 5), at(12_000, 4, 9), 4, "UTC");
    expect(days[0]).toMatchObject({ label: "5 May", date: "+012000" });
  });

  test("the axis of a case has its marks at the years that they name", () => {
    const coverage = [{ platform: "a", items: [], from: at(-43), to: at(60) }];
    const { ticks } = axisOf(coverage, "UTC");
    expect(ticks.map(({ ms }) => new Date(ms).getUTCFullYear())).toEqual([0, 50]);
  });
});

const moment = fc.integer({ min: 0, max: 1_000_000 });

test("a window never leaves what there is, nor is narrower than can be told", () => {
  fc.assert(
    fc.property(moment, moment, fc.integer({ min: 100, max: 1_000_000 }), (a, b, span) => {
      const whole = { from: 5000, to: 5000 + span };
      const { from, to } = within(whole, { from: Math.min(a, b), to: Math.max(a, b) });
      expect(from).toBeGreaterThanOrEqual(whole.from);
      expect(to).toBeLessThanOrEqual(whole.to + 1e-6);
      expect(to - from).toBeGreaterThanOrEqual(LEAST_MS);
      const inside = Math.min(a, b) >= whole.from && Math.max(a, b) <= whole.to;
      if (inside && Math.abs(a - b) >= LEAST_MS) {
        expect(from).toBeCloseTo(Math.min(a, b), 3);
        expect(to).toBeCloseTo(Math.max(a, b), 3);
      }
    }),
  );
});

function eventAt(earliest: number | null, latest: number | null, subject: string): Remark {
  return {
    ...{ kind: "event", subject, relation: "", object: null, value: null, unit: null },
    ...{ time: { earliest, latest }, basis: "reported", caution: null, citation: 1 },
  };
}

test("words of events in one row never cover each other; periods go before moments", () => {
  const events = fc.array(
    fc
      .tuple(moment, fc.integer({ min: 0, max: 400_000 }), fc.integer({ min: 0, max: 3 }))
      .map(([at, width, open]) =>
        eventAt(open === 1 ? null : at, open === 2 ? null : at + width, `event ${at}`),
      ),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(events, (some) => {
      const placed = placeEvents(
        some,
        (ms) => ms / 1000,
        800,
        (text) => text.length * 7,
      );
      const reachOf = ({ extent, label, labelAt }: (typeof placed)[number]) => ({
        from: Math.min(labelAt, Math.max(0, extent.from)),
        to: Math.max(extent.to, labelAt + label.length * 7),
      });
      for (const [i, one] of placed.entries()) {
        expect(one.labelAt).toBeGreaterThanOrEqual(3);
        expect(one.labelAt + one.label.length * 7).toBeLessThanOrEqual(800);
        if (one.row === -1) continue;
        const reach = reachOf(one);
        for (const other of placed.slice(i + 1).filter(({ row }) => row === one.row)) {
          const { from, to } = reachOf(other);
          expect(from >= reach.to || to <= reach.from).toBe(true);
        }
      }
    }),
  );
  const many = Array.from({ length: 9 }, (_, i) => eventAt(1000, 1000 + i, `moment ${i}`));
  const placed = placeEvents(
    [...many, eventAt(0, 500_000, "a period")],
    (ms) => ms / 1000,
    800,
    () => 90,
  );
  expect(placed.find(({ label }) => label === "a period")?.row).toBe(0);
  expect(placed.filter(({ row }) => row === -1)).toHaveLength(5);
});

test("all of a timeline takes in what its edges brought after their items were published", () => {
  const published = { lane: 0, earliest: 10 * HOUR, latest: 10 * HOUR };
  const answer = answerOf([published, { ...published, lane: 1 }], LANES, [[0, 1]]);
  const times = { earliest: [12 * HOUR], latest: [17 * HOUR] };
  const line = lineOf({ ...answer, edges: { ...answer.edges, ...times } });
  expect(line.span).toEqual([10 * HOUR, 17 * HOUR]);
  const open = { earliest: [null], latest: [null] };
  const { span } = lineOf({ ...answer, edges: { ...answer.edges, ...open } });
  expect(span).toEqual([9 * HOUR, 11 * HOUR]);
});
