/**
 * What a capture shows. One that was answered with a status of 2xx shows that something stood at the
 * address by then (it may be a page that says, with 200, that there is nothing: only the copy can tell). Any
 * other status shows no more than that, so it makes no copy, which would say that its original was there
 * before: "not found" and "redirected" are told beside the original, with when. A revisit has the status of
 * the captures of its address with the same bytes, wherever they stand in the list, if they agree. Where
 * nothing says a status, a warning says so: that the archive has a copy counts as its word, but a revisit
 * without one shows only that the archive looked, since "not found" is repeated as pages are.
 *
 * Two captures of an address that follow one another with one digest (SHA-1 of the bytes) are told as a
 * remark on the original with the interval between them. It is no claim that nothing changed in between: a
 * page may change and change back while nobody looks. It says, to whoever asks when words came into a page,
 * that both captures show the same. Digests that differ say nothing: a clock or an advertisement in the page
 * is enough.
 */
import { NOT_FOUND } from "../../model/captured.ts";
import type { Fact } from "../../model/claim.ts";
import { type Key, keyOfUrl, kindOfKey } from "../../model/key.ts";
import type { Time } from "../../model/time.ts";
import { RecordError } from "../reading/records.ts";
import { placed } from "../reading/said.ts";
import type { Reading, Skip, Told, Warning } from "../reading/told.ts";
import type { Capture, ReadCapture } from "./capture.ts";
import type { CaptureIndex } from "./capture-index.ts";

/** SHA-1 of no bytes at all: such a capture shows nothing. */
const OF_NOTHING = "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ";

interface Seen {
  address: Key;
  /** The capture before. */
  former: Capture;
}

const asKey = (digest: string): string => digest.replace(/^sha1:/i, "").toUpperCase();

const STATUS_UNKNOWN =
  "nothing says how the address answered when it was captured: that something stood there is the archive's word alone";
const REVISIT_UNKNOWN =
  "nothing in the list says how the address answered when the bytes that were met again were captured: it may have been that there is nothing";

function relationOf(status: string): string {
  if (status === "404" || status === "410") return NOT_FOUND;
  return status.startsWith("3") ? "redirected when captured" : "gave an error when captured";
}

function remarkFact(
  subject: Key,
  { taken, status, redirect, stamp }: Capture,
  relation: string,
): Fact {
  const target = redirect === undefined ? undefined : keyOfUrl(redirect.value);
  return {
    fact: "remark",
    kind: "attribute",
    subject,
    relation,
    ...(target === undefined ? {} : { object: target }),
    ...(status === undefined ? {} : { value: status.value }),
    time: taken,
    ...placed((status ?? stamp).at),
  };
}

/** Of bytes that were answered with several. */
const SEVERAL = "several";

/** The statuses of captures by address and digest: of the part of a list that is looked at, and of the one before. */
function createStatuses() {
  let recent = new Map<string, string>();
  let former = new Map<string, string>();
  const nameOf = (address: Key, digest: string): string => `${asKey(digest)} ${address}`;

  function add({ url, status, digest }: Capture): void {
    const address = keyOfUrl(url.value);
    if (address === undefined || status === undefined || digest === undefined) return;
    const name = nameOf(address, digest.value);
    const known = recent.get(name) ?? former.get(name) ?? status.value;
    recent.set(name, known === status.value ? known : SEVERAL);
  }

  return {
    lookAhead(captures: readonly ReadCapture[]): void {
      former = recent;
      recent = new Map();
      for (const read of captures) {
        const capture = readable(read);
        if (capture) add(capture);
      }
    },
    /** A revisit's own, else that of the bytes that it repeats. */
    of({ status, digest, isRevisit }: Capture, address: Key): string | undefined {
      if (status !== undefined || !isRevisit || digest === undefined) return status?.value;
      const name = nameOf(address, digest.value);
      const found = recent.get(name) ?? former.get(name);
      return found === SEVERAL ? undefined : found;
    },
  };
}

function readable(read: ReadCapture): Capture | undefined {
  try {
    const capture = read();
    return "skip" in capture ? undefined : capture;
  } catch (error) {
    if (error instanceof RecordError) return undefined;
    throw error;
  }
}

/** That a thing was there, and no more. */
export const namedFact = (key: Key, at: string | undefined): Fact =>
  kindOfKey(key) === "account"
    ? { fact: "account", account: key, ...placed(at) }
    : { fact: "item", item: key, ...placed(at) };

function sameBytes(subject: Key, former: Capture, { taken, digest }: Capture): Fact[] {
  if (former.digest === undefined || digest === undefined) return [];
  if (asKey(former.digest.value) !== asKey(digest.value)) return [];
  // A list may run backwards.
  const [from, to] =
    (former.taken.earliest ?? 0) <= (taken.earliest ?? 0)
      ? [former.taken.earliest, taken.latest]
      : [taken.earliest, former.taken.latest];
  const time: Time = { earliest: from, latest: to, precision: "second" };
  const remark = { fact: "remark", kind: "attribute", subject, value: digest.value } as const;
  return [{ ...remark, relation: "the same bytes at both ends", time, ...placed(digest.at) }];
}

function copyTold({ stamp, url }: Capture, original: Key, index: CaptureIndex): Told[] {
  const copy = index.isWayback
    ? keyOfUrl(`https://web.archive.org/web/${stamp.value}/${url.value}`)
    : undefined;
  if (copy === undefined || !copy.startsWith("wayback:")) return [];
  const facts: Fact[] = [{ fact: "item", item: copy, type: "page", ...placed(stamp.at) }];
  if (kindOfKey(original) !== "account") {
    const edge = { relation: "COPY_OF", subject: copy, object: original } as const;
    facts.push({ fact: "edge", ...edge, ...placed(url.at) });
  }
  return [{ subject: copy, quoteAt: stamp.at, facts, ...index.said }];
}

/** Of a line that stands for many: the last says nothing of how the address answered then. */
const lastFacts = (subject: Key, { last, taken }: Capture): Fact[] =>
  last === undefined || last.value.earliest === taken.earliest
    ? []
    : [
        {
          fact: "remark",
          kind: "attribute",
          subject,
          relation: "captured last",
          time: last.value,
          ...placed(last.at),
        },
      ];

const isEmpty = ({ digest }: Capture): boolean =>
  digest !== undefined && asKey(digest.value) === OF_NOTHING;

/** What a capture says that shows nothing at the address: no subject, since it is no sign that anything was there. */
function nothingTold(capture: Capture, original: Key, status: string | undefined): Fact {
  const isAnswered = status === undefined || status.startsWith("2");
  const relation = isAnswered ? "empty when captured" : relationOf(status);
  const at = (capture.status ?? capture.digest)?.at;
  const value = status ?? "no bytes";
  return remarkFact(original, { ...capture, status: { value, ...placed(at) } }, relation);
}

/** What a capture says that shows nothing for sure. */
function unshown(capture: Capture, original: Key, status: string | undefined): Reading | undefined {
  const { isRevisit, stamp, url } = capture;
  if (isEmpty(capture) || (status !== undefined && !status.startsWith("2"))) {
    return { told: [{ facts: [nothingTold(capture, original, status)] }], warnings: [] };
  }
  if (status !== undefined || !isRevisit) return undefined;
  const looked = { ...capture, status: { ...stamp, value: "no status" } };
  return {
    told: [{ facts: [remarkFact(original, looked, "looked at by an archive")] }],
    warnings: [["status-unknown", REVISIT_UNKNOWN, url.at]],
  };
}

/** Tells captures one after the other; those of one address must follow one another to be compared. */
export function createCaptureTeller(index: CaptureIndex) {
  const statuses = createStatuses();
  let seen: Seen | undefined;

  function tell(capture: Capture | Skip): Reading | Skip {
    if ("skip" in capture) return capture;
    const { url, taken } = capture;
    const original = keyOfUrl(url.value);
    if (original === undefined) throw new RecordError("bad-url", "the address is none", url.at);
    const before = seen?.address === original ? seen : undefined;
    const status = statuses.of(capture, original);
    seen = { address: original, former: capture };
    const about = { quoteAt: url.at, ...index.said };
    const nothing = unshown(capture, original, status);
    if (nothing) {
      return { ...nothing, told: nothing.told.map((told) => ({ ...about, ...told })) };
    }
    const shown: Told = {
      ...about,
      subject: original,
      ...(taken.latest === null ? {} : { shownBy: taken.latest }),
      facts: [
        namedFact(original, url.at),
        ...(before === undefined ? [] : sameBytes(original, before.former, capture)),
        ...lastFacts(original, capture),
      ],
    };
    const warnings: Warning[] =
      status === undefined ? [["status-unknown", STATUS_UNKNOWN, url.at]] : [];
    return { told: [...copyTold(capture, original, index), shown], warnings };
  }

  /** What is told next is to be looked at first, for what it says of other captures. */
  return { lookAhead: statuses.lookAhead, tell };
}
