/** What a manifest says of a file, as rows of a list. */
import type { ReactNode } from "react";
import type { EvidenceRecord } from "../../model/evidence.ts";
import { Name, Words } from "../words/text.tsx";

const LONG = 1000;

export const Row = ({ term, children }: { term: string; children: ReactNode }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

export function ManifestRows({ record: { manifest } }: { record: EvidenceRecord }) {
  if (manifest === null) return <Row term="provenance">unknown: it has no manifest</Row>;
  const { origin, collected, collectedBy, zone, platform, note, sources } = manifest;
  return (
    <>
      <Row term="origin">
        <Words text={origin} length={LONG} />
      </Row>
      <Row term="collected">
        <Name text={collected ?? "unknown"} /> by <Name text={collectedBy ?? "unknown"} />
      </Row>
      {manifest.case !== undefined && (
        <Row term="case">
          <Name text={manifest.case} />
        </Row>
      )}
      {platform !== undefined && (
        <Row term="platform">
          <Name text={platform} />
        </Row>
      )}
      {zone !== undefined && (
        <Row term="zone">
          <Name text={zone.name ?? "unknown"} />, {zone.reason}
          {zone.note !== undefined && (
            <>
              : <Words text={zone.note} />
            </>
          )}
        </Row>
      )}
      {note !== undefined && (
        <Row term="note">
          <Words text={note} length={LONG} />
        </Row>
      )}
      {sources !== undefined && (
        <Row term="attested">
          {Object.entries(sources).map(([field, source]) => (
            <span key={field} className="line">
              <Name text={field} />: <Words text={source} />
            </span>
          ))}
        </Row>
      )}
    </>
  );
}
