/**
 * Telegram messages in Open Measures' index: the fields of Telethon's objects, with the channel's
 * public name as `channelusername` and its sender as `userinfo`. Where the channel's id is there
 * too it makes the key, and the name leads to it.
 */
import type { Fact } from "../../model/claim.ts";
import { findKey, type Key } from "../../model/key.ts";
import { addAuthor, addLink, addRemark, type CollectedPost } from "../reading/collected-post.ts";
import { createEdges, findFields, listOf } from "../reading/records.ts";
import { scalarAt } from "../reading/said.ts";
import { find, findFirst, type Hit, timeOf, valueAt } from "./openmeasures-hit.ts";

const UTC = { name: "UTC", reason: "documented", note: "Telegram's API gives UTC" } as const;
const CHANNEL_ID = ["peer_id.channel_id", "to_id.channel_id"];

export function telegramKey(hit: Hit) {
  const [id, name] = [find(hit, "id"), find(hit, "channelusername")];
  const chat = findFirst(hit, CHANNEL_ID) ?? name;
  const key = id && chat && findKey(`telegram:${chat.value}/${id.value}`);
  return key === undefined || id === undefined ? undefined : { key, at: id.at };
}

function addNames(post: CollectedPost, hit: Hit): void {
  const [id, name] = [find(hit, "id"), find(hit, "channelusername")];
  const channel = findFirst(hit, CHANNEL_ID);
  if (name === undefined || channel === undefined) return;
  for (const rest of [`/${id?.value}`, ""]) {
    const [a, b] = [`${name.value}${rest}`, `${channel.value}${rest}`].map((chat) =>
      findKey(`telegram:${chat}`),
    );
    if (a && b && a !== b) post.facts.push({ fact: "leads-to", a, b, at: name.at });
  }
}

function addSender(post: CollectedPost, hit: Hit): void {
  const [name, channel] = [find(hit, "channelusername"), findFirst(hit, CHANNEL_ID)];
  const sender = find(hit, "userinfo.username") ?? name;
  if (sender === undefined) return;
  const isChannel = sender.value.toLowerCase() === name?.value.toLowerCase();
  const known = isChannel && channel ? { id: channel, idPrefix: "id/channel-" } : {};
  addAuthor(post, "telegram", { ...known, handle: sender });
}

const OF_WORDS = new Set(["LINKS_TO", "MENTIONS", "TAGGED"]);

/** Takes the words and what stands in them from the forward, and gives them to the post that it forwards. */
function wordsTaken(post: CollectedPost, original: Key): Fact[] {
  const taken: Fact[] = [];
  for (const fact of post.facts.splice(0)) {
    if (fact.fact === "edge" && fact.subject === post.key && OF_WORDS.has(fact.relation)) {
      if (fact.object !== original) taken.push({ ...fact, subject: original });
    } else if (fact.fact === "item" && fact.text !== undefined) {
      taken.push({ ...fact, item: original });
    } else post.facts.push(fact);
  }
  return taken;
}

function addForward(post: CollectedPost, hit: Hit): void {
  const origin = findFirst(hit, ["fwd_from.from_id.channel_id", "fwd_from.channel_id"]);
  const number = find(hit, "fwd_from.channel_post");
  const date = find(hit, "fwd_from.date");
  const time = timeOf(date, UTC);
  const subject = origin && number && findKey(`telegram:${origin.value}/${number.value}`);
  if (subject === undefined || number === undefined || subject === post.key) {
    const from = origin ?? find(hit, "fwd_from.from_name") ?? date;
    if (from) addRemark(post, "forwarded from", from, time);
    return;
  }
  const edge = { fact: "edge", relation: "RESHARED_BY", subject } as const;
  post.facts.push({ ...edge, object: post.key, at: number.at });
  const facts: Fact[] = [{ fact: "item", item: subject, type: "post", at: number.at }];
  const add = createEdges(subject, facts);
  add("PART_OF", findKey(`telegram:${origin?.value}`), number.at);
  add("POSTED_BY", findKey(`telegram:id/channel-${origin?.value}`), origin?.at ?? number.at);
  if (time && date) {
    facts.push({ fact: "time", item: subject, kind: "published", ...time, at: date.at });
  }
  facts.push(...wordsTaken(post, subject));
  post.apart.push({ subject, quoteAt: post.quoteAt, facts });
  post.quoteAt = undefined;
}

export function addTelegram(post: CollectedPost, hit: Hit): void {
  const chat = findFirst(hit, [...CHANNEL_ID, "channelusername"]);
  if (chat) post.add("PART_OF", findKey(`telegram:${chat.value}`), chat.at);
  addNames(post, hit);
  addSender(post, hit);
  const reply = find(hit, "reply_to.reply_to_msg_id");
  if (chat && reply) {
    post.add("REPLIES_TO", findKey(`telegram:${chat.value}/${reply.value}`), reply.at);
  }
  const link = find(hit, "media.webpage.url");
  if (link) addLink(post, link.value, link.at);
  const entities = valueAt(hit, "entities");
  listOf(entities.value).forEach((entity, index) => {
    const url = scalarAt(findFields(entity), "url", `${entities.at}/${index}`);
    if (url) addLink(post, url.value, url.at);
  });
  addForward(post, hit);
  const edited = find(hit, "edit_date");
  const time = timeOf(edited, UTC);
  if (time && edited) {
    post.facts.push({ fact: "time", item: post.key, kind: "edited", ...time, at: edited.at });
  }
}
