/**
 * Posts and articles as ActivityPub servers give them to one another. Anybody may run a server, so that
 * what one writes of times is *reported*; the address of an object is its server's to give.
 */
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import type { Zone } from "../../model/time.ts";
import { blueskyKey } from "../bluesky/bluesky-record.ts";
import {
  accountNamed,
  addAuthor,
  addLink,
  addRemark,
  addTag,
  type CollectedPost,
  createPost,
} from "../reading/collected-post.ts";
import { type Gathered, gather, tellWithin } from "../reading/gathered.ts";
import { isoTimeAt } from "../reading/iso-time.ts";
import { type Fields, findFields, RecordError } from "../reading/records.ts";
import { elementsOf, type Said, scalarAt, textAt } from "../reading/said.ts";
import { hrefOf, idOf, pageOf, typeOf, valuesAt, wordsAt } from "./activitypub-values.ts";
import {
  type Address,
  accountOfActor,
  actorId,
  addressOf,
  fullHandle,
  hostOf,
} from "./fediverse-people.ts";
import { addAddresses, addLinks, FEDIVERSE, platformOfPost, reportTime } from "./fediverse-post.ts";
import { postWords } from "./fediverse-words.ts";

export const POSTS = new Set<string | undefined>([
  ...["Note", "Article", "Page", "Question", "Video", "Audio", "Image", "Document", "Event"],
  ...["ChatMessage", "Review", "Comment", "Status"],
]);

/** Where a post stands that is given whole or by its address. */
export const addressAt = (said: Said<unknown>): Address | undefined =>
  addressOf(pageOf(said), idOf(said)) ?? undefined;

/** The actor of a post, as `addAuthor` takes it. */
export function actorOf(said: Said<unknown>) {
  const fields = findFields(said.value);
  const id = actorId(idOf(said)) ?? actorId(pageOf(said));
  const finger = textAt(fields, "webfinger", said.at);
  const name = textAt(fields, "preferredUsername", said.at);
  const handle = fullHandle(finger ?? name, hostOf(id?.value));
  return { id, idPrefix: "", handle, name: textAt(fields, "name", said.at) };
}

/** The first that is an account; PeerTube names the channel beside the person. */
export function addActor(post: CollectedPost, actors: readonly Said<unknown>[]): void {
  const [first, ...others] = actors
    .map(actorOf)
    .filter(({ id, name }) => (id ?? name) !== undefined);
  if (first === undefined) {
    post.warnings.push(["no-author", "the record names no account that posted it"]);
    return;
  }
  addAuthor(post, FEDIVERSE, first);
  for (const other of others) {
    const named = accountNamed(FEDIVERSE, other);
    if (named) addRemark(post, "also attributed to", { value: named.account, at: named.at });
  }
}

const QUOTES = ["quote", "quoteUrl", "quoteUri", "_misskey_quote"] as const;
/** Misskey's and others' link to what is quoted (FEP-e232). */
const OF_QUOTE = /_misskey_quote$|activitystreams#quote|^application\/(?:activity\+json|ld\+json)/;

function addRelations(post: CollectedPost, object: Fields, at: string): void {
  for (const said of valuesAt(object, "inReplyTo", at)) {
    const answered = addressAt(said);
    if (answered) post.add("REPLIES_TO", answered.value, answered.at);
  }
  for (const name of QUOTES) {
    for (const said of valuesAt(object, name, at)) {
      const quoted = addressAt(said);
      if (quoted) post.add("QUOTES", quoted.value, quoted.at);
    }
  }
  const replies = findFields(object["replies"]);
  const first = findFields(replies?.["first"]);
  const [page, place] = first ? [first, `${at}/replies/first`] : [replies ?? {}, `${at}/replies`];
  for (const said of [
    ...valuesAt(page, "items", place),
    ...valuesAt(page, "orderedItems", place),
  ]) {
    const answer = addressAt(said);
    if (answer === undefined || answer.value === post.key) continue;
    const edge = { fact: "edge", relation: "REPLIES_TO", subject: answer.value } as const;
    // Whether another post answers this one is that post's to say.
    const fact = { ...edge, object: post.key, at: answer.at };
    post.apart.push({ basis: "reported", quoteAt: answer.at, facts: [fact] });
  }
}

function addTagged(post: CollectedPost, { value, at }: Said<unknown>): void {
  const href = hrefOf({ value, at });
  const fields = findFields(value);
  const name = textAt(fields, "name", at);
  switch (typeOf(value)) {
    case "Mention":
      if (href) post.add("MENTIONS", accountOfActor(href.value), href.at);
      return;
    case "Hashtag":
      if (name) addTag(post, name);
      return;
    case "Emoji":
      return;
    default: {
      if (href === undefined) return;
      const kind = `${textAt(fields, "rel", at)?.value ?? ""} ${textAt(fields, "mediaType", at)?.value ?? ""}`;
      const isQuote = kind.split(" ").some((word) => OF_QUOTE.test(word));
      if (isQuote) post.add("QUOTES", keyOfUrl(href.value), href.at);
      else addLink(post, href.value, href.at);
    }
  }
}

/** Links below a post; pictures and films are the post's own. */
function addAttached(post: CollectedPost, { value, at }: Said<unknown>): void {
  const type = typeOf(value);
  if (type !== "Link" && type !== "Page" && type !== "Article" && type !== "Note") return;
  const href = hrefOf({ value, at });
  if (href === undefined) return;
  if (type === "Note") post.add("QUOTES", keyOfUrl(href.value), href.at);
  else addLink(post, href.value, href.at);
}

function addWords(post: CollectedPost, object: Fields, at: string): void {
  const { said: title } = wordsAt(object, "name", at);
  if (title) {
    post.facts.push({ fact: "item", item: post.key, title: title.value, at: title.at });
    post.quoteAt = title.at;
  }
  const { said: content, language } = wordsAt(object, "content", at);
  const words = content && postWords(content);
  if (words && words.value !== "") {
    post.facts.push({ fact: "item", item: post.key, text: words.value, at: words.at });
    post.quoteAt = words.at;
  }
  if (language) {
    post.facts.push({ fact: "item", item: post.key, language: language.value, at: language.at });
  }
  if (words) addLinks(post, words);
  const { said: summary } = wordsAt(object, "summary", at);
  if (summary) addRemark(post, "words before the post", summary);
  for (const name of ["oneOf", "anyOf"]) {
    for (const { fields, at: place } of elementsOf(object[name], `${at}/${name}`)) {
      const choice = textAt(fields, "name", place);
      if (choice) addRemark(post, "choice", choice);
    }
  }
}

function addOthers(post: CollectedPost, object: Fields, at: string, zone: Zone): void {
  for (const name of ["conversation", "context"] as const) {
    const said = scalarAt(object, name, at);
    if (said) addRemark(post, "conversation", said);
  }
  for (const said of valuesAt(object, "audience", at)) {
    const group = idOf(said);
    if (group) addRemark(post, "group", group);
  }
  for (const said of valuesAt(object, "upstreamDuplicates", at)) {
    const address = hrefOf(said);
    if (address) addRemark(post, "other version", address);
  }
  for (const name of ["generator", "instrument"]) {
    for (const { value, at: place } of valuesAt(object, name, at)) {
      const program = textAt(findFields(value), "name", place);
      if (program) addRemark(post, "posted with", program);
    }
  }
  for (const [name, relation] of [
    ["startTime", "event begins"],
    ["endTime", "event ends"],
  ] as const) {
    const time = isoTimeAt(object, name, at, zone);
    const remark = { fact: "remark", kind: "event", subject: post.key, relation } as const;
    if (time) post.facts.push({ ...remark, time: time.value, at: time.at });
  }
}

/** What a bridge says of where it took the post from (FEP-fffd), which is the bridge's word. */
function addBridged(post: CollectedPost, object: Fields, at: string): void {
  for (const { value, at: place } of valuesAt(object, "proxyOf", at)) {
    const proxied = textAt(findFields(value), "proxied", place) ?? hrefOf({ value, at: place });
    if (proxied === undefined) continue;
    const key = blueskyKey(proxied.value) ?? keyOfUrl(proxied.value);
    if (key) post.add("LINKS_TO", key, proxied.at);
    addRemark(post, "carried over by a bridge from", proxied);
  }
}

const MAX_NESTED = 3;

/** Posts that stand whole within a post, each with words of its own. */
function tellNested(object: Fields, at: string, zone: Zone, into: Gathered, depth: number): void {
  if (depth === MAX_NESTED) return;
  for (const name of ["inReplyTo", ...QUOTES]) {
    for (const said of valuesAt(object, name, at)) {
      if (!POSTS.has(typeOf(said.value)) || findFields(said.value)?.["content"] === undefined)
        continue;
      tellWithin(into, () => void tellObject(said, [], zone, into, depth + 1));
    }
  }
}

/**
 * @param by the actor of the activity that holds it, where the object names nobody
 * @throws RecordError when it has no address, or a time is none
 */
export function tellObject(
  said: Said<unknown>,
  by: readonly Said<unknown>[],
  zone: Zone,
  into: Gathered,
  depth = 1,
): Key {
  const { at } = said;
  const object = findFields(said.value) ?? {};
  const address = addressAt(said);
  if (address === undefined) {
    throw new RecordError("no-id", "the object has no address on the web", `${at}/id`);
  }
  const key = address.value;
  const type = typeOf(said.value) === "Article" ? "article" : "post";
  const post = createPost(key, address.at, platformOfPost(key), { type });
  post.quoteAt = address.at;
  addAddresses(post, address);
  const own = valuesAt(object, "attributedTo", at);
  addActor(post, own.length > 0 ? own : by);
  addRelations(post, object, at);
  for (const tag of valuesAt(object, "tag", at)) addTagged(post, tag);
  for (const attached of valuesAt(object, "attachment", at)) addAttached(post, attached);
  addWords(post, object, at);
  addBridged(post, object, at);
  addOthers(post, object, at, zone);
  reportTime(post, "published", isoTimeAt(object, "published", at, zone));
  reportTime(post, "edited", isoTimeAt(object, "updated", at, zone));
  gather(post, into);
  tellNested(object, at, zone, into, depth);
  return key;
}

/** What an actor's own object says of the account. */
export function actorFacts(said: Said<unknown>, zone: Zone): Gathered | undefined {
  const { id, handle, name } = actorOf(said);
  const fields = findFields(said.value) ?? {};
  const account = id && accountOfActor(id.value);
  if (id === undefined || account === undefined) return undefined;
  const named = handle && findKey(`${FEDIVERSE}:@${handle.value}`);
  const fact = { fact: "account", account } as const;
  const facts: Gathered["told"][number]["facts"][number][] = [
    handle && named ? { ...fact, handle: named, at: handle.at } : { ...fact, at: id.at },
  ];
  if (name) facts.push({ ...fact, name: name.value, at: name.at });
  const remark = { fact: "remark", kind: "attribute", subject: account } as const;
  for (const property of ["alsoKnownAs", "movedTo"]) {
    for (const one of valuesAt(fields, property, said.at)) {
      const other = hrefOf(one);
      if (other)
        facts.push({
          ...remark,
          relation: property === "movedTo" ? "moved to" : "also known as",
          value: other.value,
          at: other.at,
        });
    }
  }
  const created = isoTimeAt(fields, "published", said.at, zone);
  if (created) {
    facts.push({ ...remark, relation: "account created", time: created.value, at: created.at });
  }
  return { told: [{ basis: "reported", facts }], warnings: [] };
}
