/** A post on a saved page of a board, with what the page says of its thread. */
import { EXPORTED } from "../../model/exported.ts";
import { type Key, keyOfUrl } from "../../model/key.ts";
import type { Time } from "../../model/time.ts";
import { readingOf } from "../reading/collected-post.ts";
import type { HtmlElement } from "../reading/html.ts";
import { placeOfElement } from "../reading/html-place.ts";
import type { Said } from "../reading/said.ts";
import type { Reading } from "../reading/told.ts";
import { type Board, findPostBeside, findPostKey } from "./board.ts";
import type { BoardPage } from "./board-page.ts";
import { type BoardWords, readBoardPost, type SaidPost, threadTold } from "./board-post.ts";

const POST_PATH = /^\/([a-z0-9_-]+)\/(?:res|thread|last)\/(\d+)/;

/** Of an address on the page's own site, whether or not links elsewhere are known to lead to its boards. */
function keyOfLink(link: string, board: Board, { url }: BoardPage): Key | undefined {
  const { hostname, pathname, hash } = URL.parse(link) ?? {};
  const [, name, thread = ""] = POST_PATH.exec(pathname ?? "") ?? [];
  if (hostname !== url.hostname || name === undefined) return keyOfUrl(link);
  return findPostBeside(board, name, /^#q?(\d+)$/.exec(hash ?? "")?.[1] ?? thread);
}

/** Browsers make whole addresses of what the words quote: those are quoted, and not linked to as well. */
export function quotesApart(words: BoardWords, board: Board, page: BoardPage): BoardWords {
  const quoted = new Set(
    words.quotes.map(({ board: other, no }) =>
      other === undefined ? findPostKey(board, no) : findPostBeside(board, other, no),
    ),
  );
  const isLinked = (link: string) => !quoted.has(keyOfLink(link, board, page));
  return { ...words, links: words.links.filter(isLinked) };
}

const CUT = "the page shows only the beginning of the words, which are left out";

/** `cut` is what says that the words are shown in part, `whole` the thread of which the page shows all. */
export function readPagePost(
  said: SaidPost & { edited?: Said<Time> | undefined },
  cut: HtmlElement | undefined,
  whole: Key | undefined,
): Reading {
  const read = readBoardPost(said);
  if (cut) read.post.warnings.push(["text-cut", CUT, placeOfElement(cut)]);
  const { edited } = said;
  if (edited) {
    const { value, at } = edited;
    read.post.facts.push({ fact: "time", item: read.post.key, kind: "edited", ...value, at });
  }
  const { told, warnings } = readingOf(read.post);
  if (!read.isOpening || read.thread === undefined) return { told, warnings };
  const ofThread = threadTold(read.thread, read, said);
  const ofThreadItself = ofThread.facts.filter(
    (fact) => fact.fact !== "time" || fact.kind === "published",
  );
  const remark = { fact: "remark", kind: "attribute", subject: read.thread } as const;
  const exported = read.thread === whole ? [{ ...remark, relation: EXPORTED, at: said.no.at }] : [];
  return { told: [...told, { ...ofThread, facts: [...ofThreadItself, ...exported] }], warnings };
}
