/** The tables of a run in docs/benchmarks.md, between two marks; what is around them stays. */
import { readFileSync, writeFileSync } from "node:fs";
import type { Table, Told, WorkItem } from "./bench.ts";

const BEGIN = "<!-- figures: written by npm run bench:trace -->";
const END = "<!-- end of figures -->";

export interface RunReport {
  /** Lines on when, where and with what. */
  circumstances: readonly string[];
  items: readonly { item: WorkItem; told: Told }[];
}

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;

const asMarkdown = ({ title, columns, rows }: Table): string =>
  [`**${title}**`, "", row(columns), row(columns.map(() => "---")), ...rows.map(row), ""].join(
    "\n",
  );

const metWord = (met: boolean | null): string =>
  met === null ? "not measured" : met ? "met" : "missed";

function aimsOf({ items }: RunReport): Table {
  return {
    title: "Aims",
    columns: ["work", "aim", "measured", ""],
    rows: items.flatMap(({ item, told }) =>
      told.aims.map(({ aim, measured, met }) => [item.id, aim, measured, metWord(met)]),
    ),
  };
}

export function reportText(report: RunReport): string {
  const tables = report.items.flatMap(({ item, told }) => [
    `### ${item.id}: ${item.what}`,
    "",
    `Aim: ${item.aim}.`,
    "",
    ...told.tables.map(asMarkdown),
  ]);
  const lines = report.circumstances.map((line) => `- ${line}`);
  return [...lines, "", asMarkdown(aimsOf(report)), ...tables].join("\n");
}

/** @throws Error if the page has lost its marks */
export function writePage(path: string, text: string): void {
  const page = readFileSync(path, "utf8");
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${path} has no marks for the figures`);
  writeFileSync(path, `${page.slice(0, begin)}${BEGIN}\n\n${text.trimEnd()}\n\n${page.slice(end)}`);
}
