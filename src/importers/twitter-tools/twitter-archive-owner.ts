/**
 * Whose account archive it is and when it was made, as account.js and manifest.js beside the tweets
 * say. Documented in the archive's own README and "Your archive.html".
 */
import type { Manifest } from "../../model/evidence.ts";
import { handleOfKey, keyOfUrl } from "../../model/key.ts";
import { parseTime, TimeFormatError } from "../../model/time.ts";
import { findUtf8 } from "../reading/bytes.ts";
import { type Fields, findFields, findText, isFields, listOf } from "../reading/records.ts";
import { accountOf, type SaidAccount } from "../twitter/tweet-said.ts";

export interface ArchiveOwner {
  account: SaidAccount;
  /** Only whoever handed in the file says so. */
  reported: boolean;
}

const COMPANION = /^(?:account|manifest)\.js$/;

/** account.js and manifest.js in the folder of that file. */
export function archiveCompanions(name: string, names: readonly string[]): string[] {
  const folder = name.slice(0, name.lastIndexOf("/") + 1);
  return names.filter((one) => one.startsWith(folder) && COMPANION.test(one.slice(folder.length)));
}

/** What a script assigns to a name. */
function assignedIn(bytes: Uint8Array | undefined): unknown {
  const text = bytes && findUtf8(bytes);
  const json = text && /^\uFEFF?\s*window\.[\w.]+\s*=([\s\S]*)$/.exec(text)?.[1];
  if (!json) return undefined;
  try {
    return JSON.parse(json.trimEnd().replace(/;$/, ""));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type Companions = ReadonlyMap<string, Uint8Array>;

function companion(companions: Companions, file: string): unknown {
  for (const [name, bytes] of companions) {
    if (name === file || name.endsWith(`/${file}`)) return assignedIn(bytes);
  }
  return undefined;
}

/** The tweet itself stands for the place, since the account is named outside of the file. */
const PLACE = "";

function accountIn(fields: Fields | undefined, names: readonly [string, string, string]) {
  const [id, handle, name] = names.map((key) => {
    const value = findText(fields?.[key]);
    return value === undefined ? undefined : { value, at: PLACE };
  });
  return accountOf({ id, handle, name });
}

function ownerBeside(companions: Companions): SaidAccount | undefined {
  const [first] = listOf(companion(companions, "account.js"));
  const own = isFields(first) ? findFields(first["account"]) : undefined;
  const info = findFields(findFields(companion(companions, "manifest.js"))?.["userInfo"]);
  return (
    accountIn(own, ["accountId", "username", "accountDisplayName"]) ??
    accountIn(info, ["accountId", "userName", "displayName"])
  );
}

/** From the files beside it, else from a manifest whose origin is a profile's address. */
export function findOwner(companions: Companions, manifest: Manifest | null) {
  const beside = ownerBeside(companions);
  if (beside) return { account: beside, reported: false };
  const profile = manifest === null ? undefined : keyOfUrl(manifest.origin);
  const handle = profile?.startsWith("twitter:") ? handleOfKey(profile) : undefined;
  const account = handle && accountOf({ handle: { value: handle, at: PLACE } });
  return account ? { account, reported: true } : undefined;
}

/** When the archive was made, in UTC milliseconds. */
export function findMadeBy(companions: Companions): number | undefined {
  const info = findFields(findFields(companion(companions, "manifest.js"))?.["archiveInfo"]);
  const written = findText(info?.["generationDate"]);
  if (written === undefined) return undefined;
  try {
    return parseTime(written).latest ?? undefined;
  } catch (error) {
    if (error instanceof TimeFormatError) return undefined;
    throw error;
  }
}
