import { expect, test } from "vitest";
import type { Claim, RemarkFact } from "../../src/model/claim.ts";
import { parseKey } from "../../src/model/key.ts";
import { CitationList } from "../../src/trace/citations.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { remarksOn } from "../../src/trace/remarks.ts";
import { ClaimsReader, store } from "./claims-reader.ts";

const POST = parseKey("4chan:pol/1");

async function cautionOn(said: Partial<RemarkFact>): Promise<string | null | undefined> {
  const flag: RemarkFact = {
    fact: "remark",
    kind: "attribute",
    subject: POST,
    relation: "flag",
    value: "Utopia",
    ...said,
  };
  const claim: Claim = {
    place: { bytes: [0, 1], record: 1, as: "json" },
    basis: "recorded",
    facts: [flag],
  };
  const claims = store(`sha256:${"a".repeat(64)}`, [claim]);
  const loaded = await Loaded.from(new ClaimsReader(claims));
  const [remark] = remarksOn(loaded, new Set([POST]), undefined, new CitationList(loaded));
  return remark?.caution;
}

test("a flag that the platform shows is said to be easily faked; one that the poster picked is not", async () => {
  expect(await cautionOn({})).toContain("from an IP address; easily faked");
  expect(await cautionOn({ object: "picked by the poster" })).toBeNull();
  expect(await cautionOn({ relation: "mood" })).toBeNull();
});
