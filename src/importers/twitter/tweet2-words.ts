/** Words, links, tags and mentions of a v2 tweet, in full where it is a long one. */
import type { Fact } from "../../model/claim.ts";
import { type Key, keyOfUrl } from "../../model/key.ts";
import { type Fields, findFields, findText } from "../reading/records.ts";
import { elementsOf } from "../reading/said.ts";
import { areTwittersWords, shownLinks, type TweetEdges, type TweetLink } from "./tweet-links.ts";
import type { TellProfile } from "./tweet-profile.ts";
import { unescaped } from "./tweet-words.ts";
import { findMentioned, isNamed, type UserIds } from "./tweet2-people.ts";

export interface Words2 {
  text: string;
  textAt: string;
  entities: Fields | undefined;
  entitiesAt: string;
}

/** The words of a tweet of more than 280 characters stand in `note_tweet`. */
export function wordsOf2(tweet: Fields, at: string): Words2 {
  const note = findFields(tweet["note_tweet"]);
  const [fields, base] =
    note && findText(note["text"]) !== undefined ? [note, `${at}/note_tweet`] : [tweet, at];
  return {
    text: unescaped(findText(fields["text"]) ?? ""),
    textAt: `${base}/text`,
    entities: findFields(fields["entities"]),
    entitiesAt: `${base}/entities`,
  };
}

const entitiesOf = ({ entities, entitiesAt }: Words2, name: string) =>
  elementsOf(entities?.[name], `${entitiesAt}/${name}`);

export const isWithheld2 = (words: Words2): boolean =>
  areTwittersWords(words.text, shownLinks(entitiesOf(words, "urls")));

/**
 * Where Twitter cuts the words, it puts three dots and the tweet's own address behind them, in a form
 * that nobody posts; edited tweets have the address alone.
 */
export const isCut = (words: Words2, tweet: Key): boolean =>
  entitiesOf(words, "urls").some(({ fields }) => {
    const url = findText(fields["expanded_url"]) ?? "";
    const isOwn = url.includes("/i/web/status/") && keyOfUrl(url) === tweet;
    return isOwn && words.text.includes(`\u2026 ${findText(fields["url"])}`);
  });

function addLinks(words: Words2, edges: TweetEdges): void {
  const listed = entitiesOf(words, "urls").map(({ fields, at }): TweetLink => {
    const placed = (name: string) => ({ value: fields[name], at: `${at}/${name}` });
    return {
      short: placed("url"),
      expanded: placed("expanded_url"),
      unwound: placed("unwound_url"),
      status: fields["status"],
    };
  });
  edges.addWritten({ value: words.text, at: words.textAt }, words.entities && listed);
}

export function addWords2(
  words: Words2,
  { users, tellProfile }: { users: UserIds; tellProfile: TellProfile },
  facts: Fact[],
  edges: TweetEdges,
): void {
  addLinks(words, edges);
  for (const { fields, at } of entitiesOf(words, "hashtags")) {
    edges.addTag({ value: fields["tag"], at: `${at}/tag` });
  }
  for (const { fields, at } of entitiesOf(words, "mentions")) {
    const person = findMentioned(fields, users, at);
    if (person === undefined) continue;
    if (edges.add("MENTIONS", person.account, person.keyAt) && isNamed(person)) {
      facts.push(person.fact);
    }
    facts.push(...tellProfile(fields, person.account, at));
  }
}
