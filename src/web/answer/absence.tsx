/** That a selector names nothing here. */
import { howToFill } from "../../model/plain-text.ts";
import { address, searchAddress } from "../site/address.ts";
import { Link } from "../site/router.tsx";
import { KeyText } from "../words/text.tsx";

interface End {
  asked: string;
  inEvidence: boolean;
}

/** A set is filled by a statement; all else may have been meant as words. */
function WhatToDo({ asked }: { asked: string }) {
  const fill = howToFill(asked);
  if (fill === undefined) {
    return (
      <>
        <Link href={searchAddress(asked.slice(0, 500))}>Search for these words</Link>.
      </>
    );
  }
  const note = address("/note", [
    ["kind", "group"],
    ["subject", fill.set],
  ]);
  return (
    <>
      {fill.says}, <Link href={note}>write a statement</Link>: <code>{fill.command}</code>
    </>
  );
}

export const Absent = ({ asked }: { asked: string }) => (
  <p className="absent">
    <span className="key">
      <KeyText text={asked} />
    </span>{" "}
    is not in evidence. <WhatToDo asked={asked} />
  </p>
);

export const Absences = ({ ends }: { ends: readonly (End | null)[] }) =>
  ends.map((end) =>
    end === null || end.inEvidence ? null : <Absent key={end.asked} asked={end.asked} />,
  );
