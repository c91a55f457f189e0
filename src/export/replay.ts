/** How an answer is asked for again: the command, and the address on a server. */
import type { QuestionAnswer } from "../model/question-answer.ts";
import type { Interval } from "../model/time.ts";

export interface Replay {
  /** Null for what the command line does not ask: a window that is open at one end. */
  command: string | null;
  address: string;
}

type Field = readonly [name: string, value: string];
type Question = QuestionAnswer["question"];

const BOUNDS: readonly string[] = ["earliest", "latest"];

const written = (ms: number): string => new Date(ms).toISOString();

/** For a POSIX shell. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

function windowOf({ earliest, latest }: Interval): Field[] {
  return [
    ...(earliest === null ? [] : [["earliest", written(earliest)] as const]),
    ...(latest === null ? [] : [["latest", written(latest)] as const]),
  ];
}

/** The parameters that say what is asked, in the order in which the question has them. */
function fieldsOf(question: Question): Field[] {
  return Object.entries(question).flatMap(([name, value]): Field[] => {
    if (value === null) return [];
    if (typeof value === "object" && !Array.isArray(value)) return windowOf(value);
    return [value].flat().map((one) => [name, String(one)]);
  });
}

/** `withoutEvidence` is written `--without-evidence`. */
const optionOf = (name: string): string =>
  `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function argumentsOf(kind: QuestionAnswer["kind"], fields: readonly Field[]): string[] {
  const named = fields.filter(([name]) => !BOUNDS.includes(name));
  const times = fields.filter(([name]) => BOUNDS.includes(name)).map(([, time]) => time);
  const isPlain = ([name]: Field) => name === "of";
  return [
    "headwater",
    kind,
    ...named.filter((field) => !isPlain(field)).flatMap(([name, value]) => [optionOf(name), value]),
    ...(times.length === 0 ? [] : ["--between", ...times]),
    ...(named.some(isPlain) ? ["--"] : []),
    ...named.filter(isPlain).map(([, value]) => value),
  ];
}

export function replayOf({ kind, question }: Pick<QuestionAnswer, "kind" | "question">): Replay {
  const fields = fieldsOf(question);
  const query = new URLSearchParams();
  for (const [name, value] of fields) query.append(name, value);
  const bounds = fields.filter(([name]) => BOUNDS.includes(name)).length;
  return {
    command: bounds === 1 ? null : argumentsOf(kind, fields).map(quoted).join(" "),
    address: `/api/${kind}?${query}`,
  };
}
