import { Command } from "commander";
import { tellShow } from "../export/tell-show.ts";
import { show } from "../trace/show.ts";
import { withLoaded } from "./ask.ts";
import { EXIT, jsonOption, SOFTWARE, storeOption, writeJson, writeTold } from "./program.ts";

export const showCommand = (): Command =>
  new Command("show")
    .summary("what is known of this?")
    .description(
      "Shows an item, an account or the members of a set, claim by claim, with findings.",
    )
    .argument("<selector>", "an item, account, platform, tag, … (see trace --help)")
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(async (selector: string, options: { store: string; json?: true }) => {
      const answer = await withLoaded(options.store, "all", (loaded, readQuote) =>
        show(loaded, selector, readQuote, SOFTWARE),
      );
      if (options.json) writeJson(answer);
      else writeTold(tellShow(answer));
      const empty = !answer.item && !answer.account && answer.memberCount === 0;
      process.exitCode = empty ? EXIT.none : EXIT.answered;
    });
