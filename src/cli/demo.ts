import { access, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command, Option } from "commander";
import { tellTrace } from "../export/tell-trace.ts";
import { quotesFrom } from "../ingest/quotes.ts";
import { HeadwaterError } from "../model/errors.ts";
import { Loaded } from "../trace/loaded.ts";
import { traceQuestionSchema } from "../trace/question.ts";
import { trace } from "../trace/trace.ts";
import { exitOfImport, runImport } from "./import.ts";
import { complain, EXIT, jsonOption, SOFTWARE, withSite, writeJson, writeTold } from "./program.ts";
import { MAX_UPLOAD, optionsOf, PORT, untilEnded } from "./serve.ts";

const SEEDS = fileURLToPath(new URL("../../seeds/macronleaks", import.meta.url));
const QUESTION = { from: "case:macronleaks/emleaks", to: "twitter:@wikileaks" };

/** Written into the evidence folder of a store that the demo made, and may make again. */
const MARK = "made-by-headwater-demo";

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** @throws HeadwaterError `usage` for a store that the demo did not make */
async function removeFormer(path: string): Promise<void> {
  const there = (await exists(path)) || (await exists(`${path}.evidence`));
  if (!there) return;
  if (!(await exists(join(`${path}.evidence`, MARK)))) {
    throw new HeadwaterError(
      "usage",
      "the demo makes its store afresh, and did not make this one: name another with --store",
      { where: path },
    );
  }
  for (const suffix of ["", "-wal", "-shm"]) await rm(`${path}${suffix}`, { force: true });
  await rm(`${path}.evidence`, { recursive: true, force: true });
}

/** Serves the page on the demo's store until it is ended. */
async function showPage(store: string, port: string | undefined): Promise<void> {
  const { isPortTaken, serve } = await import("../api/serve.ts");
  const given = { store, host: "127.0.0.1", publicHost: [], maxUpload: MAX_UPLOAD };
  const served = await serve(optionsOf({ ...given, port: port ?? PORT })).catch((error) => {
    if (port !== undefined || !isPortTaken(error)) throw error;
    return serve(optionsOf({ ...given, port: "0" }));
  });
  complain(`The page: ${served.url}\nCtrl-C ends it.`);
  await untilEnded(served);
}

export const demoCommand = (): Command =>
  new Command("demo")
    .summary("load the MacronLeaks case and ask how it travelled")
    .description(
      "Loads the MacronLeaks case into a fresh store, prints how the paste reached WikiLeaks, and serves the page.",
    )
    .addOption(
      new Option(
        "--store <path>",
        "the store to make afresh, if it is not there or a demo made it",
      ).default("./headwater-demo.db"),
    )
    .option("--once", "print the answer and end, without serving the page")
    .option("--port <n>", "port of the page; without it 8080, or a free one")
    .addOption(jsonOption())
    .action(async (options: { store: string; once?: true; port?: string; json?: true }) => {
      await removeFormer(options.store);
      await mkdir(`${options.store}.evidence`, { recursive: true });
      await writeFile(join(`${options.store}.evidence`, MARK), "");
      await withSite(options.store, async (site) => {
        const report = await runImport(site, [SEEDS], {});
        const { files, imported } = report.totals;
        complain(`${files} evidence files, ${imported} records imported into ${options.store}`);
        const question = traceQuestionSchema.parse(QUESTION);
        const loaded = await Loaded.from(site.store);
        const answer = await trace(loaded, question, quotesFrom(site.folder), SOFTWARE);
        if (options.json) writeJson(answer);
        else writeTold(tellTrace(answer));
        complain(
          `\nAsk on: npx headwater trace --store ${options.store} --from ${QUESTION.from} --to ${QUESTION.to} --without 4chan/pol`,
        );
        const failed = exitOfImport(report);
        process.exitCode =
          failed !== EXIT.answered ? failed : answer.order === "none" ? EXIT.none : EXIT.answered;
      });
      if (!options.once) await showPage(options.store, options.port);
    });
