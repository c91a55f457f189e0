/**
 * The answer that is open: its sources by number, what is selected in it, and which of its claims
 * the evidence drawer shows. Words, timeline and graph of one answer share these.
 */
import { createContext, type ReactNode, use, useMemo, useState } from "react";
import type { Citation, Hop } from "../../model/answer.ts";
import type { Basis } from "../../model/basis.ts";
import type { Key } from "../../model/key.ts";

/** A contradiction as every answer tells it. */
export interface Contradiction {
  name: string;
  says: string;
  sides: readonly { says: string; sources: readonly string[]; claims: readonly string[] }[];
}

/** What the drawer is opened on: a hop of a path, or sources by number. */
export type Opened =
  | { on: "hop"; hops: readonly Hop[]; index: number }
  | { on: "sources"; numbers: readonly number[] };

/** Which claims count for an answer. */
export interface Counting {
  /** Weakest basis. */
  basis: Basis;
  /** Hashes of the files taken as never seen. */
  withoutEvidence: readonly string[];
}

export interface OpenAnswer {
  citations: ReadonlyMap<number, Citation>;
  /** Null where the answer tells of none, whether there are any or not. */
  disputes: readonly Contradiction[] | null;
  /** Null where all count. */
  counting: Counting | null;
  /** Whether its sources are listed on the page, so that their numbers lead there. */
  listed: boolean;
  /** The item that words, timeline and graph all show as selected. */
  selected: Key | null;
  select: (key: Key | null) => void;
  opened: Opened | null;
  open: (what: Opened | null) => void;
}

const OpenAnswerContext = createContext<OpenAnswer | null>(null);

/** @throws Error outside an answer */
export function useOpenAnswer(): OpenAnswer {
  const open = use(OpenAnswerContext);
  if (open === null) throw new Error("this stands inside an answer");
  return open;
}

interface ProviderProps {
  citations: readonly Citation[];
  disputes: readonly Contradiction[] | null;
  counting?: Counting | null;
  listed?: boolean;
  children: ReactNode;
}

export function OpenAnswerProvider({
  citations,
  disputes,
  counting = null,
  listed = false,
  children,
}: ProviderProps) {
  const [selected, select] = useState<Key | null>(null);
  const [opened, open] = useState<Opened | null>(null);
  const byNumber = useMemo(() => new Map(citations.map((one) => [one.number, one])), [citations]);
  const value = useMemo(
    () => ({
      ...{ citations: byNumber, disputes, counting, listed },
      ...{ selected, select, opened, open },
    }),
    [byNumber, disputes, counting, listed, selected, opened],
  );
  return <OpenAnswerContext value={value}>{children}</OpenAnswerContext>;
}
