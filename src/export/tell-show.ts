/** All that is known of one thing, as text. */

import {
  SPOKEN_ORDER,
  SPOKEN_ORDER_OF_PICTURES,
  spokenLikeness,
  spokenLookAlike,
  spokenPicture,
} from "../model/likeness.ts";
import {
  capital,
  many,
  plain,
  redacted,
  shorten,
  spokenAbsence,
  spokenItem,
  WRITTEN_JOIN,
} from "../model/plain-text.ts";
import type { ShowAnswer } from "../model/show-answer.ts";
import { spokenTime } from "../model/spoken-time.ts";
import { closing, section } from "./tell-common.ts";
import { cites } from "./tell-trace.ts";

function heading({ item, account, asked, memberCount }: ShowAnswer): string[] {
  if (item) {
    return [
      capital(spokenItem(item)),
      `Published ${spokenTime(item.published)}${item.tier === null ? "" : `; tier ${item.tier}`}`,
      ...(item.attested ? [] : ["Known only by reference: no evidence has it as its subject."]),
      ...item.alsoKnownAs.map((key) => `Also known as ${plain(key)}`),
    ];
  }
  if (account) {
    const names = account.names.length === 0 ? "" : `, ${account.names.map(redacted).join(", ")}`;
    return [
      `Account ${plain(account.key)}${names}: ${many(account.items, "item")} in evidence`,
      ...account.alsoKnownAs.map((key) => `Also known as ${plain(key)}`),
    ];
  }
  return memberCount > 0
    ? [`${plain(asked)}: ${many(memberCount, "item")}`]
    : [spokenAbsence(asked)];
}

type Stretches = ShowAnswer["nearCopies"][number]["own"];

/** A text in one line, what the other has too in ⟦brackets⟧. */
const stretches = (parts: Stretches): string =>
  parts.map(({ text, common }) => (common ? `⟦${redacted(text)}⟧` : redacted(text))).join("");

function nearCopies({ nearCopies: copies, nearCopyCount }: ShowAnswer): string[] {
  const told = copies.map(({ item, order, likeness, own, other, claims }) =>
    [
      `- ${spokenItem(item)}, ${spokenTime(item.published)}, ${spokenLikeness(likeness)}; ${SPOKEN_ORDER[order]}; inferred by near-copy ${cites(claims)}`,
      `    this:  ${stretches(own)}`,
      `    other: ${stretches(other)}`,
    ].join("\n"),
  );
  const [first] = copies;
  if (first === undefined) return [];
  const more = nearCopyCount - copies.length;
  return [
    `Alike does not mean taken: both may have it from elsewhere. ${first.likeness.how}.`,
    ...told,
    ...(more > 0 ? [`- and ${more} more, later ones`] : []),
  ];
}

type Picture = ShowAnswer["nearPictures"][number]["own"];

const picture = (told: Picture): string =>
  `${spokenPicture(told)}; ${told.files.map(({ name, path }) => [name, ...path].map(redacted).join(" > ")).join("; ")}`;

function nearPictures({ nearPictures: copies, nearPictureCount }: ShowAnswer): string[] {
  const [first] = copies;
  if (first === undefined) return [];
  const more = nearPictureCount - copies.length;
  return [
    `Alike does not mean taken: both may have it from elsewhere. Compare the files: no picture is shown here. ${first.likeness.how}.`,
    `this: ${picture(first.own)}`,
    ...copies.map(({ item, order, likeness, other, claims }) =>
      [
        `- ${spokenItem(item)}, ${spokenTime(item.published)}, ${spokenLookAlike(likeness)}; ${SPOKEN_ORDER_OF_PICTURES[order]}; inferred by near-picture ${cites(claims)}`,
        `    ${picture(other)}`,
      ].join("\n"),
    ),
    ...(more > 0 ? [`- and ${more} more, later ones`] : []),
  ];
}

/** Plain text, UTC throughout. */
export function tellShow(answer: ShowAnswer): string {
  const changes =
    answer.cannotChange === null
      ? []
      : [answer.cannotChange ? "It cannot change once published." : "It can change."];
  const lines = [
    ...heading(answer),
    ...changes,
    ...section("Text", answer.text === null ? [] : [shorten(answer.text, 2000)]),
    ...section(
      "Items",
      answer.members.map((item) => `- ${spokenItem(item)}, ${spokenTime(item.published)}`),
    ),
    ...section(
      "Times",
      answer.times.map(
        ({ kind, time, asWritten, zone, zoneReason, fromId, basis, claim }) =>
          `- ${kind} ${spokenTime(time)}${asWritten === null ? "" : `, as written “${plain(asWritten)}”`}${fromId ? ", decoded from the id that the source writes" : zoneReason === null ? "" : `, zone ${zone === null ? "" : `${plain(zone)} `}${zoneReason}`}, ${basis} [${claim}]`,
      ),
    ),
    ...section(
      "Edges",
      answer.edges.map(
        ({ relation, subject, object, basis, time, claims }) =>
          `- ${plain(subject)} ${relation} ${plain(object)}${time === null ? "" : `, ${spokenTime(time)}`}, ${basis} ${claims.map((n) => `[${n}]`).join("")}`,
      ),
    ),
    ...section("Near copies", nearCopies(answer)),
    ...section("Pictures that look alike", nearPictures(answer)),
    ...section(
      "Joins",
      answer.joins.map(
        ({ relation, subject, object, basis, claim }) =>
          `- ${plain(subject)} ${WRITTEN_JOIN[relation]} ${plain(object)}, ${basis} [${claim}]`,
      ),
    ),
    ...section(
      "Findings",
      answer.findings.map(({ kind, says }) => `- ${kind}: ${plain(says)}`),
    ),
    ...section(
      "Limits",
      answer.limits.map((limit) => `- ${plain(limit)}`),
    ),
    ...closing(answer),
  ];
  return `${lines.join("\n")}\n`;
}
