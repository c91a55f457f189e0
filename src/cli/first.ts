import { Command } from "commander";
import { first } from "../trace/first.ts";
import { firstQuestionSchema } from "../trace/question.ts";
import { basisOption, parseAsked, withLoaded } from "./ask.ts";
import { type GiveOptions, givable, give } from "./give.ts";
import { SOFTWARE, storeOption } from "./program.ts";

interface FirstOptions extends GiveOptions {
  basis: string;
  store: string;
}

export const firstCommand = (): Command =>
  givable(
    new Command("first")
      .summary("which of these stands first?")
      .description(
        "Says which item stands first in the evidence loaded, and the first of each platform.",
      )
      .argument("<selectors...>", "items, accounts, platforms, tags, … (see trace --help)")
      .addOption(basisOption())
      .addOption(storeOption()),
  ).action(async (selectors: string[], options: FirstOptions) => {
    const question = parseAsked(firstQuestionSchema, { of: selectors, basis: options.basis });
    const answer = await withLoaded(
      options.store,
      { kind: "first", question },
      (loaded, readQuote) => first(loaded, question, readQuote, SOFTWARE),
    );
    await give(answer, options);
  });
