/** What platforms that are known by a number, guilds of Discord and channels of Telegram, are called in the evidence. */
import type { Snapshot } from "../graph/snapshot.ts";
import type { View } from "../graph/view.ts";

const MAX_TITLES = 3;

/** Names of guilds, as remarks on their channels. */
function* guildNames(remarks: Snapshot["remarks"]): Iterable<[string, string]> {
  for (const { fact } of remarks) {
    if (fact.kind !== "attribute" || fact.relation !== "guild" || !fact.value) continue;
    const guild = /^discord:(\d+)\//.exec(fact.subject)?.[1];
    if (guild !== undefined) yield [`discord/${guild}`, fact.value];
  }
}

/** Titles of channels, which are things themselves. */
function* channelTitles({ nodes }: View): Iterable<[string, string]> {
  for (const { key, title } of nodes) {
    const channel = title && /^telegram:(\d+)$/.exec(key)?.[1];
    if (title && channel) yield [`telegram/${channel}`, title];
  }
}

const cache = new WeakMap<View, ReadonlyMap<string, string>>();

/** By platform; of one that was called otherwise at other times all of these, up to three. */
export function platformTitles(view: View, { remarks }: Snapshot): ReadonlyMap<string, string> {
  const known = cache.get(view);
  if (known) return known;
  const titles = new Map<string, Set<string>>();
  for (const [platform, title] of [...guildNames(remarks), ...channelTitles(view)]) {
    titles.set(platform, (titles.get(platform) ?? new Set()).add(title));
  }
  const told = new Map(
    [...titles].map(([platform, all]) => [
      platform,
      [...all].sort().slice(0, MAX_TITLES).join(" / "),
    ]),
  );
  cache.set(view, told);
  return told;
}
