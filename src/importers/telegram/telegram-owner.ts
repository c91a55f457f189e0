/**
 * Whose numbers the messages of private chats and basic groups bear. Each account numbers them for
 * itself, so that their keys name the account; without it they have none. The file shows it, or its
 * manifest says it: its origin is then the account that exported or collected it. Where these do
 * not agree it is not known whose numbers they are.
 */
import type { Manifest } from "../../model/evidence.ts";
import { findKey } from "../../model/key.ts";
import type { Skip } from "../reading/told.ts";
import { isNumberedByAccount, type Peer } from "./telegram-peer.ts";

const EACH = "each account numbers the messages of private chats and basic groups for itself";

const UNKNOWN: Skip = {
  skip: "no-owner",
  why: `${EACH}, and the beginning of the file does not show which did: give the account that exported it as the manifest's origin, such as telegram:id/user-123`,
};

const IN_DOUBT: Skip = {
  skip: "owner-in-doubt",
  why: `${EACH}, and the file and its manifest do not agree which exported it`,
};

const ACCOUNT = /^telegram:id\/user-(\d+)$/;

/** @returns the chat with its owner where it needs one, or why its messages have no key */
export type Numbering = (chat: Peer) => Peer | Skip;

export function createOwner(manifest: Manifest | null) {
  let owner = ACCOUNT.exec(findKey(manifest?.origin.trim() ?? "") ?? "")?.[1];
  let isInDoubt = false;

  return {
    /** That the user of that id, as something in the file shows, is the account that made it. */
    show(id: string): void {
      owner ??= id;
      if (owner !== id) isInDoubt = true;
    },
    /** That he is somebody else. */
    deny(id: string): void {
      if (owner === id) isInDoubt = true;
    },
    numbering(chat: Peer): Peer | Skip {
      if (!isNumberedByAccount(chat)) return chat;
      if (isInDoubt) return IN_DOUBT;
      return owner === undefined ? UNKNOWN : { ...chat, owner };
    },
  };
}

export type Owner = ReturnType<typeof createOwner>;

/** Bytes of the beginning of a file in which its owner is looked for before its messages are read. */
export const LOOK_AHEAD_BYTES = 8 * 1024 * 1024;
