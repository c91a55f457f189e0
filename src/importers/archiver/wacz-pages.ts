/**
 * The list of pages in a WACZ file (pages/pages.jsonl, WACZ 1.1: "json-pages-1.0"): which pages the archive's
 * browser was at, and when. It is the archive's word; what the pages showed stands in its WARC files.
 */
import type { Fact } from "../../model/claim.ts";
import { keyOfUrl, kindOfKey, typeOfKey } from "../../model/key.ts";
import type { Importer } from "../importer.ts";
import { fieldTable } from "../reading/fields.ts";
import { isoTimeAt } from "../reading/iso-time.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import {
  collectedBy,
  type Fields,
  findDigits,
  findText,
  isFields,
  quoted,
  RecordError,
} from "../reading/records.ts";
import type { Reading, Skip } from "../reading/told.ts";

const SOURCE = { name: "the web archive, which lists the pages that it was at" };

const FIELDS = fieldTable("url ts title", {
  "id format hasText": "the archive's own names of the page and of the list",
  text: "the whole page's words, navigation too; its own record in the archive gives them",
  status: "whether the page was there: else it is not told",
  "favIconUrl favicon": "pictures: no link that anybody posted",
  "loadState mime size depth seed crawlId": "how the archive came to the page and took it",
});

const UTC = { name: "UTC", reason: "documented" } as const;

function read(record: Fields): Reading | Skip {
  if (record["format"] !== undefined && record["url"] === undefined) {
    return { skip: "head", why: "the first line says what the list is" };
  }
  const url = findText(record["url"]);
  const key = url === undefined ? undefined : keyOfUrl(url);
  if (key === undefined) {
    throw new RecordError("no-address", `${quoted(record["url"])} is no address`, "/url");
  }
  if (kindOfKey(key) === "account") {
    return {
      skip: "profile",
      why: "the address is of an account: what was found there is not told",
    };
  }
  const status = findDigits(record["status"]);
  if (status !== undefined && !/^2\d\d$/.test(status)) {
    const why = `the archive was answered with ${status}: it does not say that the page was there`;
    return { skip: "not-there", why };
  }
  const type = typeOfKey(key);
  const facts: Fact[] = [
    { fact: "item", item: key, ...(type === undefined ? {} : { type }), at: "/url" },
  ];
  const title = findText(record["title"]);
  if (title !== undefined) facts.push({ fact: "item", item: key, title, at: "/title" });
  const time = isoTimeAt(record, "ts", "", UTC);
  if (time) facts.push({ fact: "time", item: key, kind: "captured", ...time.value, at: time.at });
  const by = time?.value.latest ?? undefined;
  return {
    told: [
      {
        subject: key,
        basis: "reported",
        source: SOURCE,
        quoteAt: "/url",
        ...(by === undefined ? {} : { shownBy: by }),
        facts,
      },
    ],
    warnings: time ? [] : [["no-time", "it does not say when the archive was at the page", "/url"]],
  };
}

export const waczPages: Importer = {
  id: "wacz-pages",
  version: 2,
  label: "List of pages in a WACZ file",
  reads: "The pages.jsonl of a WACZ file: which pages the archive was at, when, and their titles.",
  example: '{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}',
  checkedAgainst: "real files",

  detects(sample, whole) {
    const [first] = sampleJsonRecords(sample, whole);
    const value = first?.error === undefined ? first?.value : undefined;
    return isFields(value) && /^json-pages-1\./.test(findText(value["format"]) ?? "");
  },

  parse: (bytes, { manifest }) =>
    readJsonFile(bytes, { fields: FIELDS, read, shownBy: collectedBy(manifest) }),
};
