/** Slices of the decoded parts of MHTML files, to which a place's last step leads. */
import { MHTML_STEP, openMhtmlPart } from "../importers/pages/mhtml-parts.ts";
import { ImportError } from "../model/errors.ts";

/** Bytes of the file, or the member of a container, that the steps before lead to. */
type ReadWhole = (path: readonly string[]) => Promise<Uint8Array | undefined>;

interface LastPart {
  name: string;
  part: WeakRef<Uint8Array>;
}

/**
 * A reader that remembers the part that it opened last. Undefined where the path leads to no such
 * part: a container may hold a file of such a name.
 */
export function mhtmlSlices() {
  let last: LastPart | undefined;

  async function partAt(file: string, path: readonly string[], readWhole: ReadWhole) {
    const name = [file, ...path].join("\0");
    const known = last?.name === name ? last.part.deref() : undefined;
    if (known) return known;
    try {
      const whole = await readWhole(path.slice(0, -1));
      if (whole === undefined) return undefined;
      const part = openMhtmlPart(whole, path.at(-1) ?? "");
      last = { name, part: new WeakRef(part) };
      return part;
    } catch (error) {
      if (error instanceof ImportError) return undefined;
      throw error;
    }
  }

  return async (
    file: string,
    path: readonly string[],
    [from, to]: readonly [number, number],
    readWhole: ReadWhole,
  ): Promise<Uint8Array | undefined> => {
    if (!MHTML_STEP.test(path.at(-1) ?? "")) return undefined;
    const part = await partAt(file, path, readWhole);
    return part === undefined || part.length < to ? undefined : part.subarray(from, to);
  };
}
