/** What a web archive says of a file in it: from where, and by when it was there. It is the word of whoever made the archive. */
import type { Importer } from "../importers/importer.ts";
import { collectedBy } from "../importers/reading/records.ts";
import type { Claim } from "../model/claim.ts";
import type { Diagnostic } from "../model/errors.ts";
import { type Hash, type Manifest, manifestSchema } from "../model/evidence.ts";
import type { Flaw } from "./containers/members.ts";
import type { Received } from "./containers/web-member.ts";

const LATER =
  "the archive says that it was saved later than the manifest says that the file was collected: the manifest holds";

const warningOf = ([code, message]: Flaw): Diagnostic => ({
  code,
  severity: "warning",
  place: "the record",
  message,
});

/**
 * The archive's word on the one file goes before what the manifest says of the whole, of which all else
 * holds for the file too; but nothing in it was there for the first time after it was collected.
 */
export function asReceived(
  manifest: Manifest | null,
  received: Received | undefined,
  flaws: readonly Flaw[],
): { manifest: Manifest | null; warnings: Diagnostic[] } {
  const warnings = flaws.map(warningOf);
  if (received === undefined) return { manifest, warnings };
  const own = { ...manifest, origin: received.url, collected: received.at };
  const said = manifestSchema.parse(own);
  const [whole, at] = [collectedBy(manifest), collectedBy(said)];
  if (at !== undefined && (whole === undefined || at <= whole)) return { manifest: said, warnings };
  if (at !== undefined) warnings.push(warningOf(["captured-later", LATER]));
  return { manifest: { ...said, collected: manifest?.collected ?? null }, warnings };
}

/**
 * Who alone says where a file in a web archive is from, where what it tells goes by that: anybody can
 * write an archive. Undefined where the manifest of the whole says who collected it, and so vouches for it.
 */
export function archiveTelling(
  { authored, recordedByOrigin }: Importer,
  { hash, manifest }: { hash: Hash; manifest: Manifest | null },
): string | undefined {
  const goesByOrigin = authored === true || recordedByOrigin === true;
  if (!goesByOrigin || (manifest !== null && manifest.collectedBy !== null)) return undefined;
  return `the web archive ${hash.slice(0, "sha256:".length + 12)}`;
}

export const ARCHIVE_UNPROVEN: Diagnostic = {
  code: "archive-unproven",
  severity: "warning",
  place: "the record",
  message:
    "only the web archive says where this is from, so that what it tells is reported: a manifest of the whole file that says who collected it (collectedBy) would bear it out",
};

/** What an address would make recorded, as the archive reports it, and shown by when that says. */
export function asArchiveTells(
  claim: Claim,
  archive: string,
  collected: number | undefined,
): Claim {
  const shown = claim.shownBy === undefined ? {} : { shownBy: collected ?? claim.shownBy };
  if (claim.basis !== "recorded") return { ...claim, ...shown };
  return { ...claim, ...shown, basis: "reported", source: { name: archive } };
}
