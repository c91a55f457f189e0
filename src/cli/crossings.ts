import { Command } from "commander";
import { crossings } from "../trace/crossings.ts";
import { crossingsQuestionSchema } from "../trace/question.ts";
import { basisOption, parseAsked, parseBetween, withLoaded } from "./ask.ts";
import { type GiveOptions, givable, give } from "./give.ts";
import { SOFTWARE, storeOption } from "./program.ts";

interface CrossingsOptions extends GiveOptions {
  from: string;
  to?: string;
  between?: string[];
  basis: string;
  limit: string;
  store: string;
}

export const crossingsCommand = (): Command =>
  givable(
    new Command("crossings")
      .summary("where did it cross from tier to tier?")
      .description(
        "Says by which hops things crossed from the fringe to the mainstream, or from language to language: when, by whom, how long it took.",
      )
      .option("--from <selector>", "where it started (see trace --help)", "tier:fringe")
      .option("--to <selector>", "only crossings into these")
      .option("--between <times...>", "only hops between two times (UTC unless they say otherwise)")
      .addOption(basisOption())
      .option("--limit <count>", "crossings to tell", "20")
      .addOption(storeOption()),
  ).action(async ({ from, to, between, basis, limit, store, ...options }: CrossingsOptions) => {
    const question = parseAsked(crossingsQuestionSchema, {
      from,
      ...(to === undefined ? {} : { to }),
      ...(between === undefined ? {} : { between: parseBetween(between) }),
      basis,
      limit: Number(limit),
    });
    const answer = await withLoaded(store, { kind: "crossings", question }, (loaded, readQuote) =>
      crossings(loaded, question, readQuote, SOFTWARE),
    );
    await give(answer, options);
  });
