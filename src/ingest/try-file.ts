/** What an import would come to; nothing is written, but what containers within containers unpack to in the system's temporary folder, for as long as they are read. */
import type { FileOutcome } from "../model/report.ts";
import { type Received, receiveForNow, receiveInPlace, withReceived } from "./received.ts";
import { type DrySite, formerOf, type ImportChoices, outcome, readWork, withWork } from "./work.ts";

const WOULD = {
  unchanged: "unchanged",
  amend: "would amend",
  replace: "would replace",
  import: "would import",
} as const;

async function tryReceived(
  site: DrySite,
  file: string,
  received: Received,
  choices: ImportChoices,
): Promise<FileOutcome> {
  return withWork(site, file, { received, folder: undefined }, choices, async (work) => {
    const former = await formerOf(site, choices, received, file);
    const { known, turn } = work;
    if (known && turn === "unchanged" && former === undefined) {
      return outcome(file, "unchanged", known, null);
    }
    const read = await readWork(work, { name: file, received }, async () => undefined, site);
    const status = former !== undefined && turn !== "amend" ? "would replace" : WOULD[turn];
    return outcome(file, status, read, null);
  });
}

export const tryFile = (
  site: DrySite,
  file: string,
  choices: ImportChoices = {},
): Promise<FileOutcome> =>
  withReceived(
    () => receiveInPlace(file),
    (received) => tryReceived(site, file, received, choices),
  );

/** Of bytes that come once. */
export const tryBytes = (
  site: DrySite,
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  choices: ImportChoices = {},
): Promise<FileOutcome> =>
  withReceived(
    () => receiveForNow(bytes),
    (received) => tryReceived(site, file, received, choices),
  );
