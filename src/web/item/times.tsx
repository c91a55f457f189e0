/** The times that sources give of a thing, each with how it is written and read. */
import type { ShowAnswer } from "../../model/show-answer.ts";
import { Cites } from "../answer/cites.tsx";
import { Section } from "../answer/section.tsx";
import { TableHead } from "../words/table-head.tsx";
import { Name, Words } from "../words/text.tsx";
import { BasisLabel } from "../words/things.tsx";
import { When } from "../words/time.tsx";

type Time = ShowAnswer["times"][number];

function Zone({ time: { fromId, zone, zoneReason } }: { time: Time }) {
  if (fromId) return "decoded from the id that the source writes";
  if (zoneReason === null) return "not told";
  return (
    <>
      {zone !== null && (
        <>
          <Name text={zone} />{" "}
        </>
      )}
      {zoneReason}
    </>
  );
}

const TimeRow = ({ time }: { time: Time }) => (
  <tr>
    <th scope="row">{time.kind}</th>
    <td data-label="when">
      <When interval={time.time} asWritten={time.asWritten === null ? [] : [time.asWritten]} />
    </td>
    <td data-label="as written">
      {time.asWritten !== null && (
        <>
          “<Words text={time.asWritten} />”
        </>
      )}
    </td>
    <td data-label="zone">
      <Zone time={time} />
    </td>
    <td data-label="source">
      <BasisLabel basis={time.basis} /> <Cites of={[time.claim]} />
    </td>
  </tr>
);

export const Times = ({ times }: { times: readonly Time[] }) =>
  times.length === 0 ? null : (
    <Section id="times" title="Times">
      <table>
        <TableHead columns={["Kind", "When", "As written", "Zone", "Source"]} />
        <tbody>
          {times.map((time, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a claim may give several times
            <TimeRow key={i} time={time} />
          ))}
        </tbody>
      </table>
    </Section>
  );
