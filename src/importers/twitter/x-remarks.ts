/** What a tweet of X's GraphQL API says beside its words and relations: its versions, place and marks. */
import type { Fact, RemarkFact } from "../../model/claim.ts";
import type { Key } from "../../model/key.ts";
import { findFields, findText, listOf } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { withheldIn } from "./tweet-facts.ts";
import { MAX_IDS } from "./tweet-ids.ts";
import { findFieldsIn, findIn, findTweetKey, layersOf } from "./x-layers.ts";
import { findAbsence } from "./x-people.ts";
import type { XResult } from "./x-results.ts";

type Remark = Pick<RemarkFact, "relation" | "value" | "object" | "at">;

export const attribute = (subject: Key, remark: Remark): Fact => ({
  fact: "remark",
  kind: "attribute",
  subject,
  ...remark,
});

function versionRemarks(tweet: XResult, key: Key): Fact[] {
  const control = findFieldsIn(tweet, "edit_control");
  const initial = findFields(control?.value["edit_control_initial"]);
  const [fields, at] = initial
    ? [initial, `${control?.at}/edit_control_initial`]
    : [control?.value, control?.at];
  const ids = listOf(fields?.["edit_tweet_ids"]).slice(0, MAX_IDS);
  return ids.flatMap((id, index) => {
    const object = findTweetKey(id);
    if (object === undefined || object === key) return [];
    const place = `${at}/edit_tweet_ids/${index}`;
    return [attribute(key, { relation: "other version", object, at: place })];
  });
}

/** The community in which it was posted, by its number. */
function findCommunity(tweet: XResult): Said | undefined {
  const held = findFieldsIn(tweet, "author_community_relationship");
  const result = findFields(findFields(held?.value["community_results"])?.["result"]);
  const value = findText(result?.["id_str"]);
  if (held === undefined || value === undefined) return undefined;
  return { value, at: `${held.at}/community_results/result/id_str` };
}

/** What X shows with a tweet that is no word or relation of it. */
export function remarksOn(tweet: XResult, key: Key): Fact[] {
  const facts = versionRemarks(tweet, key);
  const conversation = findIn(tweet, "conversation_id_str");
  const answered = findIn(tweet, "in_reply_to_status_id_str");
  const object =
    conversation?.value === answered?.value ? undefined : findTweetKey(conversation?.value);
  if (conversation && object !== undefined && object !== key) {
    facts.push(attribute(key, { relation: "conversation", object, at: conversation.at }));
  }
  for (const layer of layersOf(tweet)) facts.push(...withheldIn(layer.value, key, layer.at));
  const community = findCommunity(tweet);
  if (community) facts.push(attribute(key, { relation: "community", ...community }));
  const pivot = findFieldsIn(tweet, "birdwatch_pivot");
  const note = findText(findFields(pivot?.value["subtitle"])?.["text"]);
  if (pivot && note !== undefined) {
    const at = `${pivot.at}/subtitle/text`;
    facts.push(attribute(key, { relation: "readers' note", value: note, at }));
  }
  const absent = findAbsence(tweet);
  if (absent) facts.push(attribute(key, { relation: "author unavailable", ...absent }));
  const promoted = findIn(tweet, "promoted");
  if (promoted?.value === true) {
    facts.push(attribute(key, { relation: "promoted", value: "true", at: promoted.at }));
  }
  return facts;
}
