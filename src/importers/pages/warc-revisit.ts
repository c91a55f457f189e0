/**
 * A revisit record of a web archive (WARC 1.0 and 1.1) whose payload is not in its file: the page was
 * there at that time, unchanged since it was saved before. What it showed is not told here. The record's
 * headers are the word of whoever made the archive.
 */
import type { Claim, Fact } from "../../model/claim.ts";
import { ImportError } from "../../model/errors.ts";
import { keyOfUrl, kindOfKey, typeOfKey } from "../../model/key.ts";
import { parseTime, type Time, TimeFormatError } from "../../model/time.ts";
import type { ImportContext, Importer, RecordResult } from "../importer.ts";
import { findUtf8 } from "../reading/bytes.ts";
import { readPageBytes } from "../reading/html.ts";
import { findHead } from "../reading/message-head.ts";
import { collectedBy, imported, RecordError, recordResult, skipped } from "../reading/records.ts";
import { beginsWarcRecord, warcUri } from "../reading/warc-head.ts";

const MAX_DIGEST = 200;

function timeOf(written: string | undefined): Time {
  try {
    if (written !== undefined) return parseTime(written);
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
  }
  throw new RecordError("bad-time", "it does not say when the page was there", "WARC-Date");
}

function resultOf(bytes: Uint8Array, { manifest }: ImportContext): RecordResult {
  const head = findHead(bytes);
  if (head === undefined) throw new ImportError("bad-structure", "the record's headers do not end");
  return recordResult(1, () => {
    const { fields } = head;
    const url = warcUri(fields.get("warc-target-uri"));
    const key = keyOfUrl(url);
    if (key === undefined) {
      throw new RecordError("bad-address", "it names no address of the web", "WARC-Target-URI");
    }
    if (kindOfKey(key) === "account") {
      return skipped(
        1,
        "profile",
        "an account's profile was there: that carries nothing by itself",
      );
    }
    if (findUtf8(bytes.subarray(0, head.size)) === undefined) {
      throw new RecordError("bad-encoding", "its headers are not valid UTF-8");
    }
    const time = timeOf(fields.get("warc-date"));
    const type = typeOfKey(key);
    const digest = fields.get("warc-payload-digest");
    const facts: Fact[] = [
      { fact: "item", item: key, ...(type === undefined ? {} : { type }) },
      { fact: "time", item: key, kind: "captured", ...time },
    ];
    if (digest !== undefined && digest.length <= MAX_DIGEST) {
      const relation = "payload-digest";
      facts.push({ fact: "remark", kind: "attribute", subject: key, relation, value: digest });
    }
    const shownBy = collectedBy(manifest) ?? time.latest ?? undefined;
    const claim: Claim = {
      subject: key,
      place: { bytes: [0, head.size], record: 1, as: "text" },
      basis: "reported",
      source: { name: "the web archive, which says that the page was there unchanged" },
      ...(shownBy === undefined ? {} : { shownBy }),
      facts,
    };
    return imported(1, [claim]);
  });
}

export const warcRevisit: Importer = {
  id: "warc-revisit",
  version: 1,
  label: "Revisit in a web archive",
  reads: "A record of a WARC file that says that a page was there again, unchanged.",
  example: "WARC/1.0 … WARC-Type: revisit … WARC-Refers-To-Date: 2017-05-05T18:35:02Z",
  checkedAgainst: "real files",

  detects(sample) {
    const head = beginsWarcRecord(sample) ? findHead(sample) : undefined;
    return head?.fields.get("warc-type")?.toLowerCase() === "revisit";
  },

  async *parse(bytes, context) {
    yield [resultOf(await readPageBytes(bytes), context)];
  },
};
