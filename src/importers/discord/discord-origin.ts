/** Which channel an export is of where the file does not say: by its manifest, and by files in it. */
import type { Manifest } from "../../model/evidence.ts";
import { findKey, keyOfUrl } from "../../model/key.ts";
import type { Channel } from "./discord-channel.ts";

/** The channel of a guild, or of direct messages (`@me`). */
export function channelOf(guild: string, id: string): Channel | undefined {
  const key = findKey(`discord:${guild}/${id}`);
  return key === undefined ? undefined : { guild, id, key, platform: `discord/${guild}` };
}

/** The channel whose address or key is the manifest's origin. */
export function channelOfOrigin(manifest: Manifest | null): Channel | undefined {
  const origin = manifest?.origin.trim() ?? "";
  const key = (URL.canParse(origin) ? keyOfUrl(origin) : undefined) ?? findKey(origin) ?? "";
  const [, guild, id] = /^discord:(\d{1,20}|@me)\/(\d{1,20})$/.exec(key) ?? [];
  return guild === undefined || id === undefined ? undefined : channelOf(guild, id);
}

/** What the path of an attached file on Discord's servers says. */
interface CdnPath {
  channelId: string;
  name: string;
}

const CDN =
  /^https?:\/\/(?:cdn\.discordapp\.com|media\.discordapp\.net)\/attachments\/(\d{1,20})\/\d{1,20}\/([^/?#]{1,512})/i;

export function findCdnPath(url: string): CdnPath | undefined {
  const [, channelId, name] = CDN.exec(url) ?? [];
  return channelId === undefined || name === undefined ? undefined : { channelId, name };
}
