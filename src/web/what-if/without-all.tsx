/** In the words of a question: what it takes out, things and files. */
import type { TraceAnswer } from "../../model/trace-answer.ts";
import { evidenceAddress } from "../site/address.ts";
import { Link } from "../site/router.tsx";
import { Joined, KeyText, Name } from "../words/text.tsx";
import { KeyLink } from "../words/things.tsx";

interface WithoutProps {
  things: readonly string[];
  files: TraceAnswer["ends"]["withoutEvidence"];
}

export function WithoutAll({ things, files }: WithoutProps) {
  if (things.length + files.length === 0) return null;
  const out = [
    ...things.map((one) => <KeyLink key={one} of={one} />),
    ...files.map(({ hash, name }) => (
      <Link key={hash} href={evidenceAddress(hash)}>
        the file {name === null ? <KeyText text={hash} /> : <Name text={name} />}
      </Link>
    )),
  ];
  return (
    <>
      , without <Joined parts={out} between=", " />
    </>
  );
}
