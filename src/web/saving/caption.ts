/** What a picture of an answer says of itself when it is handed on, without what leads to private persons. */
import type { Coverage } from "../../model/answer.ts";
import { many, redacted, shorten, spokenDispute } from "../../model/plain-text.ts";
import type { ShowAnswer } from "../../model/show-answer.ts";
import { spokenWindow } from "../../model/spoken-time.ts";
import type { TimelineAnswer } from "../../model/timeline-answer.ts";
import type { TraceAnswer } from "../../model/trace-answer.ts";

/** What a picture that is handed on says of itself. */
export interface Caption {
  /** Lines under the picture. */
  lines: readonly string[];
  /** Hashes of the evidence that is cited. */
  hashes: readonly string[];
  /** Of what it is a picture, in the name of its file. */
  digest: string;
}

type Ground = Pick<TraceAnswer, "coverage" | "citations" | "evidence" | "software" | "digest">;

const MAX_PLATFORMS = 8;

function covered(coverage: Coverage): string {
  const told = coverage.slice(0, MAX_PLATFORMS).map(({ platform, items }) => {
    const count = items.reduce((sum, one) => sum + one.count, 0);
    return `${shorten(platform, 40)}: ${many(count, "item")}`;
  });
  const more = coverage.length - told.length;
  return `Evidence loaded: ${told.join("; ")}${more > 0 ? `; ${many(more, "platform")} more` : ""}.`;
}

const groundOf = (
  { coverage, citations, evidence, software, digest }: Ground,
  line: string,
  name = "answer",
): Caption => {
  const hashes = [...new Set(citations.map((one) => one.evidence.hash))].sort();
  return {
    lines: [
      line,
      covered(coverage),
      `Cites ${hashes.length} of ${many(evidence.files, "evidence file")} (evidence ${evidence.digest}); ${name} ${digest}; ${software}.`,
    ],
    hashes,
    digest,
  };
};

function takenOut({ without, withoutEvidence }: TraceAnswer["question"]): string {
  const names = [...without, ...withoutEvidence].map(redacted);
  return names.length === 0 ? "" : ` without ${names.join(", ")}`;
}

/** `beside` says what becomes of what the question takes out. */
export function traceCaption(answer: TraceAnswer, beside: string): Caption {
  const { question, order, basis, paths } = answer;
  const [from, to] = [redacted(question.from), redacted(question.to)];
  const marks = [...new Set(paths[0]?.hops.flatMap((hop) => hop.marks))];
  const said = [
    `How did ${from} reach ${to}${takenOut(question)}${spokenWindow(question.between)}? Order ${order}`,
    ...(basis === null ? [] : [`basis ${basis}`]),
    spokenDispute(answer),
    ...marks,
  ];
  const end = takenOut(question) === "" ? "" : ` ${beside}`;
  return groundOf(answer, `${said.join(", ")}.${end}`);
}

export const itemCaption = (answer: ShowAnswer): Caption =>
  groundOf(
    answer,
    `What gave to ${redacted(answer.asked)} and took from it, as far as loaded: order and disputes not judged.`,
  );

/** `around` is what the answer says that it stands under, `seen` what its picture shows. */
export function timelineCaption(
  around: Caption | null,
  answer: TimelineAnswer,
  seen: readonly string[],
): Caption {
  const [first = "", ...more] = around?.lines ?? ["What happened when, in all that is loaded."];
  const { lines, hashes, digest } = groundOf(answer, seen.join(" "), "timeline");
  const [shown = "", ...own] = lines;
  return {
    lines: [...new Set([first, shown, ...more, ...own])],
    hashes: [...new Set([...(around?.hashes ?? []), ...hashes])].sort(),
    digest,
  };
}
