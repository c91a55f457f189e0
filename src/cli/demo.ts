import { Command, Option } from "commander";
import { EVIDENCE_FOLDER } from "../config.ts";
import { tellTrace } from "../export/tell-trace.ts";
import { quotesFrom } from "../ingest/quotes.ts";
import { type SiteAddress, withSite } from "../ingest/site.ts";
import { many } from "../model/plain-text.ts";
import { Loaded } from "../trace/loaded.ts";
import { traceQuestionSchema } from "../trace/question.ts";
import { trace } from "../trace/trace.ts";
import { freshStore, SEEDS } from "./demo-store.ts";
import { exitOfImport, runImport } from "./import.ts";
import { complain, EXIT, jsonOption, SOFTWARE, writeJson, writeTold } from "./program.ts";
import { MAX_UPLOAD, optionsOf, PORT, untilEnded } from "./serve.ts";

const QUESTION = { from: "case:macronleaks/emleaks", to: "twitter:@wikileaks" };

/** Serves the page on the demo's store until it is ended. */
async function showPage(store: string, site: SiteAddress, port: string | undefined): Promise<void> {
  const { isPortTaken, serve } = await import("../api/serve.ts");
  const { destination, pino } = await import("pino");
  // The page's address stays in sight.
  const logger = pino({ level: "warn" }, destination(2));
  const given = { store, host: "127.0.0.1", publicHost: [], maxUpload: MAX_UPLOAD };
  const at = (chosen: string) => serve({ ...optionsOf({ ...given, port: chosen }), site, logger });
  const served = await at(port ?? PORT).catch((error) => {
    if (port !== undefined || !isPortTaken(error)) throw error;
    return at("0");
  });
  complain(`The page: ${served.url}\nCtrl-C ends it.`);
  await untilEnded(served);
}

/** What other commands must be told while the environment names another folder than the demo's. */
const evidenceOf = ({ evidence }: SiteAddress): string =>
  EVIDENCE_FOLDER === undefined ? "" : `HEADWATER_EVIDENCE=${evidence} `;

export const demoCommand = (): Command =>
  new Command("demo")
    .summary("load the MacronLeaks case and ask how it travelled")
    .description(
      "Loads the MacronLeaks case into a fresh store, prints how the paste reached WikiLeaks, and serves the page.",
    )
    .addOption(
      new Option(
        "--store <path>",
        "the SQLite file to make afresh, if it is not there or holds a demo only",
      ).default("./headwater-demo.db"),
    )
    .option("--once", "print the answer and end, without serving the page")
    .option("--port <n>", "port of the page; without it 8080, or a free one")
    .addOption(jsonOption())
    .action(async (options: { store: string; once?: true; port?: string; json?: true }) => {
      const address = await freshStore(options.store);
      await withSite(address, async (site) => {
        const report = await runImport(site, [SEEDS], {});
        const { files, imported } = report.totals;
        complain(
          `${many(files, "evidence file")}, ${many(imported, "record")} imported into ${options.store}`,
        );
        const question = traceQuestionSchema.parse(QUESTION);
        const loaded = await Loaded.from(site.store);
        const answer = await trace(
          loaded,
          question,
          quotesFrom(site.folder, loaded.evidence),
          SOFTWARE,
        );
        if (options.json) writeJson(answer);
        else writeTold(tellTrace(answer));
        complain(
          `\nAsk on: ${evidenceOf(address)}npx headwater trace --store ${options.store} --from ${QUESTION.from} --to ${QUESTION.to} --without 4chan/pol`,
        );
        const failed = exitOfImport(report);
        process.exitCode =
          failed !== EXIT.answered ? failed : answer.order === "none" ? EXIT.none : EXIT.answered;
      });
      if (!options.once) await showPage(options.store, address, options.port);
    });
