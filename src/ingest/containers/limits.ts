/** How far evidence may unpack: what is beyond these is told, and not read. */
import { ImportError } from "../../model/errors.ts";

export interface Limits {
  /** Containers within one another. */
  depth: number;
  /** Files in a container, those of its own containers too. */
  members: number;
  /** Of a member's name in a container, in UTF-16 units. */
  nameLength: number;
  /** All that a file unpacks to, in bytes. */
  unpacked: number;
  /** Unpacked bytes for one packed, where a file unpacks to more than `free`. */
  ratio: number;
  free: number;
}

export const LIMITS: Limits = {
  depth: 4,
  members: 100_000,
  nameLength: 1_000,
  unpacked: 64 * 2 ** 30,
  ratio: 250,
  free: 64 * 2 ** 20,
};

/** What hinders a container, or a member of it, from being read. */
export class UnpackError extends ImportError {
  readonly reason: string;

  constructor(reason: string, message: string, cause?: unknown) {
    super("bad-structure", message, cause === undefined ? {} : { cause });
    this.name = "UnpackError";
    this.reason = reason;
  }
}

/** What one file has unpacked to so far, its containers' containers too. */
export function createBudget(size: number, { members, unpacked, ratio, free }: Limits) {
  const most = Math.min(unpacked, Math.max(free, size * ratio));
  let spent = 0;
  let listed = 0;
  return {
    /** One more that is listed. @throws UnpackError when there are too many */
    member(): void {
      listed += 1;
      if (listed <= members) return;
      throw new UnpackError(
        "too-many-members",
        `the file holds more than ${members} files, those of containers in it too: unpack it yourself, and import its folder`,
      );
    },
    /** The bytes, which may be read again: only what was never reached before counts. */
    metered(open: () => AsyncIterable<Uint8Array>): () => AsyncIterable<Uint8Array> {
      let reached = 0;
      return async function* metered() {
        let position = 0;
        for await (const chunk of open()) {
          position += chunk.length;
          const isNew = position > reached;
          if (isNew) {
            spent += position - reached;
            reached = position;
          }
          if (isNew && spent > most) {
            throw new UnpackError(
              "unpacks-too-far",
              `the file unpacks to more than ${most} bytes, which Headwater takes for an attack: unpack it yourself if you trust it, and import what is in it`,
            );
          }
          yield chunk;
        }
      };
    },
  };
}
