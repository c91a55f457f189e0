/** Whose index of captures a file is. */
import type { Claim } from "../../model/claim.ts";
import type { Manifest } from "../../model/evidence.ts";
import { isArchiveTodayHost } from "../pages/page-copy.ts";

export interface CaptureIndex {
  /** Whether its captures are copies that the Wayback Machine shows. */
  isWayback: boolean;
  /** What is told by it has this basis, and this source. */
  said: Pick<Claim, "basis" | "source">;
}

/** Files at archive.org itself are whatever somebody uploaded. */
const WAYBACK_HOST = /^(?:web|wayback)\.archive\.org$/;
/** Where it answers of itself; elsewhere it shows copies, which may be of a list that anybody wrote. */
const WAYBACK_ANSWERS = /^\/(?:cdx(?:\/|$)|web\/timemap\/)/;

function isAnswer(origin: string, isHost: (host: string) => boolean, paths: RegExp): boolean {
  const url = URL.parse(origin);
  return url !== null && isHost(url.hostname) && paths.test(url.pathname);
}

export const isWaybackOrigin = (origin: string): boolean =>
  isAnswer(origin, (host) => WAYBACK_HOST.test(host), WAYBACK_ANSWERS);

export const isTimemapOfArchiveToday = (origin: string): boolean =>
  isAnswer(origin, isArchiveTodayHost, /^\/timemap\//);

/**
 * Every web archive writes the same lines, and so does anybody who records pages at home: whose they are,
 * only the manifest says. Of the Wayback Machine each line is one of its copies. Elsewhere a line names a
 * place in a WARC that nobody can look into by an address: so it tells of the original alone, and is no
 * more than reported, since anybody can run such an archive.
 */
export function captureIndexOf(manifest: Manifest | null): CaptureIndex {
  const origin = manifest?.origin ?? "";
  if (isWaybackOrigin(origin)) return { isWayback: true, said: { basis: "recorded" } };
  const host = URL.parse(origin)?.hostname ?? "";
  const whose = host === "" ? "an archive that is not named" : host;
  const source = { name: `the index of captures of ${whose}` };
  return { isWayback: false, said: { basis: "reported", source } };
}
