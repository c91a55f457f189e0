/** A post of a board whose JSON is not 4chan's: what all such engines tell, made into claims. */
import type { Fact } from "../../model/claim.ts";
import { EXPORTED } from "../../model/exported.ts";
import type { Time } from "../../model/time.ts";
import { readingOf } from "../reading/collected-post.ts";
import type { Said } from "../reading/said.ts";
import type { Reading } from "../reading/told.ts";
import { readBoardPost, type SaidPost, threadTold } from "./board-post.ts";

export interface EnginePost extends SaidPost {
  /** When it was changed last by whoever may change posts. */
  edited: Said<Time> | undefined;
  /** When its thread was last lifted to the top. */
  bumped: Said<Time> | undefined;
  /** Whether the file holds all of the thread that it holds the opening post of. */
  whole: boolean;
}

export function readEnginePost(said: EnginePost): Reading {
  const { edited, bumped, whole, no } = said;
  const read = readBoardPost(said);
  const { post, thread, isOpening } = read;
  if (edited) {
    const { value, at } = edited;
    post.facts.push({ fact: "time", item: post.key, kind: "edited", ...value, at });
  }
  const { told, warnings } = readingOf(post);
  if (!isOpening || thread === undefined) return { told, warnings };
  const ofThread = threadTold(thread, read, said);
  const facts: Fact[] = ofThread.facts.filter(
    (fact) => fact.fact !== "time" || fact.kind === "published",
  );
  const remark = { fact: "remark", subject: thread } as const;
  if (bumped) {
    const { value: time, at } = bumped;
    facts.push({ ...remark, kind: "event", relation: "last bumped", time, at });
  }
  if (whole) facts.push({ ...remark, kind: "attribute", relation: EXPORTED, at: no.at });
  return { told: [...told, { ...ofThread, facts }], warnings };
}
