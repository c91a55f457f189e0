/** What is loaded, format by format, with what a person should know of its provenance. */

import type { EvidenceRecord } from "../../model/evidence.ts";
import { counted, many } from "../../model/plain-text.ts";
import { useAnswer } from "../site/api.ts";
import { EVIDENCE } from "../site/endpoints.ts";
import { Link } from "../site/router.tsx";
import { TableHead } from "../words/table-head.tsx";
import { Words } from "../words/text.tsx";
import { Label } from "../words/things.tsx";

const MOST = 1000;

const sum = (records: readonly EvidenceRecord[], of: (record: EvidenceRecord) => number): string =>
  records.reduce((total, record) => total + of(record), 0).toLocaleString("en");

const count = (
  records: readonly EvidenceRecord[],
  is: (record: EvidenceRecord) => boolean,
): number => records.filter(is).length;

function Provenance({ records }: { records: readonly EvidenceRecord[] }) {
  const unknown = count(records, ({ manifest }) => manifest === null);
  const made = count(records, ({ reconstruction }) => reconstruction);
  const hashed = count(records, ({ hashOnly }) => hashOnly === true);
  return (
    <>
      {unknown > 0 && <Label text={`${unknown} provenance unknown`} kind="warn" />}{" "}
      {made > 0 && <Label text={many(made, "reconstruction")} kind="warn" />}{" "}
      {hashed > 0 && <Label text={`${hashed} by hash only`} />}
      {unknown + made + hashed === 0 && "told"}
    </>
  );
}

const FormatRow = ({ format, records }: { format: string; records: readonly EvidenceRecord[] }) => (
  <tr>
    <th scope="row">{format === "" ? "kept without an importer" : format}</th>
    <td data-label="files">{records.length.toLocaleString("en")}</td>
    <td data-label="records read">{sum(records, ({ report }) => report.imported)}</td>
    <td data-label="records failed">{sum(records, ({ report }) => report.failed)}</td>
    <td data-label="claims">{sum(records, ({ report }) => report.claims)}</td>
    <td data-label="provenance">
      <Provenance records={records} />
    </td>
  </tr>
);

export function LoadedFiles({ digest }: { digest: string }) {
  const asked = useAnswer(EVIDENCE, [["limit", String(MOST)]]);
  if (asked.state === "refused") return <Words text={asked.refusal.says} length={600} />;
  if (asked.state !== "answered") return <p className="asking">Asking…</p>;
  const { evidence, total } = asked.answer;
  const byFormat = Map.groupBy(evidence, ({ importer }) => importer?.id ?? "");
  return (
    <>
      <p>
        <Link href="/evidence">{counted(total, "evidence file")}</Link>,{" "}
        <span className="hash">{digest}</span>
        {total > MOST && `. Below, the first ${MOST.toLocaleString("en")} of them.`}
      </p>
      <table className="formats">
        <TableHead
          columns={["Format", "Files", "Records read", "Records failed", "Claims", "Provenance"]}
        />
        <tbody>
          {[...byFormat].map(([format, records]) => (
            <FormatRow key={format} format={format} records={records} />
          ))}
        </tbody>
      </table>
    </>
  );
}
