/** What a picture of an answer says of itself when it is handed on, without what leads to private persons. */
import type { Coverage, ShowAnswer, TraceAnswer } from "../../model/answer.ts";
import { redacted, shorten } from "../../model/plain-text.ts";
import type { Caption } from "./svg.ts";

type Ground = Pick<TraceAnswer, "coverage" | "citations" | "evidence" | "software" | "digest">;

const MAX_PLATFORMS = 8;

function covered(coverage: Coverage): string {
  const told = coverage.slice(0, MAX_PLATFORMS).map(({ platform, items }) => {
    const count = items.reduce((sum, one) => sum + one.count, 0);
    return `${shorten(platform, 40)}: ${count} item${count === 1 ? "" : "s"}`;
  });
  const more = coverage.length - told.length;
  return `Evidence loaded: ${told.join("; ")}${more > 0 ? `; ${more} platforms more` : ""}.`;
}

const groundOf = (
  { coverage, citations, evidence, software, digest }: Ground,
  line: string,
): Caption => {
  const hashes = [...new Set(citations.map((one) => one.evidence.hash))].sort();
  return {
    lines: [
      line,
      covered(coverage),
      `Cites ${hashes.length} of ${evidence.files} evidence files (evidence ${evidence.digest}); answer ${digest}; ${software}.`,
    ],
    hashes,
  };
};

export function traceCaption(answer: TraceAnswer): Caption {
  const { question, order, basis, disputed, paths } = answer;
  const [from, to] = [redacted(question.from), redacted(question.to)];
  const marks = [...new Set(paths[0]?.hops.flatMap((hop) => hop.marks))];
  const said = [
    `How did ${from} reach ${to}? Order ${order}`,
    ...(basis === null ? [] : [`basis ${basis}`]),
    disputed ? "disputed" : "no dispute found",
    ...marks,
  ];
  return groundOf(answer, `${said.join(", ")}.`);
}

export const itemCaption = (answer: ShowAnswer): Caption =>
  groundOf(
    answer,
    `What gave to ${redacted(answer.asked)} and took from it, as far as loaded: order and disputes not judged.`,
  );
