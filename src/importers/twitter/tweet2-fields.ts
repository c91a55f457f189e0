/** The fields of v2 answers, flattened or not: what is read, and why the rest is not. */
import { type FieldTable, fieldTable } from "../reading/fields.ts";

const PROFILE = {
  "description location": "what the profile says of its owner in words: links in it are read",
  "entities.url.urls.start entities.url.urls.end entities.url.urls.display_url entities.description.urls.start entities.description.urls.end entities.description.urls.display_url entities.description.mentions.start entities.description.mentions.end":
    "where they stand in the profile, and how they are shown",
  "entities.description.hashtags entities.description.cashtags":
    "words of a profile, by which no post is tagged",
  "profile_image_url profile_banner_url": "pictures of people: no link that anybody posted",
  "protected public_metrics verified verified_type verified_followers_count subscription_type subscription affiliation is_identity_verified parody receives_your_dm connection_status":
    "settings and counts of the account, which change all the time",
  "withheld.scope": "whether the tweet or all of its author is withheld: countries are read",
};

const USER_READ =
  "id username name withheld.country_codes withheld.copyright created_at url pinned_tweet_id most_recent_tweet_id entities.url.urls.url entities.url.urls.expanded_url entities.description.urls.url entities.description.urls.expanded_url entities.description.mentions.username";

const WORDS_READ = ["urls.url urls.expanded_url urls.unwound_url urls.status hashtags.tag"];
const WORDS_LEFT_OUT = {
  "urls.start urls.end hashtags.start hashtags.end mentions.start mentions.end urls.display_url":
    "where they stand in the words, and how they are shown",
  "urls.title urls.description urls.images":
    "what Twitter saw of the page that is linked to, with pictures that nobody posted",
  "urls.media_key": "a number of the tweet's own picture",
  annotations: "what Twitter's program took for names in the words",
  cashtags: "stock symbols",
};

const TWEET_LEFT_OUT = {
  "attachments.media_keys attachments.poll_ids attachments.media attachments.poll attachments.card_uri attachments.media_metadata media_metadata":
    "the tweet's own pictures, films and questions: no link that anybody posted",
  context_annotations: "what Twitter's program took the tweet to be about",
  "edit_controls.edits_remaining edit_controls.is_edit_eligible edit_controls.editable_until":
    "until when it might have been edited, which is reckoned from its own time",
  geo: "where somebody said to be: nobody is placed, and no post is linked to",
  source: "the program that the tweet was sent with",
  card_uri: "Twitter's name for a card; a page that it shows is linked to in the entities",
  "public_metrics non_public_metrics organic_metrics promoted_metrics":
    "counts, which change all the time",
  "possibly_sensitive reply_settings scopes paid_partnership made_with_ai shareable display_text_range":
    "how it is shown, and to whom",
  "withheld.scope": "whether the tweet or all of its author is withheld: countries are read",
};

const AROUND_LEFT_OUT = {
  "meta.newest_id meta.oldest_id meta.result_count meta.next_token meta.previous_token meta.sent meta.summary":
    "which of the page's own tweets are its ends, and where the next page is",
  "matching_rules.id matching_rules.tag": "which of the collector's own searches found it",
  "__twarc.url __twarc.version": "what the collector asked for, and with which program",
  "includes.media includes.polls":
    "the tweets' own pictures, films and questions: no link that anybody posted",
  "includes.places": "where somebody said to be: nobody is placed, and no post is linked to",
  "errors.type errors.parameter errors.section errors.field errors.disconnect_type errors.client_id errors.required_enrollment errors.registration_url errors.reason":
    "what kind of error it is, and what the collector asked for",
};

/** Whose fields are those of the whole, in any depth: each such field is named once in a file. */
function graft(table: FieldTable, path: string, below: FieldTable): void {
  let node = table.root;
  const names = path.split(".");
  for (const name of names.slice(0, -1)) {
    const next = node.below.get(name) ?? { below: new Map() };
    node.below.set(name, next);
    node = next;
  }
  node.below.set(names.at(-1) ?? "", below.root);
}

function tables(): FieldTable {
  const user = fieldTable(USER_READ, PROFILE);
  const mention = fieldTable(`${USER_READ} start end`, PROFILE);
  const words = fieldTable(WORDS_READ.join(" "), WORDS_LEFT_OUT);
  graft(words, "mentions", mention);
  // An answer may hold users where another holds tweets.
  for (const [name, node] of user.root.below.get("entities")?.below ?? []) {
    words.root.below.set(name, node);
  }
  const tweet = fieldTable(
    [
      "id text created_at author_id in_reply_to_user_id conversation_id lang type community_id",
      "edit_history_tweet_ids attachments.media_source_tweet_id article.title note_tweet.text",
      "withheld.country_codes withheld.copyright title detail resource_type resource_id value",
    ].join(" "),
    TWEET_LEFT_OUT,
  );
  graft(tweet, "entities", words);
  graft(tweet, "note_tweet.entities", words);
  graft(tweet, "author", user);
  graft(tweet, "in_reply_to_user", user);
  graft(tweet, "referenced_tweets", tweet);
  graft(user, "pinned_tweet", tweet);
  return pageTable(tweet, user);
}

const EVENTS =
  "delete drop undrop tweet_edit user_delete user_undelete user_protect user_unprotect user_suspend user_unsuspend user_withheld user_profile_modification scrub_geo";
const EVENT_READ = "tweet.id tweet.author_id user.id event_at withheld_in_countries edit_tweet_ids";
const EVENT_LEFT_OUT = {
  initial_tweet_id: "the first of the versions, all of which are read",
  "profile_field new_value": "what the profile says now: part of no post",
};

function addFields(table: FieldTable, more: FieldTable): void {
  for (const [name, node] of more.root.below) {
    if (!table.root.below.has(name)) table.root.below.set(name, node);
  }
}

/** A page's own fields beside those of a flattened tweet or user and a compliance line. */
function pageTable(tweet: FieldTable, user: FieldTable): FieldTable {
  const withheld = fieldTable(`country_codes copyright ${EVENT_READ}`, {
    scope: TWEET_LEFT_OUT["withheld.scope"],
  });
  const data: FieldTable = { root: { below: new Map() } };
  graft(data, "withheld", withheld);
  const event = fieldTable(EVENT_READ, EVENT_LEFT_OUT);
  for (const name of EVENTS.split(" ")) graft(data, name, event);
  const page = fieldTable(
    [
      "__twarc.retrieved_at errors.title errors.detail errors.value errors.resource_id",
      "errors.resource_type action reason redacted_at",
    ].join(" "),
    AROUND_LEFT_OUT,
  );
  for (const table of [data, page]) {
    addFields(table, tweet);
    addFields(table, user);
  }
  graft(page, "data", data);
  graft(page, "includes.tweets", tweet);
  graft(page, "includes.users", user);
  return page;
}

export const PAGE_FIELDS = tables();
