/** What a web archive says of a file in it, told as a manifest would: from where, and by when it was there. */
import { collectedBy } from "../importers/reading/records.ts";
import type { Diagnostic } from "../model/errors.ts";
import { type Manifest, manifestSchema } from "../model/evidence.ts";
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
