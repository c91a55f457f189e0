/** That a selector names nothing here. */
import { searchAddress } from "../site/address.ts";
import { Link } from "../site/router.tsx";
import { KeyText } from "../words/text.tsx";

interface End {
  asked: string;
  inEvidence: boolean;
}

export const Absent = ({ asked }: { asked: string }) => (
  <p className="absent">
    <span className="key">
      <KeyText text={asked} />
    </span>{" "}
    is not in evidence.{" "}
    <Link href={searchAddress(asked.slice(0, 500))}>Search for these words</Link>.
  </p>
);

export const Absences = ({ ends }: { ends: readonly (End | null)[] }) =>
  ends.map((end) =>
    end === null || end.inEvidence ? null : <Absent key={end.asked} asked={end.asked} />,
  );
