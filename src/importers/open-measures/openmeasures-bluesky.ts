/**
 * Bluesky's records in Open Measures' index: the protocol's own, with `rkey_str` for the name of the
 * record. Of a post that Bridgy carried over from elsewhere `bridgyOriginalUrl` is the address that
 * the original gives for itself: a post of the Fediverse, or as with bots of news the article that
 * the post is about. So it is a link and no proof of a copy.
 */
import { findKey } from "../../model/key.ts";
import { addBlueskyRecord } from "../bluesky/bluesky-record.ts";
import { addLink, addRemark, type CollectedPost, htmlWords } from "../reading/collected-post.ts";
import { find, type Hit } from "./openmeasures-hit.ts";

function addOriginal(post: CollectedPost, hit: Hit): void {
  const [url, text] = [find(hit, "bridgyOriginalUrl"), find(hit, "bridgyOriginalText")];
  if (url) {
    addLink(post, url.value, url.at);
    addRemark(post, "carried over by a bridge from", url);
  }
  if (text === undefined) return;
  for (const link of htmlWords(text).links) addLink(post, link, text.at);
}

/** Where only the hash of the record is known to some, it leads to the record. */
export function addBluesky(post: CollectedPost, hit: Hit): void {
  addBlueskyRecord(post, hit.source, hit.at);
  addOriginal(post, hit);
  const byHash = hit.id && findKey(`openmeasures:bluesky/${hit.id.value}`);
  if (hit.id && byHash !== undefined && byHash !== post.key) {
    post.facts.push({ fact: "leads-to", a: byHash, b: post.key, at: hit.id.at });
  }
}
