/** What fails while a file is read and nobody foresaw: it costs that file, or that file in a container, and no other. */
import { HeadwaterError, ImportError } from "../model/errors.ts";

/** The machine's errors are no fault of a file, such as a disk that is full. */
const isOfMachine = (cause: unknown): boolean => cause instanceof Error && "syscall" in cause;

/** The same where it is foreseen, or the work was called off. */
export function asFailure(cause: unknown, signal: AbortSignal | undefined): unknown {
  if (cause instanceof HeadwaterError || isOfMachine(cause) || signal?.aborted) return cause;
  const said = String(cause).slice(0, 200);
  const message = `reading it failed in a way that Headwater does not foresee (${said}), so nothing of it is read: please report this`;
  return new ImportError("unreadable", message, { cause });
}

/** @throws ImportError in place of what is not foreseen */
export async function foreseen<T>(
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw asFailure(cause, signal);
  }
}
