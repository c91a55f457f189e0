/** What a file is known to be: a manifest tells where it comes from, and not that it is genuine. */
import type { EvidenceRecord } from "../../model/evidence.ts";
import { Label } from "../words/things.tsx";

export const Kind = ({ record }: { record: EvidenceRecord }) => (
  <>
    {record.reconstruction && (
      <>
        <Label text="reconstruction" kind="warn" />{" "}
      </>
    )}
    {record.hashOnly && (
      <>
        <Label text="only its hash is kept" />{" "}
      </>
    )}
    {record.manifest === null ? <Label text="provenance unknown" kind="warn" /> : "provenance told"}
  </>
);
