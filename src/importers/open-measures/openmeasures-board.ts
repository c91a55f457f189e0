/**
 * Posts of boards in Open Measures' index: the fields of 4chan's and 8kun's APIs, and beside `com`,
 * which is HTML, `htmlparsedcom`, its plain words. A mere name is no account.
 */
import { findKey, type Key } from "../../model/key.ts";
import { threadState } from "../fourchan/fourchan-post.ts";
import { addAuthor, addRemark, type CollectedPost } from "../reading/collected-post.ts";
import type { Said } from "../reading/said.ts";
import { linksInHtml, quotesInText } from "../reading/text-links.ts";
import { find, findFirst, type Hit } from "./openmeasures-hit.ts";

export function boardOf(hit: Hit): { board: Said; no: Said } | undefined {
  const [board, no] = [find(hit, "board"), find(hit, "no")];
  return board && no && { board, no };
}

function quotesOf(site: string, board: string, words: Said): (Key | undefined)[] {
  const { text, quotes } = linksInHtml(words.value);
  return [...quotes, ...quotesInText(text)].map((quote) =>
    findKey(`${site}:${quote.board ?? board}/${quote.no}`),
  );
}

function addPoster(post: CollectedPost, hit: Hit, site: string, thread: Key | undefined): void {
  const [name, trip, id] = [find(hit, "name"), find(hit, "trip"), find(hit, "id")];
  const named = name?.value === "Anonymous" ? undefined : name;
  if (trip !== undefined && findKey(`${site}:${trip.value}`) !== undefined) {
    addAuthor(post, site, { id: trip, idPrefix: "", name: named });
  } else if (named) addRemark(post, "name", named);
  const account = id && thread && findKey(`${thread}/id/${id.value}`);
  if (account === undefined || id === undefined) return;
  post.facts.push({ fact: "account", account, platform: post.platform, at: id.at });
  post.add("POSTED_BY", account, id.at);
}

export function addBoard(post: CollectedPost, hit: Hit): void {
  const named = boardOf(hit);
  if (named === undefined) return;
  const [site = ""] = post.platform.split("/");
  const resto = find(hit, "resto");
  const opening = resto === undefined || resto.value === "0" ? named.no : resto;
  const thread = findKey(`${site}:${named.board.value}/thread/${opening.value}`);
  post.add("PART_OF", thread, opening.at);
  if (thread && opening === named.no) {
    post.facts.push(...threadState(thread, hit.source, hit.at, post.warnings));
  }
  const words = findFirst(hit, ["com", "htmlparsedcom"]);
  if (words) {
    for (const quote of quotesOf(site, named.board.value, words)) {
      post.add("REPLIES_TO", quote, words.at);
    }
  }
  addPoster(post, hit, site, thread);
  const flag = findFirst(hit, ["flag_name", "board_flag", "country_name", "country"]);
  if (flag) addRemark(post, "flag", flag);
}
