/** Files in a container, and what keeps one of them from being read. Nothing is ever written under a member's name. */
import type { Limits } from "./limits.ts";
import type { Received } from "./web-member.ts";

export interface Refusal {
  /** Code of the reason. */
  reason: string;
  message: string;
  /** It may hold evidence that is not read now. */
  isLoss: boolean;
}

export interface Member {
  name: string;
  refused: Refusal | undefined;
  /** Its whole bytes, checked as far as the container allows. */
  open: () => AsyncIterable<Uint8Array>;
  /** By the word of a web archive. */
  received?: Received;
  /** What there is to say of it, though it is read: code and message. */
  flaws?: readonly Flaw[];
  /** It is no container, whatever it looks like. */
  isPlain?: true;
}

export type Flaw = readonly [code: string, message: string];

/** A container's own word on what it holds, held against what it holds. */
export interface Check {
  what: string;
  state: "matches" | "differs" | "not checked";
  message: string;
  /** What differs, by its name in the container. */
  differing: readonly { name: string; message: string }[];
}

/** A container of many members, on disk. */
export interface Layer {
  members: readonly Member[];
  /** How many records of a web archive are no members, by the reason. */
  left?: ReadonlyMap<string, number>;
  /** Reads all that it has digests of. */
  check?: (signal: AbortSignal | undefined) => Promise<Check[]>;
  close: () => Promise<void>;
}

export const loss = (reason: string, message: string): Refusal => ({
  reason,
  message,
  isLoss: true,
});

export const notAFile = (what: string): Refusal => ({
  reason: "no-file",
  message: `${what}: not read`,
  isLoss: false,
});

const CONTROL = /\p{Cc}/u;

/** Why a name is none that a member of an honest container has. */
function refusedName(name: string, { nameLength }: Limits): Refusal | undefined {
  if (name === "") return loss("bad-name", "it has no name");
  if (name.length > nameLength) {
    return loss("bad-name", `its name has more than ${nameLength} characters`);
  }
  if (CONTROL.test(name)) return loss("bad-name", "its name has control characters");
  if (/^(?:\/|[A-Za-z]:)/.test(name)) {
    return loss("bad-name", "its name is a whole path, which leads out of the container");
  }
  if (name.split("/").includes("..")) {
    return loss("bad-name", "its name leads out of the container with ..");
  }
  if (name.endsWith("/")) return loss("bad-name", "its name is a folder's, but it holds bytes");
  return undefined;
}

/** Adds members one by one, each name once; `onMember` may throw when they are too many. */
export function createMembers(limits: Limits, onMember: () => void) {
  const members: Member[] = [];
  const names = new Set<string>();
  return {
    members,
    add({ name, refused, open }: Member): void {
      onMember();
      // What is told and remembered of a name stays short.
      const told = name.slice(0, limits.nameLength).toWellFormed();
      const again = names.has(told)
        ? loss("same-name", "another member before it has its name, and stands for it")
        : undefined;
      names.add(told);
      members.push({ name: told, refused: refusedName(name, limits) ?? again ?? refused, open });
    },
  };
}
