/** In the words of a question: what it takes out, things and files. */

import type { WhatIfAnswer } from "../../model/reach-answer.ts";
import type { TraceAnswer } from "../../model/trace-answer.ts";
import { evidenceAddress } from "../site/address.ts";
import { Link } from "../site/router.tsx";
import { Joined, KeyText, Name } from "../words/text.tsx";
import { KeyCalled } from "../words/things.tsx";

interface WithoutProps {
  things: readonly string[];
  files: TraceAnswer["ends"]["withoutEvidence"];
  /** What accounts among the things are called. */
  called?: WhatIfAnswer["called"];
}

export function WithoutAll({ things, files, called = [] }: WithoutProps) {
  if (things.length + files.length === 0) return null;
  const out = [
    ...things.map((one) => <KeyCalled key={one} of={one} called={called} />),
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
