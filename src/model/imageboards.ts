/** Sites of boards that have no name of their own here: each by its hosts, of which the first names it. */
const IMAGEBOARDS: readonly (readonly [name: string, ...others: string[]])[] = [
  ["8chan.moe", "8chan.se"],
  ["bbw-chan.link", "bbw-chan.nl"],
  ["endchan.net", "endchan.org", "endchan.gg"],
  ["fatchan.org"],
  ["kohlchan.net"],
  ["lainchan.org"],
  ["leftypol.org"],
  ["wizchan.org"],
  ["zzzchan.xyz"],
];

const NAMES: ReadonlyMap<string, string> = new Map(
  IMAGEBOARDS.flatMap((hosts) => hosts.map((host) => [host, hosts[0]] as const)),
);

export const IMAGEBOARD_HOSTS: readonly string[] = [...NAMES.keys()];

/** Of hosts that are one site the one that names it; of any other host the host itself. */
export const imageboardOf = (host: string): string => NAMES.get(host) ?? host;

/** Archives of 4chan that run FoolFuuka. */
export const FOOLFUUKA_HOSTS: readonly string[] = [
  "archive.4plebs.org",
  "archived.moe",
  "desuarchive.org",
];
