/**
 * The words of one paste, as pastebin.com/raw/<id> gives them. Nothing in them says that they are
 * a paste: the importer is named with --as, or by a manifest whose origin is a raw address, and the
 * paste's id comes from that origin. Chrome and Edge save such an address within a page of their own,
 * from whose one `<pre>` the words are read.
 */
import type { Claim } from "../../model/claim.ts";
import { ImportError } from "../../model/errors.ts";
import type { Key } from "../../model/key.ts";
import type { ImportContext, Importer } from "../importer.ts";
import { bomLength, findUtf8, roughUtf8 } from "../reading/bytes.ts";
import { parseHtml, readPageBytes } from "../reading/html.ts";
import { decodeHtml } from "../reading/html-encoding.ts";
import { placeOfElement } from "../reading/html-place.ts";
import { wordsOf } from "../reading/html-words.ts";
import { collectedBy, findText, imported } from "../reading/records.ts";
import { type Part, pasteFacts, pasteOfUrl } from "./pastebin-facts.ts";

const NO_ORIGIN =
  'a raw paste does not say which it is: write "origin": "https://pastebin.com/raw/<id>" in its manifest';

function pasteOf({ manifest }: ImportContext): Key {
  const key = manifest === null ? undefined : pasteOfUrl(manifest.origin);
  if (key !== undefined) return key;
  throw new ImportError("bad-structure", NO_ORIGIN, { where: "manifest" });
}

/** A page of Chrome's own around a file of plain text; what is in the text is written with entities. */
const WRAPPER =
  '^\\uFEFF?\\s*(?:<!-- saved from url=\\(\\d{4}\\)(\\S+) -->\\s*)?<html><head>\\s*(?:<(?:meta|link)\\b[^>]*>\\s*)*</head>\\s*<body><pre(?: style="[^"]*")?>[^<]*';
const BEGINS_AS_WRAPPED = new RegExp(`${WRAPPER}(?:$|</pre>)`, "i");
const WRAPPED = new RegExp(`${WRAPPER}</pre>\\s*</body>\\s*</html>\\s*$`, "i");

const BEGINS_AS_PAGE =
  /^\uFEFF?\s*(?:<\?xml\b[^>]{0,200}>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html)\b/i;
const IS_PAGE =
  "it comes from the address of a raw paste, but is an HTML page, such as the site gives for a paste that is gone: import what the address gave as plain text, or say --as pastebin-raw if the words of the paste are HTML";

interface Words {
  place: Claim["place"];
  text: Part;
}

function findWrapped(whole: Uint8Array, key: Key): Words | undefined {
  const html = decodeHtml(whole).text;
  const wrapped = WRAPPED.exec(html);
  const [pre] = wrapped === null ? [] : parseHtml(html).$("pre");
  if (wrapped === null || pre === undefined) return undefined;
  const from = wrapped[1];
  if (from !== undefined && pasteOfUrl(from) !== key) {
    const message = `the page says that it was saved from ${from}, which is not the paste ${key} of the manifest's origin: mend the origin`;
    throw new ImportError("bad-structure", message);
  }
  const value = findText(wordsOf(pre));
  if (value === undefined) throw new ImportError("bad-structure", "the paste is empty");
  const place = { bytes: [0, whole.length], record: 1, as: "html" } satisfies Claim["place"];
  return { place, text: { value, at: placeOfElement(pre) } };
}

function bareWords(whole: Uint8Array): Words {
  const start = bomLength(whole);
  const value = findText(findUtf8(whole.subarray(start)));
  if (value === undefined) {
    throw new ImportError("bad-structure", "the file is empty or not valid UTF-8");
  }
  return { place: { bytes: [start, whole.length], record: 1, as: "text" }, text: { value } };
}

const RAW =
  /^https?:\/\/(?:[\w-]+\.)?pastebin\.com\/(?:raw\/|dl\/|raw\.php\?|api_scrape_item\.php\?)/i;

export const pastebinRaw: Importer = {
  id: "pastebin-raw",
  version: 3,
  label: "Pastebin paste (raw)",
  reads:
    "The bare words of one paste, in UTF-8; the manifest's origin is its address on pastebin.com.",
  example: "any text, with https://pastebin.com/raw/AbCd1234 as origin in its manifest",
  checkedAgainst: "documentation only",

  detects: () => false,
  comesFrom: (origin) => RAW.test(origin) && pasteOfUrl(origin) !== undefined,
  whyNot(sample) {
    const text = roughUtf8(sample);
    return BEGINS_AS_PAGE.test(text) && !BEGINS_AS_WRAPPED.test(text) ? IS_PAGE : undefined;
  },
  authored: true,

  async *parse(bytes, context) {
    const key = pasteOf(context);
    const whole = await readPageBytes(bytes);
    const { place, text } = findWrapped(whole, key) ?? bareWords(whole);
    const shownBy = collectedBy(context.manifest);
    const claim: Claim = {
      subject: key,
      place,
      basis: "recorded",
      ...(shownBy === undefined ? {} : { shownBy }),
      ...(text.at === undefined ? {} : { quoteAt: text.at }),
      facts: pasteFacts({
        key,
        keyAt: {},
        title: undefined,
        text,
        author: undefined,
        remarks: [],
      }),
    };
    yield [imported(1, [claim])];
  },
};
