/** What is said beside a timeline: events, counts and assertions, each with its source. */
import type { Remark } from "../../model/answer.ts";
import type { TimelineAnswer } from "../../model/timeline-answer.ts";
import { RemarkLine } from "../answer/closing.tsx";
import { OpenAnswerProvider } from "../answer/open-answer.tsx";
import { Drawer } from "../evidence/drawer.tsx";
import { KeyLink } from "../words/things.tsx";

function Remarks({
  title,
  of,
  omitted,
}: {
  title: string;
  of: readonly Remark[];
  omitted: number;
}) {
  if (of.length + omitted === 0) return null;
  return (
    <section>
      <h3>
        {title} <small>{(of.length + omitted).toLocaleString("en")}</small>
      </h3>
      <ul>
        {of.map((remark, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer's list never changes
          <li key={i}>
            <RemarkLine remark={remark} />
          </li>
        ))}
        {omitted > 0 && <li className="more">and {omitted.toLocaleString("en")} more</li>}
      </ul>
    </section>
  );
}

function Untimed({ answer: { untimed, leftOut } }: { answer: TimelineAnswer }) {
  if (untimed.length === 0) return null;
  return (
    <section>
      <h3>
        Without a time <small>{(untimed.length + leftOut.untimed).toLocaleString("en")}</small>
      </h3>
      <p className="terms">
        No source bounds when these were published, so they stand nowhere above.
      </p>
      <ul>
        {untimed.slice(0, 50).map(({ key }) => (
          <li key={key}>
            <KeyLink of={key} />
          </li>
        ))}
        {untimed.length + leftOut.untimed > 50 && (
          <li className="more">
            and {(untimed.length + leftOut.untimed - 50).toLocaleString("en")} more
          </li>
        )}
      </ul>
    </section>
  );
}

/** Its numbers are of its own sources, not of those of the answer around it. */
export function Beside({ answer }: { answer: TimelineAnswer }) {
  const { events, eventsOmitted, notes, notesOmitted, citations } = answer;
  const count = events.length + eventsOmitted + notes.length + notesOmitted;
  if (count + answer.untimed.length === 0) return null;
  return (
    <details className="timeline-beside">
      <summary>
        Said beside it, and what has no time (
        {(count + answer.untimed.length + answer.leftOut.untimed).toLocaleString("en")})
      </summary>
      <OpenAnswerProvider citations={citations} disputes={null}>
        <div className="columns">
          <Remarks title="Events and periods, shaded above" of={events} omitted={eventsOmitted} />
          <Remarks title="Counts and assertions" of={notes} omitted={notesOmitted} />
          <Untimed answer={answer} />
        </div>
        <Drawer />
      </OpenAnswerProvider>
    </details>
  );
}
