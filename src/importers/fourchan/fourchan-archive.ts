/**
 * `archive.json` of 4chan's API: the numbers of a board's threads that were closed and are still shown.
 * Documented in 4chan/4chan-API, pages/Archive.md. A list of numbers may be anything, so that only the
 * manifest's origin says that a file is one.
 */
import { type Board, boardOfFile, knownBoard, threadKey } from "../imageboards/board.ts";
import type { Importer } from "../importer.ts";
import { type JsonRecord, readJsonRecords } from "../reading/json-records.ts";
import { collectedBy, findDigits, quoted, RecordError } from "../reading/records.ts";
import { type Reading, readingResult } from "../reading/told.ts";

const ORIGIN = /^https?:\/\/(?:a\.4cdn|api\.4chan)\.org\/[a-z0-9]+\/archive\.json(?:[?#]|$)/;

function readNumber(record: JsonRecord, board: Board): Reading {
  if (record.error !== undefined) {
    throw new RecordError("not-json", `the record is not JSON: ${record.error}`);
  }
  const no = findDigits(record.value);
  const thread = no === undefined ? undefined : threadKey(board, { value: no, at: "" });
  if (thread === undefined) {
    throw new RecordError("bad-number", `${quoted(record.value)} is no number of a thread`);
  }
  const item = { fact: "item", item: thread, type: "thread", platform: board.platform } as const;
  const remark = { fact: "remark", kind: "event", subject: thread, relation: "archived" } as const;
  return {
    told: [
      {
        subject: thread,
        facts: [
          { ...item, at: "" },
          { ...remark, value: "listed as closed", at: "" },
        ],
      },
    ],
    warnings: [],
  };
}

export const fourchanArchive: Importer = {
  id: "4chan-archive",
  version: 1,
  label: "List of closed threads of 4chan (API)",
  reads: "A board's archive.json; only the manifest's origin, its address, says that it is one.",
  example:
    "[571958, 572866, …] (with its address, https://a.4cdn.org/<board>/archive.json, as origin)",
  checkedAgainst: "documentation only",
  detects: () => false,
  comesFrom: (origin) => ORIGIN.test(origin),

  async *parse(bytes, { manifest }) {
    const board = boardOfFile(knownBoard(manifest));
    const shownBy = collectedBy(manifest);
    for await (const batch of readJsonRecords(bytes)) {
      yield batch.map((record) =>
        readingResult(
          { place: { bytes: record.bytes, record: record.record, as: "json" }, shownBy },
          [],
          () => readNumber(record, board),
        ),
      );
    }
  },
};
