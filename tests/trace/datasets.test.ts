/** Reach and sums of arrivals of published graphs, as two independent algorithms found them. */
import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { buildGraph } from "../../src/graph/build-graph.ts";
import { instantOf } from "../../src/graph/clock.ts";
import { type EdgeColumn, type ReadEdges, readEdgeList } from "../../src/graph/edge-list.ts";
import type { FlowGraph } from "../../src/graph/flow-graph.ts";
import { Search } from "../../src/trace/engine/earliest-arrival.ts";
import type { Order } from "../../src/trace/engine/frontier.ts";
import { type Reached, reachedOn, setBit } from "../../src/trace/engine/reached.ts";
import { sweepPossible } from "../../src/trace/engine/sweep.ts";
import { ALWAYS, codeWindow } from "../../src/trace/engine/window.ts";

const FOLDER = process.env["HEADWATER_DATASETS"];
const figures = z.object({ reach: z.int(), sum_arrival: z.int() });
const referenceSchema = z.record(
  z.string(),
  z.object({
    t0: z.int(),
    rows: z.array(z.object({ source: z.int(), nonstrict: figures, strict: figures })),
  }),
);

const SETS: { set: string; file: string; columns: EdgeColumn[] }[] = [
  {
    set: "higgs_flow(col2->col1)",
    file: "higgs/higgs-activity_time.txt.gz",
    columns: ["receiver", "giver", "time", "other"],
  },
  {
    set: "CollegeMsg",
    file: "collegemsg/CollegeMsg.txt.gz",
    columns: ["giver", "receiver", "time"],
  },
];

function read(folder: string, file: string, columns: EdgeColumn[]): Promise<ReadEdges> {
  const text: Readable = createReadStream(join(folder, file)).pipe(createGunzip());
  return readEdgeList(text.setEncoding("utf8"), columns, file);
}

/** The sum in seconds; a source has the thing at `t0`. */
function sumOf({ clock }: FlowGraph, { label, via, order, count }: Reached, t0: number): number {
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    const node = order[i] ?? 0;
    const at = instantOf(clock, label[node] ?? 0);
    sum += via[node] === -1 ? t0 : Math.floor(at / 1000);
  }
  return sum;
}

describe.skipIf(FOLDER === undefined)(
  "published graphs (HEADWATER_DATASETS names their folder)",
  () => {
    test.each(SETS)(
      "$set: the reference's reach and sum of arrivals",
      async ({ set, file, columns }) => {
        const folder = FOLDER ?? "";
        const { list, names } = await read(folder, file, columns);
        const text = readFileSync(join(folder, "reference/earliest-arrival.json"), "utf8");
        const { t0, rows } = referenceSchema.parse(JSON.parse(text))[set] ?? { t0: 0, rows: [] };
        expect(rows.length).toBeGreaterThan(0);
        const numbers = new Map(names.map((name, number) => [name, number]));
        const exact = buildGraph(list).graph;
        // That a hop comes strictly later is that it is certain, of times half a second wide.
        const wide = buildGraph({ ...list, latest: list.earliest.map((at) => at + 500) }).graph;
        const ask = (graph: FlowGraph, source: number, order: Order) => {
          const reached = new Search(graph).reach([source], order, codeWindow(graph, ALWAYS));
          return { reach: reached.count, sum_arrival: sumOf(graph, reached, t0) };
        };
        for (const { source, nonstrict, strict } of rows) {
          const node = numbers.get(String(source)) ?? -1;
          const swept = reachedOn(exact);
          setBit(swept.sources, node);
          sweepPossible(exact, swept, [node], codeWindow(exact, ALWAYS));
          expect(swept.count).toBe(nonstrict.reach);
          expect(ask(exact, node, "possible")).toEqual(figuresOf(nonstrict));
          expect(ask(exact, node, "certain")).toEqual(figuresOf(nonstrict));
          expect(ask(wide, node, "certain")).toEqual(figuresOf(strict));
        }
      },
    );
  },
);

const figuresOf = ({ reach, sum_arrival }: z.infer<typeof figures>) => ({ reach, sum_arrival });
