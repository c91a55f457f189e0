/**
 * The public name of the one chat that was exported. tdesktop does not write it, and links to the chat
 * bear it: it is the manifest's origin, and what rests on it is *reported* by whoever wrote that.
 */
import type { Claim } from "../../model/claim.ts";
import type { Manifest } from "../../model/evidence.ts";
import { findKey, type Key, keyOfUrl, parseKey } from "../../model/key.ts";
import type { JsonRecord } from "../reading/json-record.ts";
import type { Reading } from "../reading/told.ts";
import type { Chat } from "./telegram-export-chat.ts";
import { chatNameFacts, messageNameFact } from "./telegram-message.ts";
import { accountOf, chatKey } from "./telegram-peer.ts";

/** Of a public channel or group, whose messages are numbered once for all. */
export const hasPublicName = ({ type, peer }: Chat): boolean =>
  type.startsWith("public_") && peer.kind === "channel";

/** The handle of the chat whose address or key is the manifest's origin. */
export function handleOfOrigin(manifest: Manifest | null): Key | undefined {
  const origin = manifest?.origin.trim() ?? "";
  const key = (URL.canParse(origin) ? keyOfUrl(origin) : undefined) ?? findKey(origin) ?? "";
  return /^telegram:@[a-z]\w{3,31}$/.test(key) ? parseKey(key) : undefined;
}

const BY_MANIFEST = { basis: "reported", source: { name: "manifest of the file" } } as const;

/** The message by the chat's name leads to that by its id. */
export function withName(reading: Reading, { peer }: Chat, handle: Key): Reading {
  const subject = reading.told[0]?.subject;
  if (subject === undefined) return reading;
  const facts = [messageNameFact(peer, handle, subject, "/id")];
  return { ...reading, told: [...reading.told, { subject, ...BY_MANIFEST, facts }] };
}

/** The chat and its account under that name, at the place of its id. */
export function nameClaim(
  { peer }: Chat,
  id: JsonRecord,
  record: number,
  handle: Key,
  shownBy: number | undefined,
): Claim {
  const account = { fact: "account", account: accountOf(peer), platform: "telegram" } as const;
  return {
    subject: chatKey(peer),
    place: { bytes: id.bytes, record, as: "json" },
    ...BY_MANIFEST,
    ...(shownBy === undefined ? {} : { shownBy }),
    facts: [...chatNameFacts(peer, handle, ""), { ...account, handle, at: "" }],
  };
}
