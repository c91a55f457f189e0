import { Command } from "commander";
import { reachQuestionSchema } from "../trace/question.ts";
import { reach } from "../trace/reach-answer.ts";
import { basisOption, parseAsked, parseBetween, withLoaded } from "./ask.ts";
import { type GiveOptions, givable, give } from "./give.ts";
import { SOFTWARE, storeOption } from "./program.ts";

interface ReachOptions extends GiveOptions {
  from: string;
  to?: string;
  without: string[];
  between?: string[];
  basis: string;
  store: string;
}

export const reachCommand = (): Command =>
  givable(
    new Command("reach")
      .summary("what did this reach?")
      .description(
        "Says how many items and accounts of which platform and tier a thing reached, how surely, and when the first of each.",
      )
      .requiredOption("--from <selector>", "where it started (see trace --help)")
      .option("--to <selector>", "only what is among these counts")
      .option(
        "--without <selector>",
        "what is otherwise without this, its reshares and copies (may be given again: each by itself)",
        (value: string, before: string[]) => [...before, value],
        [],
      )
      .option("--between <times...>", "only hops between two times (UTC unless they say otherwise)")
      .addOption(basisOption())
      .addOption(storeOption()),
  ).action(async ({ from, to, without, between, basis, store, ...options }: ReachOptions) => {
    const question = parseAsked(reachQuestionSchema, {
      from,
      ...(to === undefined ? {} : { to }),
      without,
      ...(between === undefined ? {} : { between: parseBetween(between) }),
      basis,
    });
    const answer = await withLoaded(store, { kind: "reach", question }, (loaded, readQuote) =>
      reach(loaded, question, readQuote, SOFTWARE),
    );
    await give(answer, options);
  });
