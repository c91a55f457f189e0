/** The API answers the same, byte for byte, whichever store is behind it. */
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Served, serve } from "../../src/api/serve.ts";
import { runImport } from "../../src/cli/import.ts";
import { type SiteAddress, withSite } from "../../src/ingest/site.ts";
import { makeFolder, removeFolder, SEEDS } from "../cli/run.ts";
import { describeNeo4j, neo4jServer } from "../neo4j/connection.ts";
import { addressOf, emptyDatabase } from "../neo4j/fresh-store.ts";

const ASKED = [
  "/api/trace?from=case:macronleaks/emleaks&to=twitter:@wikileaks",
  "/api/trace?from=case:macronleaks/emleaks&to=twitter:@wikileaks&without=4chan/pol",
  "/api/trace?from=%22macron%22&to=twitter",
  "/api/first?of=archive.org:item/Macron_201705&of=case:macronleaks/emleaks",
  `/api/items/${encodeURIComponent("case:macronleaks/emleaks")}`,
  `/api/accounts/${encodeURIComponent("twitter:@wikileaks")}`,
  "/api/search?q=macron&limit=5",
  "/api/search?q=macron&limit=5&offset=5",
  "/api/neighbourhood?key=case:macronleaks/pol-thread",
  "/api/timeline",
  "/api/timeline?about=case:macronleaks/emleaks&about=twitter:@wikileaks&earliest=2017-05-05",
  "/api/findings",
  "/api/coverage",
  "/api/evidence",
  "/",
  "/?from=case:macronleaks/emleaks&to=twitter:@wikileaks",
];

describeNeo4j("the API on Neo4j", () => {
  let folder: string;
  let served: Served[] = [];

  beforeAll(async () => {
    folder = await makeFolder();
    await emptyDatabase(neo4jServer());
    const sites: SiteAddress[] = [
      { store: { kind: "sqlite", path: join(folder, "case.db") }, evidence: join(folder, "one") },
      { store: addressOf(neo4jServer()), evidence: join(folder, "two") },
    ];
    served = await Promise.all(
      sites.map(async (site) => {
        await withSite(site, (open) => runImport(open, [SEEDS], {}));
        return serve({
          site,
          software: "headwater",
          host: "127.0.0.1",
          port: 0,
          publicHosts: [],
          token: undefined,
          maxUploadBytes: 1_000_000,
          logger: pino({ level: "silent" }),
        });
      }),
    );
  });
  afterAll(async () => {
    await Promise.all(served.map((one) => one.close()));
    await removeFolder(folder);
  });

  const ask = async (path: string): Promise<string[]> =>
    Promise.all(
      served.map(async ({ url }) => {
        const answer = await fetch(new URL(path, url));
        return `${answer.status} ${await answer.text()}`;
      }),
    );

  it("gives the bytes that it gives on SQLite", async () => {
    for (const path of ASKED) {
      const [sqlite, neo4j] = await ask(path);
      expect(neo4j, path).toBe(sqlite);
      expect(sqlite, path).toMatch(/^(200|409) /);
    }
  });

  it("loads what is sent to it, as on SQLite", async () => {
    const statements =
      "kind,subject,relation,object,not_before,not_after,zone,as_written,value,unit,basis,dispute,source,source_url,source_date,via,quote,evidence\n" +
      "item,case:mill/notice,paste,pastebin,,,,,guest,,,,The Mill Gazette,,,,,\n";
    for (const { url } of served) {
      const sent = await fetch(new URL("/api/evidence?name=mill.csv", url), {
        method: "POST",
        headers: { "Content-Type": "application/octet-stream" },
        body: statements,
      });
      expect(sent.status).toBe(202);
      const job = new URL(`${sent.headers.get("Location")}/events`, url);
      expect(await (await fetch(job)).text()).toContain("imported");
    }
    const [sqlite, neo4j] = await ask(`/api/items/${encodeURIComponent("case:mill/notice")}`);
    expect(sqlite).toContain("200 ");
    expect(neo4j).toBe(sqlite);
  });
});
