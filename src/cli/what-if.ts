import { Command } from "commander";
import { whatIfQuestionSchema } from "../trace/question.ts";
import { whatIf } from "../trace/what-if.ts";
import { basisOption, parseAsked, parseBetween, withLoaded } from "./ask.ts";
import { type GiveOptions, givable, give } from "./give.ts";
import { SOFTWARE, storeOption } from "./program.ts";

interface WhatIfOptions extends GiveOptions {
  from: string;
  to: string;
  without: string[];
  struckOut: string[];
  withoutEvidence: string[];
  between?: string[];
  basis: string;
  store: string;
}

const again = (value: string, before: string[]): string[] => [...before, value];

export const whatIfCommand = (): Command =>
  givable(
    new Command("what-if")
      .summary("what does it hang on, and what if that were not there?")
      .description(
        "Says in how many ways this can have reached that, which items and accounts no way can do without, and what is otherwise when something is taken out.",
      )
      .requiredOption("--from <selector>", "where it started (see trace --help)")
      .requiredOption("--to <selector>", "where it arrived")
      .option(
        "--without <selector>",
        "try it without this, its reshares and copies (may be given again: each is tried by itself)",
        again,
        [],
      )
      .option(
        "--struck-out <selector>",
        "ask all of it with this out, its reshares and copies too (may be given again)",
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
      .addOption(storeOption()),
  ).action(async ({ between, store, ...options }: WhatIfOptions) => {
    const question = parseAsked(whatIfQuestionSchema, {
      from: options.from,
      to: options.to,
      without: options.without,
      struckOut: options.struckOut,
      withoutEvidence: options.withoutEvidence,
      ...(between === undefined ? {} : { between: parseBetween(between) }),
      basis: options.basis,
    });
    const answer = await withLoaded(store, { kind: "what-if", question }, (loaded, readQuote) =>
      whatIf(loaded, question, readQuote, SOFTWARE),
    );
    await give(answer, options);
  });
