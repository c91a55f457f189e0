/** What a record of Reddit says of a thing beside what it is, and what an archive found when it looked again. */
import type { Time } from "../../model/time.ts";
import { addRemark, type CollectedPost } from "../reading/collected-post.ts";
import type { Fields } from "../reading/records.ts";
import { fieldsAt, textAt } from "../reading/said.ts";
import { secondsAt } from "../reading/seconds.ts";
import { withoutEntities } from "./reddit-words.ts";

const REMARKS: readonly (readonly [name: string, relation: string])[] = [
  ["removed_by_category", "removed by"],
  ["removed_by", "removed by"],
  ["removal_reason", "reason of removal"],
  ["collapsed_reason_code", "collapsed as"],
  ["distinguished", "posted as"],
  ["link_flair_text", "flair"],
  ["author_flair_text", "flair of the author"],
];
const TIMES: readonly (readonly [name: string, relation: string])[] = [
  ["approved_at_utc", "approved"],
  ["banned_at_utc", "banned"],
  ["event_start", "event begins"],
  ["event_end", "event ends"],
];

export function addRemarks(post: CollectedPost, record: Fields, at: string): void {
  for (const [name, relation] of REMARKS) {
    const said = textAt(record, name, at);
    if (said) addRemark(post, relation, { ...said, value: withoutEntities(said.value) });
  }
  for (const [name, relation] of TIMES) {
    const time = secondsAt(record, name, at);
    const remark = { fact: "remark", kind: "event", subject: post.key, relation } as const;
    if (time) post.facts.push({ ...remark, time: time.value, at: time.at });
  }
}

/** What arctic_shift found when it looked again, a day and a half later. */
export function addSecondLook(post: CollectedPost, record: Fields, at: string): void {
  const meta = fieldsAt(record, "_meta", at);
  if (meta === undefined) return;
  const second = secondsAt(meta.value, "retrieved_2nd_on", meta.at);
  const first = secondsAt(record, "retrieved_on", at);
  const between: Time = {
    earliest: first?.value.earliest ?? null,
    latest: second?.value.latest ?? null,
  };
  if (meta.value["is_edited"] === true) {
    const time = { fact: "time", item: post.key, kind: "edited", ...between } as const;
    post.facts.push({ ...time, at: `${meta.at}/is_edited` });
  }
  const gone = { fact: "remark", kind: "event", subject: post.key } as const;
  if (meta.value["was_deleted_later"] === true) {
    const removed = { ...gone, relation: "deleted or removed", time: between };
    post.facts.push({ ...removed, at: `${meta.at}/was_deleted_later` });
  }
  if (meta.value["was_initially_deleted"] === true) {
    const back = { ...gone, relation: "was away and is back", time: between };
    post.facts.push({ ...back, at: `${meta.at}/was_initially_deleted` });
  }
  for (const [name, relation] of [
    ["removal_type", "way of removal"],
    ["note", "note of the archive"],
  ] as const) {
    const said = textAt(meta.value, name, meta.at);
    if (said) addRemark(post, relation, said);
  }
}
