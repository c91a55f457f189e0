import { Command } from "commander";
import { adoption } from "../trace/adoption.ts";
import { adoptionQuestionSchema } from "../trace/question.ts";
import { basisOption, parseAsked, parseBetween, withLoaded } from "./ask.ts";
import { type GiveOptions, givable, give } from "./give.ts";
import { SOFTWARE, storeOption } from "./program.ts";

interface AdoptionOptions extends GiveOptions {
  between?: string[];
  basis: string;
  points: string;
  takers: string;
  store: string;
}

export const adoptionCommand = (): Command =>
  givable(
    new Command("adoption")
      .summary("how did it spread?")
      .description(
        "Says how many items and accounts had taken a thing by each moment, certainly and possibly: what carries a tag, or what a thing reached.",
      )
      .argument("<selector>", "a tag, an item, an account, … (see trace --help)")
      .option("--between <times...>", "only between two times (UTC unless they say otherwise)")
      .addOption(basisOption())
      .option("--points <count>", "points of each curve", "50")
      .option("--takers <count>", "takers to tell, the earliest", "10")
      .addOption(storeOption()),
  ).action(async (of: string, options: AdoptionOptions) => {
    const { between, basis, points, takers, store } = options;
    const question = parseAsked(adoptionQuestionSchema, {
      of,
      ...(between === undefined ? {} : { between: parseBetween(between) }),
      basis,
      points: Number(points),
      takers: Number(takers),
    });
    const answer = await withLoaded(store, { kind: "adoption", question }, (loaded, readQuote) =>
      adoption(loaded, question, readQuote, SOFTWARE),
    );
    await give(answer, options);
  });
