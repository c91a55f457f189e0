/** Guilds and channels are known by numbers: coverage says what the evidence calls them too. */
import { expect, it } from "vitest";
import { tellShow } from "../../src/export/tell-show.ts";
import type { ImportSite } from "../../src/ingest/import-file.ts";
import { quotesFrom } from "../../src/ingest/quotes.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { show } from "../../src/trace/show.ts";
import { inSite, load } from "./sites.ts";

const inGuild = (id: string, guild: string) =>
  JSON.stringify({
    guild: { id: "900000000000000001", name: guild },
    channel: { id: "700000000000000002", type: "GuildTextChat", name: "general" },
    messages: [
      {
        ...{ id, type: "Default", timestamp: "2023-01-17T19:33:19.087+00:00", content: "closed" },
        author: { id: "800000000000000001", name: "ann", isBot: false },
      },
    ],
  });
const inChannel = (name: string, type: string) =>
  JSON.stringify({
    ...{ name, type, id: 1445566778 },
    messages: [{ id: 41, type: "message", date_unixtime: "1710061200", text: "closed" }],
  });

async function shownIn(site: ImportSite, of: string) {
  const loaded = await Loaded.from(site.store);
  return await show(loaded, of, quotesFrom(site.folder, loaded.evidence), "test");
}

it.each([
  [["Dam Busters"], "Dam Busters"],
  [["Dam Watchers", "Dam Busters", "Dam Busters"], "Dam Busters / Dam Watchers"],
])("a guild that files call %j", async (names, title) => {
  await inSite(async (site) => {
    for (const [index, name] of names.entries()) {
      const got = await load(site, inGuild(`106499082430500044${index}`, name));
      expect(got).toMatchObject({ importer: "discord-export", report: { imported: 1 } });
    }
    const answer = await shownIn(site, "discord:900000000000000001/700000000000000002");
    expect(answer.coverage).toMatchObject([{ platform: "discord/900000000000000001", title }]);
    expect(tellShow(answer)).toContain(`- discord/900000000000000001 (${title}): `);
  });
});

it("a channel of Telegram, with nothing that leads to private people where it is told", async () => {
  await inSite(async (site) => {
    const name = "Valley Watch, write to jane.doe@mail.example";
    await load(site, inChannel(name, "private_channel"));
    const answer = await shownIn(site, "telegram:1445566778/41");
    expect(answer.coverage).toMatchObject([{ platform: "telegram/1445566778", title: name }]);
    expect(tellShow(answer)).toContain(
      "- telegram/1445566778 (Valley Watch, write to [e-mail address]): ",
    );
  });
});

it("no platform that has a name of its own", async () => {
  await inSite(async (site) => {
    await load(
      site,
      JSON.stringify({
        posts: [
          {
            no: 7,
            resto: 0,
            time: 1494009300,
            now: "05/05/17(Fri)14:35:00",
            board: "mill",
            com: "closed",
          },
        ],
      }),
    );
    const { coverage } = await shownIn(site, "4chan:mill/7");
    expect(coverage).toMatchObject([{ platform: "4chan/mill" }]);
    expect(coverage[0]).not.toHaveProperty("title");
  });
});
