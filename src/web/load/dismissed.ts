/** Ended jobs that a person wants to see no more, in this browser. */
import { useState } from "react";
import { z } from "zod";

const KEY = "headwater:dismissed";
const idsSchema = z.array(z.string());

/** More than a server tells of; what is older it has forgotten itself. */
const MOST = 1000;

/** Storage may be forbidden, or hold what somebody else wrote. */
function keptIds(): readonly string[] {
  try {
    return idsSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
}

function keepIds(ids: readonly string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // Then they stay away as long as the view.
  }
}

export function useDismissed(): [
  ids: ReadonlySet<string>,
  dismiss: (ids: readonly string[]) => void,
] {
  const [ids, setIds] = useState(keptIds);
  const dismiss = (more: readonly string[]) => {
    // Another tab may have dismissed others since.
    const all = [...new Set([...keptIds(), ...ids, ...more])].slice(-MOST);
    keepIds(all);
    setIds(all);
  };
  return [new Set(ids), dismiss];
}
