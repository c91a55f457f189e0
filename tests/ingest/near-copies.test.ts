/** Near copies over a store: what evidence is kept as, and taken back, is what is compared. */
import { expect, test } from "vitest";
import { retractEvidence } from "../../src/ingest/custody.ts";
import type { ImportSite } from "../../src/ingest/import-file.ts";
import type { Manifest } from "../../src/model/evidence.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { inSite, load } from "./sites.ts";

const TEXT =
  "These words were put on one board and then on another by whoever it was that had them";
const manifest: Manifest = {
  origin: "https://boards.4chan.org/pol/",
  collected: null,
  collectedBy: null,
  kind: "original",
};

const thread = (no: number, com: string): string =>
  JSON.stringify({
    posts: [
      {
        no,
        now: "05/05/17(Fri)14:35:00",
        name: "Anonymous",
        time: 1_494_009_300 + no,
        resto: 0,
        com,
      },
    ],
  });

async function alikeIn({ store }: ImportSite): Promise<string[][]> {
  const { nodes, nearCopies } = await (await Loaded.from(store)).view("inferred");
  return nearCopies.sets.map((set) => set.map((node) => nodes[node]?.key ?? ""));
}

test("a file of which only the hash is kept has no text and so no near copy", () =>
  inSite(async (site) => {
    await load(site, thread(1, TEXT), { manifest });
    await load(site, thread(2, TEXT), { manifest, hashOnly: true });
    expect(await alikeIn(site)).toEqual([]);
    await load(site, thread(2, TEXT), { manifest });
    expect(await alikeIn(site)).toEqual([["4chan:pol/1", "4chan:pol/2"]]);
  }));

test("a file that is taken back leaves what the others give", () =>
  inSite(async (site) => {
    await load(site, thread(1, TEXT), { manifest });
    const { hash } = await load(site, thread(2, `${TEXT} again`), { manifest });
    await load(site, thread(3, TEXT), { manifest });
    expect((await alikeIn(site)).flat()).toContain("4chan:pol/2");
    if (hash === null) throw new Error("nothing was imported");
    await retractEvidence(site, hash, undefined);
    expect(await alikeIn(site)).toEqual([["4chan:pol/1", "4chan:pol/3"]]);
  }));
