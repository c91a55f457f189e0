/** What the API holds of what was typed so far, a moment after the last key. */
import { useEffect, useState } from "react";
import type { Completion } from "../../model/search-answer.ts";
import { ask } from "../site/api.ts";
import { COMPLETE } from "../site/endpoints.ts";

const PAUSE_MS = 120;
const LONGEST = 200;

export function useCompletions(typed: string): readonly Completion[] {
  const [found, setFound] = useState<readonly Completion[]>([]);
  const wanted = typed.trim().slice(0, LONGEST);
  useEffect(() => {
    if (wanted === "") {
      setFound([]);
      return;
    }
    const stop = new AbortController();
    const later = setTimeout(async () => {
      const outcome = await ask(COMPLETE, [["typed", wanted]], stop.signal);
      if (stop.signal.aborted) return;
      setFound(outcome.state === "answered" ? outcome.answer.completions : []);
    }, PAUSE_MS);
    return () => {
      clearTimeout(later);
      stop.abort();
    };
  }, [wanted]);
  return found;
}
