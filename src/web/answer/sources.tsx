/** The numbered sources of an answer: who says it, in which words, at which place of which file. */
import type { Citation } from "../../model/answer.ts";
import { capital, spokenAt } from "../../model/plain-text.ts";
import { WRITTEN_DOWN } from "../../model/told-words.ts";
import { bytesAddress, evidenceAddress } from "../site/address.ts";
import { Link } from "../site/router.tsx";
import { Lines, Name, Words } from "../words/text.tsx";
import { BasisLabel, Label } from "../words/things.tsx";
import { Section } from "./section.tsx";

const QUOTE_LENGTH = 600;

function whyNoQuote({ quote, quoteState, at, place }: Citation): string | null {
  if (quoteState === "altered") {
    return "Altered: the kept bytes were changed since they were loaded.";
  }
  if (at === null && place.as === "csv") return "A statement that quotes no words.";
  if (quoteState === "not here") return "The bytes are not here.";
  if (quoteState === "not kept") return "Bytes not kept.";
  return quote === null ? "No words stand at this place." : null;
}

export function Quote({ citation }: { citation: Citation }) {
  const why = whyNoQuote(citation);
  if (why !== null) {
    const altered = citation.quoteState === "altered";
    return <p className={altered ? "not-shown altered" : "not-shown"}>{why}</p>;
  }
  if (citation.isParaphrase) {
    return (
      <p>
        {capital(WRITTEN_DOWN)}: <Words text={citation.quote ?? ""} length={QUOTE_LENGTH} />
      </p>
    );
  }
  return (
    <blockquote>
      <Lines text={citation.quote ?? ""} length={QUOTE_LENGTH} />
    </blockquote>
  );
}

export function Speaker({ citation: { source, evidence } }: { citation: Citation }) {
  if (source === null) {
    return (
      <strong>
        <Name text={evidence.name} />
      </strong>
    );
  }
  return (
    <>
      <strong>
        <Name text={source.name} />
      </strong>
      {source.date !== undefined && (
        <>
          {" "}
          (<Name text={source.date} />)
        </>
      )}
      {source.via !== undefined && (
        <>
          , after <Name text={source.via} />
        </>
      )}
    </>
  );
}

export const SourceMarks = ({ citation: { basis, evidence } }: { citation: Citation }) => (
  <>
    <BasisLabel basis={basis} />
    {evidence.reconstruction && (
      <>
        {" "}
        <Label text="reconstruction" kind="warn" />
      </>
    )}
    {evidence.provenance === "unknown" && (
      <>
        {" "}
        <Label text="provenance unknown" kind="warn" />
      </>
    )}
  </>
);

function PlaceInFile({ citation: { place, at } }: { citation: Citation }) {
  const [from, to] = place.bytes;
  return (
    <>
      {(place.path ?? []).map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path may hold one name twice
        <span key={i}>
          <Name text={one} />,{" "}
        </span>
      ))}
      record {place.record}, bytes {from}–{to}, read as {place.as}
      {at !== null && (
        <>
          , at{" "}
          <span className="key">
            <Name text={spokenAt(at)} />
          </span>
        </>
      )}
    </>
  );
}

/** What is known of where the file came from, and who gathered it. */
function Provenance({ evidence: { origin, collected, collectedBy } }: Citation) {
  return (
    <>
      {origin !== null && (
        <div>
          <dt>from</dt>
          <dd>
            <Words text={origin} />
          </dd>
        </div>
      )}
      {(collected !== null || collectedBy !== null) && (
        <div>
          <dt>collected</dt>
          <dd>
            {collected === null ? "at a time not told" : <Name text={collected} />}
            {collectedBy !== null && (
              <>
                {" "}
                by <Name text={collectedBy} />
              </>
            )}
          </dd>
        </div>
      )}
    </>
  );
}

/** File, bytes, place, origin, hash. */
export function Custody({ citation }: { citation: Citation }) {
  const { evidence, source, cites } = citation;
  return (
    <dl className="custody">
      {source?.url !== undefined && (
        <div>
          <dt>address</dt>
          <dd className="key">
            <Name text={source.url} />
          </dd>
        </div>
      )}
      <div>
        <dt>file</dt>
        <dd>
          <Link href={evidenceAddress(evidence.hash)}>
            <Name text={evidence.name} />
          </Link>{" "}
          (
          <a href={bytesAddress(evidence.hash)} download>
            download its bytes
          </a>
          )
        </dd>
      </div>
      <div>
        <dt>place</dt>
        <dd>
          <PlaceInFile citation={citation} />
        </dd>
      </div>
      <Provenance {...citation} />
      {cites !== null && (
        <div>
          <dt>shown by</dt>
          <dd>
            <Link className="hash" href={evidenceAddress(cites)}>
              {cites}
            </Link>
          </dd>
        </div>
      )}
      <div>
        <dt>SHA-256</dt>
        <dd className="hash">{evidence.hash}</dd>
      </div>
    </dl>
  );
}

export function Sources({ citations }: { citations: readonly Citation[] }) {
  if (citations.length === 0) return null;
  return (
    <Section id="sources" title="Sources">
      <ol className="sources">
        {citations.map((citation) => (
          <li key={citation.number} id={`source-${citation.number}`}>
            <p className="speaker">
              <span className="number">[{citation.number}]</span> <Speaker citation={citation} />{" "}
              <SourceMarks citation={citation} />
            </p>
            <Quote citation={citation} />
            <Custody citation={citation} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
