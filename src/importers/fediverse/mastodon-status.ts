/**
 * One status as Mastodon's API answers it, and its kin's: Truth Social and Gab, whose numbers hold for
 * all of the site, and servers of the Fediverse, whose numbers hold on that server alone, so that posts
 * are known by address. A server vouches for its own posts; of those of other servers it repeats what they
 * say, which is reported.
 */
import { findKey, type Key, keyOfUrl, kindOfKey } from "../../model/key.ts";
import type { Zone } from "../../model/time.ts";
import {
  accountNamed,
  addLink,
  addPublished,
  addRemark,
  addTag,
  type CollectedPost,
  createPost,
  dateEdges,
} from "../reading/collected-post.ts";
import { type Gathered, gather, tellWithin } from "../reading/gathered.ts";
import { isoTimeAt } from "../reading/iso-time.ts";
import { type Fields, RecordError } from "../reading/records.ts";
import { elementsOf, fieldsAt, type Said, scalarAt, textAt } from "../reading/said.ts";
import {
  addAddresses,
  addLinks,
  addReshared,
  FEDIVERSE,
  platformOfPost,
  reportTime,
} from "./fediverse-post.ts";
import { postWords } from "./fediverse-words.ts";
import {
  type Around,
  addAccount,
  addMentions,
  type Home,
  homeOf,
  keyOf,
  type Site,
  siteOf,
} from "./mastodon-people.ts";

/** On the server's own numbers, where its addresses are made of them. */
function answeredBy(status: Fields, at: string, home: Home): Said<Key> | undefined {
  const id = scalarAt(status, "in_reply_to_id", at);
  if (id === undefined) return undefined;
  if (home.site !== FEDIVERSE) {
    const key = findKey(`${home.site}:${id.value}`);
    return key && { value: key, at: id.at };
  }
  if (!home.isNumbered) return undefined;
  const account = scalarAt(status, "in_reply_to_account_id", at)?.value;
  const own = fieldsAt(status, "account", at)?.value ?? {};
  const people = [own, ...elementsOf(status["mentions"], "").map(({ fields }) => fields)];
  const answered = people.find((one) => scalarAt(one, "id", "")?.value === account);
  const acct = answered && textAt(answered, "acct", "")?.value;
  const key = acct && keyOfUrl(`https://${home.host}/@${acct}/${id.value}`);
  return key ? { value: key, at: id.at } : undefined;
}

/** A quoted status: whole, under the state of its author's consent, or only its number or address. */
function quotedIn(status: Fields, at: string, site: Site) {
  const quote = fieldsAt(status, "quote", at);
  const pleroma = fieldsAt(status, "pleroma", at);
  const whole =
    (quote && fieldsAt(quote.value, "quoted_status", quote.at)) ??
    (quote && scalarAt(quote.value, "id", quote.at) ? quote : undefined) ??
    (pleroma && fieldsAt(pleroma.value, "quote", pleroma.at));
  const id =
    scalarAt(status, "quote_id", at) ??
    (quote && scalarAt(quote.value, "quoted_status_id", quote.at)) ??
    (pleroma && scalarAt(pleroma.value, "quote_id", pleroma.at));
  const url = pleroma && textAt(pleroma.value, "quote_url", pleroma.at);
  const state = quote && textAt(quote.value, "state", quote.at);
  const address = url && keyOfUrl(url.value);
  const named =
    id && site !== FEDIVERSE
      ? { value: findKey(`${site}:${id.value}`), at: id.at }
      : { value: address, at: url?.at ?? "" };
  return { whole, id, named, state };
}

function addWords(post: CollectedPost, status: Fields, at: string): void {
  const title = textAt(status, "title", at);
  if (title) post.facts.push({ fact: "item", item: post.key, title: title.value, at: title.at });
  const content = textAt(status, "content", at);
  const words = content && postWords(content);
  if (words && words.value !== "") {
    post.facts.push({ fact: "item", item: post.key, text: words.value, at: words.at });
    post.quoteAt = words.at;
  }
  for (const name of ["card", "preview_card"]) {
    const card = fieldsAt(status, name, at);
    const url = card && textAt(card.value, "url", card.at);
    if (url) addLink(post, url.value, url.at);
  }
  if (words) addLinks(post, words);
  for (const { fields, at: place } of elementsOf(status["tags"], `${at}/tags`)) {
    const name = textAt(fields, "name", place);
    if (name) addTag(post, name);
  }
  const language = textAt(status, "language", at);
  if (language) {
    post.facts.push({ fact: "item", item: post.key, language: language.value, at: language.at });
  }
  const warning = textAt(status, "spoiler_text", at);
  if (warning) addRemark(post, "words before the post", warning);
}

/** Whether the post stands on the server that tells of it. */
const isOwn = ({ site, host }: Home): boolean => site !== FEDIVERSE || host !== undefined;

function addTimes(post: CollectedPost, status: Fields, at: string, home: Home, zone: Zone): void {
  const published = isoTimeAt(status, "created_at", at, zone);
  const edited =
    isoTimeAt(status, "edited_at", at, zone) ?? isoTimeAt(status, "revised_at", at, zone);
  if (!isOwn(home)) {
    reportTime(post, "published", published);
    reportTime(post, "edited", edited);
    return;
  }
  addPublished(post, published?.value, published?.at ?? at);
  if (edited) {
    const fact = { fact: "time", item: post.key, kind: "edited" } as const;
    post.facts.push({ ...fact, ...edited.value, at: edited.at });
  } else if (status["edited_at"] === null && published) dateEdges(post, published.value);
}

function addGroup(post: CollectedPost, status: Fields, at: string): void {
  const group = fieldsAt(status, "group", at);
  const url = group && textAt(group.value, "url", group.at);
  const key = url && keyOfUrl(url.value);
  if (url && key && kindOfKey(key) === "item") post.add("PART_OF", key, url.at);
}

function addProgram(post: CollectedPost, status: Fields, at: string): void {
  const program = fieldsAt(status, "application", at);
  const name = program && textAt(program.value, "name", program.at);
  if (name) addRemark(post, "posted with", name);
}

const MAX_NESTED = 4;

interface Nested {
  value: Fields;
  at: string;
}

/** The key of a status within a status. */
function keyWithin(nested: Nested | undefined): Said<Key> | undefined {
  return nested && keyOf(nested.value, siteOf(nested.value, nested.at), nested.at);
}

function addOwn(post: CollectedPost, status: Fields, at: string, home: Home): Nested[] {
  const { whole, id, named, state } = quotedIn(status, at, home.site);
  const quoted = keyWithin(whole) ?? named;
  if (quoted.value !== undefined) post.add("QUOTES", quoted.value, quoted.at);
  else if (id) addRemark(post, "quoted post", id);
  if (state && state.value !== "accepted") addRemark(post, "quote", state);
  const within = fieldsAt(status, "in_reply_to", at);
  const answered = keyWithin(within) ?? answeredBy(status, at, home);
  const number = scalarAt(status, "in_reply_to_id", at);
  if (answered) post.add("REPLIES_TO", answered.value, answered.at);
  else if (number) addRemark(post, "answered post", number);
  const person = scalarAt(status, "in_reply_to_account_id", at);
  if (person && home.site !== FEDIVERSE) {
    const account = findKey(`${home.site}:user/${person.value}`);
    const own = accountNamed(home.site, {
      id: scalarAt(fieldsAt(status, "account", at)?.value, "id", at),
    });
    if (account !== own?.account) post.add("MENTIONS", account, person.at);
  }
  addGroup(post, status, at);
  addWords(post, status, at);
  addMentions(post, status, at, home);
  return [whole, within].filter((one) => one !== undefined);
}

/** What a server says of a post that stands on another is no more than its word. */
function gatherReported(post: CollectedPost, into: Gathered): void {
  const said: Gathered = { told: [], warnings: into.warnings };
  gather(post, said);
  for (const told of said.told) into.told.push({ ...told, basis: "reported" });
}

/** @throws RecordError when it has no address, or a time is none */
export function tellStatus(
  status: Fields,
  at: string,
  around: Around,
  into: Gathered,
  depth = 1,
): void {
  const site = siteOf(status, at);
  const address = keyOf(status, site, at);
  if (address === undefined) {
    throw new RecordError("no-id", "the status has no address that is one", `${at}/url`);
  }
  const home = homeOf(status, site, at);
  const key = address.value;
  const post = createPost(key, address.at, site === FEDIVERSE ? platformOfPost(key) : site);
  post.quoteAt = address.at;
  addAddresses(post, address);
  const reblog = fieldsAt(status, "reblog", at);
  // Of what it reshares, the words, links and tags are the original's.
  const within = reblog ? [reblog] : addOwn(post, status, at, home);
  if (reblog) addReshared(post, keyWithin(reblog));
  addProgram(post, status, at);
  addTimes(post, status, at, home, around.zone);
  addAccount(post, status, at, home, around);
  if (isOwn(home)) gather(post, into);
  else gatherReported(post, into);
  if (depth === MAX_NESTED) return;
  for (const nested of within) {
    if (scalarAt(nested.value, "id", nested.at)) {
      tellWithin(into, () => tellStatus(nested.value, nested.at, around, into, depth + 1));
    }
  }
}
