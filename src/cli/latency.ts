import { Command } from "commander";
import { latency } from "../trace/latency.ts";
import { latencyQuestionSchema } from "../trace/question.ts";
import { basisOption, parseAsked, withLoaded } from "./ask.ts";
import { type GiveOptions, givable, give } from "./give.ts";
import { SOFTWARE, storeOption } from "./program.ts";

interface LatencyOptions extends GiveOptions {
  from?: string;
  to?: string;
  basis: string;
  limit: string;
  store: string;
}

export const latencyCommand = (): Command =>
  givable(
    new Command("latency")
      .summary("how long does it take from platform to platform?")
      .description(
        "Says, platform by platform, how long after a thing was published another took it: bounds of the quartiles, how many are exact.",
      )
      .option("--from <selector>", "only what these gave (see trace --help)")
      .option("--to <selector>", "only what these took")
      .addOption(basisOption())
      .option("--limit <count>", "pairs of sites to tell, and of communities in each", "100")
      .addOption(storeOption()),
  ).action(async ({ from, to, basis, limit, store, ...options }: LatencyOptions) => {
    const question = parseAsked(latencyQuestionSchema, {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      basis,
      limit: Number(limit),
    });
    const answer = await withLoaded(store, { kind: "latency", question }, (loaded, readQuote) =>
      latency(loaded, question, readQuote, SOFTWARE),
    );
    await give(answer, options);
  });
