/**
 * The words of one paste, as pastebin.com/raw/<id> gives them. Nothing in them says that they are
 * a paste: the importer is named with --as, or by a manifest whose origin is a raw address, and the
 * paste's id comes from that origin.
 */
import type { Claim } from "../model/claim.ts";
import { ImportError } from "../model/errors.ts";
import type { Key } from "../model/key.ts";
import { bomLength, findUtf8 } from "./bytes.ts";
import { readPageBytes } from "./html.ts";
import type { ImportContext, Importer } from "./importer.ts";
import { pasteFacts, pasteOfUrl } from "./pastebin-facts.ts";
import { collectedBy, findText, imported } from "./records.ts";

const NO_ORIGIN =
  'a raw paste does not say which it is: write "origin": "https://pastebin.com/raw/<id>" in its manifest';

function pasteOf({ manifest }: ImportContext): Key {
  const key = manifest === null ? undefined : pasteOfUrl(manifest.origin);
  if (key !== undefined) return key;
  throw new ImportError("bad-structure", NO_ORIGIN, { where: "manifest" });
}

const RAW =
  /^https?:\/\/(?:[\w-]+\.)?pastebin\.com\/(?:raw\/|dl\/|raw\.php\?|api_scrape_item\.php\?)/i;

export const pastebinRaw: Importer = {
  id: "pastebin-raw",
  version: 1,
  label: "Pastebin paste (raw)",
  reads:
    "The bare words of one paste, in UTF-8; the manifest's origin is its address on pastebin.com.",

  detects: () => false,
  comesFrom: (origin) => RAW.test(origin) && pasteOfUrl(origin) !== undefined,

  async *parse(bytes, context) {
    const key = pasteOf(context);
    const whole = await readPageBytes(bytes);
    const start = bomLength(whole);
    const text = findText(findUtf8(whole.subarray(start)));
    if (text === undefined) {
      throw new ImportError("bad-structure", "the file is empty or not valid UTF-8");
    }
    const shownBy = collectedBy(context.manifest);
    const claim: Claim = {
      subject: key,
      place: { bytes: [start, whole.length], record: 1, as: "text" },
      basis: "recorded",
      ...(shownBy === undefined ? {} : { shownBy }),
      facts: pasteFacts({
        key,
        keyAt: {},
        title: undefined,
        text: { value: text },
        author: undefined,
        remarks: [],
      }),
    };
    yield [imported(1, [claim])];
  },
};
