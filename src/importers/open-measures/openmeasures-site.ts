/** What there is to know of a site that Open Measures collects, and how its rows say it. */
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import { addLink, addRemark, type CollectedPost } from "../reading/collected-post.ts";
import type { Said } from "../reading/said.ts";
import { find, findFirst, type Hit } from "./openmeasures-hit.ts";

export interface Located {
  key: Key;
  at: string;
}

export interface OpenMeasuresSite {
  /** As the API's `site` names it. */
  name: string;
  platform: string;
  /** Where the record shows an id or address of the site's own. */
  key?: (hit: Hit) => Located | undefined;
  text: readonly string[];
  /** Which of the texts are HTML; some have their tags taken off. */
  html?: readonly string[];
  title?: string;
  /** Ids that are letters, some of which look like a number. */
  words?: readonly string[];
  time: readonly string[];
  /** Account keys of the site, where it has them; `handle` is what it names people by. */
  author?: { accounts?: string; id?: string; handle?: string; name?: string };
  /** The author's own program sets the time. */
  timeIsAuthors?: true;
  /** Beside what the rest of the row names. */
  read?: string;
  ignored?: Readonly<Record<string, string>>;
  relate?: (post: CollectedPost, hit: Hit) => void;
  /** The field that holds the whole post that this one reshares, whose words it repeats. */
  original?: string | undefined;
  /** The field that holds the whole post that this one quotes. */
  quoted?: string | undefined;
}

export const located = (key: Key | undefined, said: Said): Located | undefined =>
  key === undefined ? undefined : { key, at: said.at };

export const byUrl =
  (...paths: string[]) =>
  (hit: Hit): Located | undefined => {
    const said = findFirst(hit, paths);
    return said && located(keyOfUrl(said.value), said);
  };

/** At one of the paths, of which `_id` is the index's own. */
const saidAt = (hit: Hit, path: string) => (path === "_id" ? hit.id : find(hit, path));

export const byId =
  (site: string, ...paths: string[]) =>
  (hit: Hit): Located | undefined => {
    for (const path of paths) {
      const said = saidAt(hit, path);
      const known = said && located(findKey(`${site}:${said.value}`), said);
      if (known !== undefined) return known;
    }
    return undefined;
  };

const SAFE = /^[\w.~-]{1,200}$/;

/** The address that the guides build of a site's own ids. */
export const builtOf =
  (build: (parts: readonly string[]) => string, paths: readonly string[]) =>
  (hit: Hit): Located | undefined => {
    const parts = paths.map((path) => saidAt(hit, path));
    const last = parts.at(-1);
    const values = parts.flatMap((said) => (said && SAFE.test(said.value) ? [said.value] : []));
    if (last === undefined || values.length !== paths.length) return undefined;
    return located(keyOfUrl(build(values)), last);
  };

/** What a comment is about, where its address is not known. */
export function addVideo(path: string) {
  return (post: CollectedPost, hit: Hit): void => {
    const video = find(hit, path);
    if (video) addRemark(post, "on the video", video);
  };
}

/** Names of the time of posting that sites go by. */
export const CREATED = ["created_at", "createdAt", "created", "date", "timestamp"];

/** A link that stands in a field of its own. */
export const addLinkAt =
  (path: string) =>
  (post: CollectedPost, hit: Hit): void => {
    const link = find(hit, path);
    if (link) addLink(post, link.value, link.at);
  };
