/** What was done with a post: made, changed, reshared, deleted. Likes and follows carry nothing on. */
import { type Key, keyOfUrl, platformOfKey } from "../../model/key.ts";
import type { PlatformId } from "../../model/platform.ts";
import type { Zone } from "../../model/time.ts";
import { createPost } from "../reading/collected-post.ts";
import { type Gathered, gather, tellWithin } from "../reading/gathered.ts";
import { isoTimeAt } from "../reading/iso-time.ts";
import { type Fields, findFields, RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Reading, Skip, Told } from "../reading/told.ts";
import {
  actorFacts,
  actorOf,
  addActor,
  addressAt,
  POSTS,
  tellObject,
} from "./activitypub-object.ts";
import { hrefOf, idOf, typeOf, valuesAt } from "./activitypub-values.ts";
import { accountOfActor } from "./fediverse-people.ts";
import { addAddresses, addReshared, platformOfPost, reportTime } from "./fediverse-post.ts";

const ACTORS = new Set<string | undefined>([
  ...["Person", "Service", "Group", "Application", "Organization"],
]);

function tellCreated(activity: Fields, at: string, zone: Zone, into: Gathered): void {
  for (const said of valuesAt(activity, "object", at)) {
    if (findFields(said.value) === undefined) {
      throw new RecordError("no-object", "the activity only names what it made", said.at);
    }
    const key = tellObject(said, valuesAt(activity, "actor", at), zone, into);
    if (typeOf(activity) !== "Update" || findFields(said.value)?.["updated"] !== undefined)
      continue;
    const time =
      isoTimeAt(activity, "updated", at, zone) ?? isoTimeAt(activity, "published", at, zone);
    const fact = { fact: "time", item: key, kind: "edited" } as const;
    const edited = time
      ? { ...fact, ...time.value, at: time.at }
      : { ...fact, earliest: null, latest: null, at: `${at}/type` };
    into.told.push({ subject: key, basis: "reported", quoteAt: edited.at, facts: [edited] });
  }
}

/** Without an address of its own a reshare is no item: then a remark on the original is left of it. */
function tellUnnamed(
  activity: Fields,
  original: Said<Key>,
  at: string,
  zone: Zone,
  into: Gathered,
): void {
  for (const actor of valuesAt(activity, "actor", at).map(actorOf)) {
    const account = actor.id && accountOfActor(actor.id.value);
    const said = actor.id ?? actor.name;
    if (said === undefined) continue;
    const time = isoTimeAt(activity, "published", at, zone)?.value;
    into.told.push({
      subject: original.value,
      basis: "reported",
      quoteAt: said.at,
      facts: [
        {
          ...{ fact: "remark", kind: "event", subject: original.value, relation: "reshared by" },
          ...(account === undefined ? { value: said.value } : { object: account }),
          ...(time === undefined ? {} : { time }),
          at: said.at,
        },
      ],
    });
  }
}

function tellAnnounced(activity: Fields, at: string, zone: Zone, into: Gathered): void {
  const [said] = valuesAt(activity, "object", at);
  const original = said && addressAt(said);
  if (said === undefined || original === undefined) {
    throw new RecordError(
      "no-original",
      "the activity does not name what it reshares",
      `${at}/object`,
    );
  }
  if (findFields(said.value)?.["content"] !== undefined) {
    tellWithin(into, () => void tellObject(said, [], zone, into));
  }
  const address = addressAt({ value: activity, at });
  if (address === undefined) {
    tellUnnamed(activity, original, at, zone, into);
    return;
  }
  const post = createPost(address.value, address.at, platformOfPost(address.value));
  post.quoteAt = address.at;
  addAddresses(post, address);
  addActor(post, valuesAt(activity, "actor", at));
  addReshared(post, original);
  reportTime(post, "published", isoTimeAt(activity, "published", at, zone));
  gather(post, into);
}

/** A deletion, with the time that the server gives it. */
function tellDeleted(activity: Fields, at: string, zone: Zone, into: Gathered): void {
  const objects =
    typeOf(activity) === "Tombstone" ? [{ value: activity, at }] : valuesAt(activity, "object", at);
  for (const said of objects) {
    const href = hrefOf(said);
    const key = href && keyOfUrl(href.value);
    if (href === undefined || key === undefined) continue;
    const tomb = findFields(said.value) ?? {};
    const time =
      isoTimeAt(tomb, "deleted", said.at, zone) ?? isoTimeAt(activity, "published", at, zone);
    const remark = { fact: "remark", kind: "event", subject: key, relation: "deleted" } as const;
    const facts = [{ ...remark, ...(time ? { time: time.value } : {}), at: href.at }];
    into.told.push({ basis: "reported", facts });
  }
}

function tellUndone(activity: Fields, at: string, zone: Zone, into: Gathered): void {
  for (const said of valuesAt(activity, "object", at)) {
    if (typeOf(said.value) !== "Announce") continue;
    const address = addressAt(said);
    if (address === undefined) continue;
    const time = isoTimeAt(activity, "published", at, zone);
    const remark = { fact: "remark", kind: "event", subject: address.value } as const;
    const undone = { ...remark, relation: "taken back", ...(time ? { time: time.value } : {}) };
    into.told.push({ basis: "reported", facts: [{ ...undone, at: address.at }] });
  }
}

const TELLERS: ReadonlyMap<
  string | undefined,
  (activity: Fields, at: string, zone: Zone, into: Gathered) => void
> = new Map([
  ["Create", tellCreated],
  ["Update", tellCreated],
  ["Announce", tellAnnounced],
  ["Delete", tellDeleted],
  ["Tombstone", tellDeleted],
  ["Undo", tellUndone],
]);

/** Whether an object is of a type that is read here, or that ActivityPub knows. */
export const isActivity = (type: string | undefined): boolean =>
  TELLERS.has(type) ||
  POSTS.has(type) ||
  ACTORS.has(type) ||
  /^(?:Like|Follow|Accept|Add|Block|Move)$/.test(type ?? "");

/** @throws RecordError when it names nothing, or a time is none */
export function readActivity(activity: Fields, at: string, zone: Zone): Reading | Skip {
  const type = typeOf(activity);
  const into: Gathered = { told: [], warnings: [] };
  const said = { value: activity, at };
  const object = findFields(activity["object"]);
  if (POSTS.has(type)) tellObject(said, [], zone, into);
  else if (ACTORS.has(type)) return actorFacts(said, zone) ?? CARRIES_NOTHING;
  else if (ACTORS.has(typeOf(object))) {
    return actorFacts({ value: object, at: `${at}/object` }, zone) ?? CARRIES_NOTHING;
  } else TELLERS.get(type)?.(activity, at, zone, into);
  if (into.told.length === 0) return CARRIES_NOTHING;
  return { ...into, told: into.told.map((told) => asSaidBy(serverOf(activity, at), told)) };
}

/** Whose word a record is: the server of its own id, else of its actor. */
function serverOf(activity: Fields, at: string): PlatformId | undefined {
  const ids = [{ value: activity, at }, ...valuesAt(activity, "actor", at)].flatMap(
    (said) => idOf(said) ?? [],
  );
  const [key] = ids.flatMap(({ value }) => keyOfUrl(value) ?? []);
  return key && platformOfKey(key);
}

/** What a server says of a post that stands on another is no more than its word. */
function asSaidBy(server: PlatformId | undefined, told: Told): Told {
  const own = told.subject && platformOfKey(told.subject);
  if (server === undefined || own === undefined || own === server) return told;
  return { ...told, basis: "reported", source: { name: server } };
}

const CARRIES_NOTHING: Skip = {
  skip: "carries-nothing",
  why: "neither a post nor an activity that carries one on, such as a like",
};
