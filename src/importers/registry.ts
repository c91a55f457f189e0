/** All importers. Their order means nothing: several that recognise a file are for a person to choose from. */
import { archiveOrgItem } from "./archive-org-item.ts";
import { fourchanThread } from "./fourchan-thread.ts";
import type { Importer } from "./importer.ts";
import { statements } from "./statements.ts";
import { tweetsV1 } from "./tweets-v1.ts";

export const IMPORTERS: readonly Importer[] = [
  archiveOrgItem,
  fourchanThread,
  statements,
  tweetsV1,
];

/** Every importer that takes the file for its format, by its first bytes. */
export const recognise = (sample: Uint8Array, whole: boolean): Importer[] =>
  IMPORTERS.filter((importer) => importer.detects(sample, whole));
