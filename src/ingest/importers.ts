/** Which formats are read, and how a file is kept that none of them reads. */
import { IMPORTERS } from "../importers/registry.ts";
import type { ImportersAnswer } from "../model/report.ts";
import { CONTAINER, containerImporter } from "./plan.ts";
import { AS_FILE } from "./recognise.ts";

const OTHERS = [
  {
    id: AS_FILE,
    version: 1,
    label: "Any file",
    reads:
      "Nothing: the file is kept as evidence for statements to cite (needs a manifest or --as file).",
    example: "a screenshot beside its screenshot.png.manifest.json",
    checkedAgainst: null,
  },
  {
    id: CONTAINER,
    version: containerImporter().version,
    label: "Containers",
    reads:
      "zip, tar, gzip, Zstandard and web archives (WARC, WACZ, HAR), and those within one another: each file in them by its own importer.",
    example: "an archive from a collection tool; posts.ndjson.zst; crawl.warc.gz",
    checkedAgainst: "real files",
  },
] as const;

export const listImporters = (): ImportersAnswer => ({
  kind: "importers",
  importers: [
    ...IMPORTERS.map(({ id, version, label, reads, example, checkedAgainst }) => ({
      id,
      version,
      label,
      reads,
      example,
      checkedAgainst,
    })),
    ...OTHERS,
  ],
});
