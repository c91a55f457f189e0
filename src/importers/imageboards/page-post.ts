/** A post on a saved page of a board, with what the page says of its thread. */
import { EXPORTED } from "../../model/exported.ts";
import type { Key } from "../../model/key.ts";
import { readingOf } from "../reading/collected-post.ts";
import type { HtmlElement } from "../reading/html.ts";
import { placeOfElement } from "../reading/html-place.ts";
import type { Reading } from "../reading/told.ts";
import { readBoardPost, type SaidPost, threadTold } from "./board-post.ts";

const CUT = "the page shows only the beginning of the words, which are left out";

/** `cut` is what says that the words are shown in part, `whole` the thread of which the page shows all. */
export function readPagePost(
  said: SaidPost,
  cut: HtmlElement | undefined,
  whole: Key | undefined,
): Reading {
  const read = readBoardPost(said);
  if (cut) read.post.warnings.push(["text-cut", CUT, placeOfElement(cut)]);
  const { told, warnings } = readingOf(read.post);
  if (!read.isOpening || read.thread === undefined) return { told, warnings };
  const ofThread = threadTold(read.thread, read, said);
  const remark = { fact: "remark", kind: "attribute", subject: read.thread } as const;
  const exported = read.thread === whole ? [{ ...remark, relation: EXPORTED, at: said.no.at }] : [];
  return { told: [...told, { ...ofThread, facts: [...ofThread.facts, ...exported] }], warnings };
}
