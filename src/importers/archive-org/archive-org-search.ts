/**
 * Answers of archive.org's searches: advancedsearch.php (`response.docs`) and the scrape API (`items`, with
 * the cursor by which the list goes on). Each result is an item with such fields as were asked for; what is
 * said of an item's metadata holds here too (archive-org-facts.ts). Here dates carry their zone.
 */
import type { ImportContext, Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import { fieldTable } from "../reading/fields.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import { COUNTED } from "../reading/left-out.ts";
import { collectedBy, type Fields, isFields } from "../reading/records.ts";
import type { Reading } from "../reading/told.ts";
import { archiveFieldsIn, readArchiveItem } from "./archive-org-facts.ts";

const FIELDS = fieldTable(
  `identifier publicdate addeddate uploader curation title description language mediatype collection
   subject creator date source`,
  {
    year: "the year of `date`",
    "downloads week month num_reviews avg_rating num_favorites item_size item_count files_count score btih":
      COUNTED,
    "format llf_score scanner scanningcenter imagecount ppi ocr":
      "the files, and how they were scanned",
    "oai_updatedate updatedate indexdate reviewdate stripped_tags":
      "when the archive's own lists were renewed, or somebody reviewed it",
    "backup_location server dir collection_files_count collection_size primary_collection list_memberships":
      "where and with what the archive keeps it",
    "licenseurl rights possible-copyright-status noindex access-restricted-item":
      "on what terms it is shown",
    "publisher contributor sponsor volume isbn issn lccn oclc-id coverage notes genre runtime external-identifier identifier-access identifier-ark related-external-id":
      "what libraries note of a work",
    updater: "who changed the metadata last, at times by e-mail address",
  },
);

const PATHS = [["response", "docs"], ["items"]];

function readDoc(doc: Fields, at: string, { zone }: ImportContext): Reading {
  const { key, parts, warnings } = readArchiveItem(archiveFieldsIn(doc, at), zone);
  return {
    told: parts.map((part) => ({ subject: key, ...part })),
    warnings: warnings.map(({ code, message }) => [code, message, at === "" ? undefined : at]),
  };
}

const isDoc = (value: unknown): boolean =>
  isFields(value) &&
  typeof value["identifier"] === "string" &&
  ["mediatype", "publicdate", "addeddate", "collection"].some((name) => value[name] !== undefined);

const BEGINS = /^\uFEFF?\s*\{\s*"(?:responseHeader|response|items)"\s*:/;
export const archiveOrgSearch: Importer = {
  id: "archive-org-search",
  version: 1,
  label: "archive.org search results",
  reads:
    "Items that a search of archive.org found, as advancedsearch.php or the scrape API answer in JSON.",
  example:
    '{"responseHeader": {…}, "response": {"docs": [{"identifier": "…", "mediatype": "texts", …}]}} or {"items": [{"identifier": "…", …}], "cursor": "…"}',
  checkedAgainst: "real files",

  detects(sample, whole) {
    if (!BEGINS.test(roughUtf8(sample.subarray(0, 64)))) return false;
    const [first] = sampleJsonRecords(sample, whole, { paths: PATHS });
    return first !== undefined && first.error === undefined && isDoc(first.value);
  },

  parse(bytes, context) {
    return readJsonFile(bytes, {
      fields: FIELDS,
      paths: PATHS,
      read: (doc, at) => readDoc(doc, at, context),
      shownBy: collectedBy(context.manifest),
    });
  },
};
