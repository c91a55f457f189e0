/** What evidence an answer rests on. */

import type { Coverage } from "../../model/answer.ts";
import { many } from "../../model/plain-text.ts";
import { spokenEnd, spokenSince } from "../../model/spoken-time.ts";
import { TableHead } from "../words/table-head.tsx";
import { Name } from "../words/text.tsx";
import { KeyLink } from "../words/things.tsx";
import { Instant } from "../words/time.tsx";
import { Section } from "./section.tsx";

const UNKNOWN_PLATFORM = "unknown platform";

export const PlatformName = ({ platform, title }: Pick<Platform, "platform" | "title">) => (
  <>
    {platform === UNKNOWN_PLATFORM ? platform : <KeyLink of={platform} />}
    {title !== undefined && (
      <>
        {" "}
        <Name text={title} />
      </>
    )}
  </>
);

type Platform = Coverage[number];

const counts = ({ items }: Platform): string =>
  items.map(({ type, count }) => many(count, type)).join(", ");

export const CoverageTable = ({ coverage }: { coverage: Coverage }) => (
  <table className="coverage">
    <TableHead columns={["Platform", "Items", "From", "To"]} />
    <tbody>
      {coverage.map((one) => (
        <tr key={one.platform}>
          <th scope="row">
            <PlatformName platform={one.platform} title={one.title} />
          </th>
          <td data-label="items">{counts(one)}</td>
          <td data-label="from">
            {one.from === null ? "no time known" : <Instant ms={one.from} told={spokenSince} />}
          </td>
          <td data-label="to">
            {one.to !== null ? (
              <Instant ms={one.to} told={spokenEnd} />
            ) : one.from === null ? (
              ""
            ) : (
              "no end known"
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

export const CoverageSection = ({ coverage }: { coverage: Coverage }) =>
  coverage.length === 0 ? null : (
    <Section
      id="coverage"
      title="Coverage: what is said here rests on the evidence loaded, and on no more"
    >
      <CoverageTable coverage={coverage} />
    </Section>
  );
