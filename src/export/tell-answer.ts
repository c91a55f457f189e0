/** The answer to any question as text. */
import type { QuestionAnswer } from "../model/question-answer.ts";
import { tellAdoption } from "./tell-adoption.ts";
import { tellCrossings } from "./tell-crossings.ts";
import { tellFirst } from "./tell-first.ts";
import { tellLatency } from "./tell-latency.ts";
import { tellReach } from "./tell-reach.ts";
import { tellTrace } from "./tell-trace.ts";
import { tellWhatIf } from "./tell-what-if.ts";

/** Plain text, UTC throughout; its first line is the question. */
export function tellAnswer(answer: QuestionAnswer): string {
  switch (answer.kind) {
    case "trace":
      return tellTrace(answer);
    case "first":
      return tellFirst(answer);
    case "crossings":
      return tellCrossings(answer);
    case "latency":
      return tellLatency(answer);
    case "adoption":
      return tellAdoption(answer);
    case "reach":
      return tellReach(answer);
    case "what-if":
      return tellWhatIf(answer);
  }
}
