/**
 * Posts of LinkedIn as Zeeschuimer kept them until June 2026 ("Voyager" updates; 4CAT's
 * datasources/linkedin/search_linkedin.py). They hold no time but an age such as "18h" or "2mo", which
 * is told as an interval before the collection, a unit wider on both sides since nobody says how
 * LinkedIn rounds: so it is reported. The number of an activity has milliseconds above its last 22
 * bits, by experience only: so that time is inferred.
 */
import { findKey, type Key } from "../../model/key.ts";
import { type FieldTable, fieldTable, placeTable } from "../reading/fields.ts";
import { COUNTED, FILES, SELF_TOLD, SHOWN } from "../reading/left-out.ts";
import { type Fields, findFields, findText, listOf, RecordError } from "../reading/records.ts";
import { fieldsAt, type Said, textAt } from "../reading/said.ts";
import type { Told } from "../reading/told.ts";
import { timeBefore, timeOfActivity } from "./zeeschuimer-linkedin-time.ts";
import {
  type Collected,
  type Person,
  type PostReader,
  tellNested,
  tellPost,
  type Writer,
} from "./zeeschuimer-post.ts";

export const LINKEDIN_FIELDS: FieldTable = fieldTable(
  `updateMetadata.urn preDashEntityUrn entityUrn id actor.name.text actor.subDescription.text
   actor.navigationContext.actionTarget commentary.text.text
   commentary.text.attributes.trackingUrn commentary.text.attributes.type
   commentary.text.attributes.*miniProfile.publicIdentifier
   commentary.text.attributes.*miniCompany.universalName
   commentary.text.attributesV2.detailData.*hashtag.trackingUrn
   commentary.text.attributesV2.detailData.*profileFullName.publicIdentifier
   commentary.text.attributesV2.detailData.*profileMention.publicIdentifier
   commentary.text.attributesV2.detailData.*companyName.universalName
   content.navigationContext.actionTarget content.articleComponent.navigationContext.actionTarget
   header.text.text`,
  {
    "updateMetadata.* actor.name.* actor.subDescription.* actor.navigationContext.*": SHOWN,
    "actor.image actor.description actor.* header.*": SELF_TOLD,
    "commentary.text.attributes.* commentary.text.attributesV2.* commentary.text.* commentary.*":
      "where a tag or name stands in the text",
    "commentary.text.attributes.*miniProfile.* commentary.text.attributes.*miniCompany.* commentary.text.attributesV2.detailData.* commentary.text.attributesV2.detailData.*hashtag.* commentary.text.attributesV2.detailData.*profileFullName.* commentary.text.attributesV2.detailData.*profileMention.* commentary.text.attributesV2.detailData.*companyName.*":
      SELF_TOLD,
    "content.images content.*videoPlayMetadata content.linkedInVideoComponent content.externalVideoComponent content.imageComponent content.articleComponent.* content.navigationContext.* content.*":
      FILES,
    "*socialDetail socialDetail socialContent": COUNTED,
    "dashEntityUrn metadata urn": "the post's number in another spelling",
    "$type showSocialDetail leadGenFormContent actions *actions updateActions": SHOWN,
    "additionalContents annotation carouselContent aggregatedContent footer interstitial": SHOWN,
    "contextualHeader contextualDescription detailHeader desktopPromoUpdate highlightedComments":
      SHOWN,
    "labels relatedContent sortKey trackingData useCase $recipeTypes highlightedComment": SHOWN,
  },
);

for (const name of ["resharedUpdate", "*resharedUpdate"]) {
  placeTable(LINKEDIN_FIELDS, name, LINKEDIN_FIELDS);
}

const ACTIVITY = /urn:li:activity:(\d{1,20})(?!\d)/;

/** The post's own activity, by the fields that name it. */
function activityOf(post: Fields, at: string): Said | undefined {
  const metadata = fieldsAt(post, "updateMetadata", at);
  const named = [
    metadata && textAt(metadata.value, "urn", metadata.at),
    ...["preDashEntityUrn", "entityUrn", "id"].map((name) => textAt(post, name, at)),
  ];
  for (const urn of named) {
    const value = urn && ACTIVITY.exec(urn.value)?.[1];
    if (urn && value !== undefined) return { value, at: urn.at };
  }
  return undefined;
}

const findActivityKey = (activity: Said | undefined): Key | undefined =>
  activity && findKey(`linkedin:${activity.value}`);

const PROFILE_PAGE =
  /^https?:\/\/(?:[a-z]{2,3}\.)?linkedin\.com\/((?:in|company|school|showcase)\/[^/?#]{1,200})/i;

const accountOf = (path: string | undefined): Key | undefined =>
  path === undefined ? undefined : findKey(`linkedin:${path}`);

function authorOf(post: Fields, at: string): Person | undefined {
  const actor = fieldsAt(post, "actor", at);
  const context = actor && fieldsAt(actor.value, "navigationContext", actor.at);
  const page = context && textAt(context.value, "actionTarget", context.at);
  const account = accountOf(PROFILE_PAGE.exec(page?.value ?? "")?.[1]);
  if (actor === undefined || page === undefined || account === undefined) return undefined;
  const name = findText(findFields(actor.value["name"])?.["text"]);
  const fact = { fact: "account", account, platform: "linkedin", at: page.at } as const;
  return { account, at: page.at, fact: name === undefined ? fact : { ...fact, name } };
}

const NAMED = [
  { holder: "*miniProfile", field: "publicIdentifier", page: "in" },
  { holder: "*profileFullName", field: "publicIdentifier", page: "in" },
  { holder: "*profileMention", field: "publicIdentifier", page: "in" },
  { holder: "*miniCompany", field: "universalName", page: "company" },
  { holder: "*companyName", field: "universalName", page: "company" },
] as const;

const HASHTAG = /:hashtag:([^:,()\s]{1,200})$/;

/** Tags and people that the words name, in the older and the newer list. */
function namedIn(words: Said<Fields> | undefined): { tags: Said[]; mentions: Person[] } {
  const tags: Said[] = [];
  const mentions: Person[] = [];
  const older = listOf(words?.value["attributes"]).map((one, index) => ({
    value: findFields(one),
    at: `${words?.at}/attributes/${index}`,
  }));
  const newer = listOf(words?.value["attributesV2"]).map((one, index) => ({
    value: findFields(findFields(one)?.["detailData"]),
    at: `${words?.at}/attributesV2/${index}/detailData`,
  }));
  for (const { value, at } of [...older, ...newer]) {
    if (value === undefined) continue;
    const holder = fieldsAt(value, "*hashtag", at) ?? { value, at };
    const urn = textAt(holder.value, "trackingUrn", holder.at);
    const tag = HASHTAG.exec(urn?.value ?? "")?.[1];
    if (urn && tag !== undefined) tags.push({ value: tag, at: urn.at });
    for (const { holder: name, field, page } of NAMED) {
      const named = fieldsAt(value, name, at);
      const id = named && textAt(named.value, field, named.at);
      const account = id && accountOf(`${page}/${id.value}`);
      if (id === undefined || account === undefined) continue;
      const fact = { fact: "account", account, platform: "linkedin", at: id.at } as const;
      mentions.push({ account, at: id.at, fact });
    }
  }
  return { tags, mentions };
}

function linksOf(post: Fields, at: string): Said[] {
  const content = fieldsAt(post, "content", at);
  const article = content && fieldsAt(content.value, "articleComponent", content.at);
  return [content, article].flatMap((one) => {
    const context = one && fieldsAt(one.value, "navigationContext", one.at);
    return (context && textAt(context.value, "actionTarget", context.at)) ?? [];
  });
}

/** With words of its own it quotes what it shares. */
function sharedIn(post: Fields, at: string, hasWords: boolean) {
  const update = fieldsAt(post, "resharedUpdate", at) ?? fieldsAt(post, "*resharedUpdate", at);
  if (update === undefined) return undefined;
  const activity = activityOf(update.value, update.at);
  const other = findActivityKey(activity);
  if (activity === undefined || other === undefined) return undefined;
  const relation = hasWords ? ("QUOTES" as const) : ("RESHARED_BY" as const);
  return { update, edge: { relation, other, at: activity.at } };
}

const MAX_NESTED = 3;

function timesOf(post: Fields, at: string, key: Key, activity: Said, collected: Collected): Told[] {
  const actor = fieldsAt(post, "actor", at);
  const line = actor && fieldsAt(actor.value, "subDescription", actor.at);
  const age = line && textAt(line.value, "text", line.at);
  const inferred = timeOfActivity(activity.value);
  // From a clock that stands before the post, nothing can be counted back.
  const seen = (inferred?.earliest ?? 0) > (collected.at ?? 0) ? undefined : collected.at;
  const time = age && seen !== undefined ? timeBefore(seen, age.value) : undefined;
  const told: Told[] = [];
  if (age && time) {
    const fact = { fact: "time", item: key, kind: "published", ...time, at: age.at } as const;
    const name = "the age that LinkedIn showed, counted back from the collector's clock";
    const said = { basis: "reported", source: { name }, quoteAt: age.at } as const;
    told.push({ subject: key, ...said, facts: [fact] });
  }
  if (inferred) {
    const fact = { fact: "time", item: key, kind: "published", ...inferred } as const;
    const name = "the bits of a LinkedIn activity's number, which by experience are milliseconds";
    const said = { basis: "inferred", source: { name }, quoteAt: activity.at } as const;
    told.push({ subject: key, ...said, facts: [{ ...fact, at: activity.at }] });
  }
  return told;
}

function tellUpdate(post: Fields, at: string, collected: Collected, into: Writer, depth: number) {
  const activity = activityOf(post, at);
  const key = findActivityKey(activity);
  if (activity === undefined || key === undefined) {
    throw new RecordError("no-id", "the post names no activity", `${at}/updateMetadata/urn`);
  }
  const commentary = fieldsAt(post, "commentary", at);
  const words = commentary && fieldsAt(commentary.value, "text", commentary.at);
  const text = words && textAt(words.value, "text", words.at);
  const author = authorOf(post, at);
  const header = fieldsAt(post, "header", at);
  const shownAs = header && fieldsAt(header.value, "text", header.at);
  const reason = shownAs && textAt(shownAs.value, "text", shownAs.at);
  const shared = sharedIn(post, at, text !== undefined);
  const times = timesOf(post, at, key, activity, collected);
  if (!times.some(({ basis }) => basis === "reported")) {
    into.warnings.push(["no-time", "the post shows no age that can be read", activity.at]);
  }
  const told = tellPost({
    key,
    keyAt: activity.at,
    platform: "linkedin",
    text,
    authors: author ? [author] : [],
    ...namedIn(words),
    links: linksOf(post, at),
    edges: shared ? [shared.edge] : [],
    remarks: reason ? [{ relation: "shown because", ...reason }] : [],
  });
  into.told.push(told, ...times);
  if (shared === undefined || depth === MAX_NESTED) return;
  const { value, at: place } = shared.update;
  tellNested(into.warnings, () => tellUpdate(value, place, collected, into, depth + 1));
}

export const readLinkedIn: PostReader = (post, at, collected) => {
  const reading: Writer = { told: [], warnings: [] };
  tellUpdate(post, at, collected, reading, 1);
  return reading;
};
