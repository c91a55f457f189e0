import { Command } from "commander";
import { HeadwaterError } from "../model/errors.ts";
import { plain, redacted, table } from "../model/plain-text.ts";
import type { SearchAnswer } from "../model/search-answer.ts";
import { foundBy } from "../trace/found.ts";
import {
  EXIT,
  jsonOption,
  SOFTWARE,
  storeOption,
  withExistingSite,
  write,
  writeJson,
} from "./program.ts";

const MAX_LIMIT = 1000;

interface SearchOptions {
  limit: string;
  store: string;
  json?: true;
}

export const searchCommand = (): Command =>
  new Command("search")
    .summary("find things by their words")
    .description(
      "Finds items and accounts whose text, title, name or key holds all the words. Case and accents do not matter.",
    )
    .argument("<words...>", "words that must all occur")
    .option("--limit <count>", "hits to show", "20")
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(async (words: string[], options: SearchOptions) => {
      const limit = Number(options.limit);
      if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
        throw new HeadwaterError("usage", `--limit takes a whole number from 1 to ${MAX_LIMIT}`);
      }
      const text = words.join(" ");
      const hits = await withExistingSite(options.store, ({ store }) =>
        foundBy(store, text, limit),
      );
      const answer: SearchAnswer = { kind: "search", words: text, hits, software: SOFTWARE };
      if (options.json) writeJson(answer);
      else if (hits.length === 0) write(`nothing in evidence matches "${plain(text)}"\n`);
      else write(`${table(hits.map(({ key, excerpt }) => [plain(key), redacted(excerpt)]))}\n`);
      process.exitCode = hits.length === 0 ? EXIT.none : EXIT.answered;
    });
