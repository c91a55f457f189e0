import { Command, Option } from "commander";
import { CRITERIA, traceQuestionSchema } from "../trace/question.ts";
import { trace } from "../trace/trace.ts";
import { basisOption, parseAsked, parseBetween, withLoaded } from "./ask.ts";
import { type GiveOptions, givable, give } from "./give.ts";
import { SOFTWARE, storeOption } from "./program.ts";

interface TraceOptions extends GiveOptions {
  from: string;
  to: string;
  without: string[];
  withoutEvidence: string[];
  between?: string[];
  basis: string;
  by: string;
  paths: string;
  store: string;
}

const SELECTOR_HELP = `
How to name things:
  one item        pastebin:gLpwpU2U, case:macronleaks/emleaks, or any URL
  an account      twitter:@wikileaks     (all that it posted)
  a platform      4chan/pol              (4chan takes in all its boards)
  a set           group:wikileaks, tier:mainstream, tag:macronleaks
  a file          evidence:sha256:<hex>  (what it is about)
  words           "emmanuel macron leaks", if they match one thing`;

const again = (value: string, before: string[]): string[] => [...before, value];

export const traceCommand = (): Command =>
  givable(
    new Command("trace")
      .summary("how did this reach that?")
      .description(
        "Says which way a thing went, when, how surely, and on which words of which file.",
      )
      .requiredOption("--from <selector>", "where it started")
      .requiredOption("--to <selector>", "where it arrived")
      .option(
        "--without <selector>",
        "take this out, with its reshares and copies (may be given again)",
        again,
        [],
      )
      .option(
        "--without-evidence <hash>",
        "take this evidence file as never seen (may be given again)",
        again,
        [],
      )
      .option("--between <times...>", "only hops between two times (UTC unless they say otherwise)")
      .addOption(basisOption())
      .addOption(
        new Option("--by <criterion>", "which path is best").choices(CRITERIA).default("earliest"),
      )
      .option("--paths <count>", "paths to show, distinct by the accounts they pass through", "1")
      .addOption(storeOption()),
  )
    .addHelpText("after", SELECTOR_HELP)
    .action(async (options: TraceOptions) => {
      const question = parseAsked(traceQuestionSchema, {
        from: options.from,
        to: options.to,
        without: options.without,
        withoutEvidence: options.withoutEvidence,
        ...(options.between === undefined ? {} : { between: parseBetween(options.between) }),
        basis: options.basis,
        by: options.by,
        paths: Number(options.paths),
      });
      const answer = await withLoaded(
        options.store,
        { kind: "trace", question },
        (loaded, readQuote) => trace(loaded, question, readQuote, SOFTWARE),
      );
      await give(answer, options);
    });
