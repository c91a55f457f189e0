import { Command } from "commander";
import type { Served, ServeOptions } from "../api/serve.ts";
import { TOKEN } from "../config.ts";
import { HeadwaterError } from "../model/errors.ts";
import { complain, SOFTWARE, siteAddress, storeOption } from "./program.ts";

const MIB = 1 << 20;
export const PORT = "8080";
export const MAX_UPLOAD = "4096";

function whole(option: string, text: string, max: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= max) return number;
  throw new HeadwaterError("usage", `takes a whole number from 0 to ${max}`, { where: option });
}

interface Given {
  store: string;
  host: string;
  port: string;
  publicHost: string[];
  maxUpload: string;
}

export const optionsOf = (given: Given): ServeOptions => ({
  site: siteAddress(given.store),
  software: SOFTWARE,
  host: given.host,
  port: whole("--port", given.port, 65_535),
  publicHosts: given.publicHost,
  token: TOKEN,
  maxUploadBytes: whole("--max-upload", given.maxUpload, 1 << 20) * MIB,
});

/** Until the person or the system ends it; a second signal does so at once. */
export async function untilEnded(served: Served): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once("SIGINT", resolve);
  process.once("SIGTERM", resolve);
  await promise;
  complain("stopping");
  await served.close();
}

export const serveCommand = (): Command =>
  new Command("serve")
    .summary("answer over HTTP")
    .description(
      "Serves the API and the page. Listens on this machine only, unless --host says otherwise and HEADWATER_TOKEN is set.",
    )
    .option("--port <n>", "port; 0 picks a free one", PORT)
    .option("--host <host>", "address to listen on", "127.0.0.1")
    .option(
      "--public-host <name...>",
      "further names by which browsers ask, with port unless it is 80 or 443",
      [],
    )
    .option("--max-upload <MiB>", "largest file taken", MAX_UPLOAD)
    .addOption(storeOption())
    .action(async (given: Given) => {
      // Only this command and the demo pay for loading the server.
      const { serve } = await import("../api/serve.ts");
      const served = await serve(optionsOf(given));
      complain(`Headwater at ${served.url}`);
      await untilEnded(served);
    });
