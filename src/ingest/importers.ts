/** Which formats are read, and how a file is kept that none of them reads. */
import { IMPORTERS } from "../importers/registry.ts";
import type { ImportersAnswer } from "../model/report.ts";
import { AS_FILE } from "./import-file.ts";

const KEPT_AS_FILE = {
  id: AS_FILE,
  version: 1,
  label: "Any file",
  reads:
    "Nothing: the file is kept as evidence for statements to cite (needs a manifest or --as file).",
};

export const listImporters = (): ImportersAnswer => ({
  kind: "importers",
  importers: [...IMPORTERS, KEPT_AS_FILE].map(({ id, version, label, reads }) => ({
    id,
    version,
    label,
    reads,
  })),
});
