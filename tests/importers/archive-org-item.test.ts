/** Items of archive.org: a zone that is given with the file. */
import { expect, it } from "vitest";
import { archiveOrgItem } from "../../src/importers/archive-org/archive-org-item.ts";
import { contextFrom } from "../../src/importers/importer.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

it("reads its dates in the zone that is given with it", async () => {
  const bytes = utf8(
    '{"metadata":{"identifier":"Invented_2017","mediatype":"texts","publicdate":"2017-05-05 18:35:02"}}',
  );
  const given = { zone: { name: "+02:00", reason: "granted" } } as const;
  const [record] = await collect(
    archiveOrgItem.parse(inChunks(bytes, 4099), contextFrom(null, given)),
  );
  const facts = record?.claims.flatMap((claim) => claim.facts) ?? [];
  const times = facts.flatMap((fact) => (fact.fact === "time" ? [fact] : []));
  expect(times.map(({ earliest, zone }) => [earliest, zone])).toEqual([
    [Date.parse("2017-05-05T16:35:02Z"), given.zone],
  ]);
});
