/** What every told answer ends with: remarks, assumptions, coverage, sources, digest. */
import type { Citation, Coverage, Remark } from "../model/answer.ts";
import { many, plain, redacted, shorten } from "../model/plain-text.ts";
import { spokenEnd, spokenSince, spokenTime } from "../model/spoken-time.ts";
import { DISPUTES, WRITTEN_DOWN } from "../model/told-words.ts";

const QUOTE_LENGTH = 200;

function quoted({ quote, quoteState, at, place, isParaphrase }: Citation): string {
  if (quoteState === "altered") return "the kept bytes were CHANGED since they were loaded";
  if (at === null && place.as === "csv") return "a statement that quotes no words";
  if (quoteState === "not here") return "the bytes are not here";
  if (quoteState === "not kept") return "bytes not kept";
  if (quote === null) return "";
  const words = shorten(quote, QUOTE_LENGTH);
  return isParaphrase ? `${WRITTEN_DOWN}: ${words}` : `“${words}”`;
}

function provenance({ evidence }: Citation): string {
  const kept =
    evidence.provenance === "unknown"
      ? "provenance unknown"
      : [
          evidence.origin === null ? "" : `from ${shorten(evidence.origin, 120)}`,
          evidence.collectedBy === null ? "" : `by ${redacted(evidence.collectedBy)}`,
          evidence.collected === null ? "" : `collected ${plain(evidence.collected)}`,
        ]
          .filter((part) => part !== "")
          .join(", ");
  return evidence.reconstruction ? `RECONSTRUCTION, ${kept}` : kept;
}

function tellCitation(citation: Citation): string {
  const { number, source, evidence, place, basis } = citation;
  const who =
    source === null
      ? redacted(evidence.name)
      : [
          redacted(source.name),
          source.date === undefined ? "" : ` (${redacted(source.date)})`,
          source.via === undefined ? "" : `, after ${redacted(source.via)}`,
          source.url === undefined ? "" : `, ${redacted(source.url)}`,
        ].join("");
  const [from, to] = place.bytes;
  const inside = (place.path ?? []).map((name) => `${redacted(name)}, `).join("");
  const file = `${redacted(evidence.name)}, ${inside}record ${place.record}, bytes ${from}-${to}, ${evidence.hash}`;
  const kept = provenance(citation);
  const shown = citation.cites === null ? "" : `\n    shown by ${citation.cites}`;
  return `[${number}] ${who}, ${basis}: ${quoted(citation)}\n    in ${file}${kept === "" ? "" : ` (${kept})`}${shown}`;
}

function tellRemark(remark: Remark): string {
  const what = [
    remark.relation,
    remark.object,
    remark.value === null ? null : `“${shorten(remark.value, QUOTE_LENGTH)}”`,
    remark.unit,
  ]
    .filter((part) => part !== null && part !== "")
    .map((part) => plain(part ?? ""))
    .join(" ");
  const when = remark.time === null ? "" : `, ${spokenTime(remark.time)}`;
  const caution = remark.caution === null ? "" : `; ${remark.caution}`;
  return `- ${remark.kind}: ${plain(remark.subject)}: ${what}${when} [${remark.citation}]${caution}`;
}

function tellCoverage(coverage: Coverage): string[] {
  return coverage.map(({ platform, title, items, from, to }) => {
    const counts = items.map(({ type, count }) => `${count} ${type}${count === 1 ? "" : "s"}`);
    const times = [
      from === null ? "" : `from ${spokenSince(from)}`,
      to === null ? "" : `to ${spokenEnd(to)}`,
    ].filter((part) => part !== "");
    const name = title === undefined ? "" : ` (${shorten(title, 80)})`;
    return `- ${plain(platform)}${name}: ${counts.join(", ")}${times.length === 0 ? "" : `, ${times.join(" ")}`}`;
  });
}

export function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}

/** What disputes change, as lines already told, and what the method leaves open. */
export const tellOpen = (
  disputes: readonly string[],
  { disputesNotTried, limits }: { disputesNotTried: number; limits: readonly string[] },
): string[] => [
  ...section(DISPUTES, disputes),
  ...(disputesNotTried > 0 ? [`${disputesNotTried} further contradictions were not tried.`] : []),
  ...section(
    "Limits",
    limits.map((one) => `- ${plain(one)}`),
  ),
];

/** What every answer ends with. */
export interface Closing {
  assumptions: readonly string[];
  coverage: Coverage;
  citations: readonly Citation[];
  remarks: readonly Remark[];
  software: string;
  evidence: { files: number; digest: string };
  digest: string;
}

export function closing(answer: Closing): string[] {
  return [
    ...section(
      "Assumptions",
      answer.assumptions.map((one) => `- ${plain(one)}`),
    ),
    ...section("Said beside it (this changes nothing above)", answer.remarks.map(tellRemark)),
    ...section(
      "Coverage: what is said here rests on the evidence loaded, and on no more",
      tellCoverage(answer.coverage),
    ),
    ...section("Sources", answer.citations.map(tellCitation)),
    "",
    `${answer.software}; ${many(answer.evidence.files, "evidence file")}, ${answer.evidence.digest}`,
    `answer ${answer.digest}`,
  ];
}
