/** Ended jobs that a person wants to see no more, as long as this tab is open. */
import { useState } from "react";
import { z } from "zod";

const KEY = "headwater:dismissed";
const idsSchema = z.array(z.string());

/** Storage may be forbidden, or hold what somebody else wrote. */
function keptIds(): readonly string[] {
  try {
    return idsSchema.parse(JSON.parse(sessionStorage.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
}

function keepIds(ids: readonly string[]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // Then they stay away as long as the view.
  }
}

export function useDismissed(): [ids: ReadonlySet<string>, dismiss: (id: string) => void] {
  const [ids, setIds] = useState(keptIds);
  const dismiss = (id: string) => {
    const all = [...ids, id];
    keepIds(all);
    setIds(all);
  };
  return [new Set(ids), dismiss];
}
