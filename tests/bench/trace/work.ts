import { ARRIVALS } from "./arrivals-work.ts";
import type { WorkItem } from "./bench.ts";
import { QUESTIONS } from "./questions-work.ts";
import { REMOVALS } from "./removals-work.ts";
import { BUILDING, PAIR_OVER_STORE } from "./store-work.ts";

/** In the order of the page. */
export const WORK: readonly WorkItem[] = [ARRIVALS, QUESTIONS, REMOVALS, PAIR_OVER_STORE, BUILDING];
