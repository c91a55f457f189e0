/** The same as the drawing, as a table: what lies in the window, in the order of time. */
import { useMemo, useState } from "react";
import { TableHead } from "../words/table-head.tsx";
import { KeyLink, Label, TierLabel } from "../words/things.tsx";
import { When } from "../words/time.tsx";
import type { Line } from "./line.ts";
import type { TimeWindow } from "./window.ts";
import { intervalAt, markNames, nameOf } from "./words.ts";

const PAGE = 50;

function itemsIn({ at, count }: Line, { from, to }: TimeWindow): number[] {
  const items: number[] = [];
  for (let item = 0; item < count; item += 1) {
    if ((at.low[item] ?? 0) <= to && (at.high[item] ?? 0) >= from) items.push(item);
  }
  return items;
}

function Row({ line, item, selected }: { line: Line; item: number; selected: boolean }) {
  const { items, lanes } = line.answer;
  const into = line.into.get(item) ?? [];
  const key = items.key[item] ?? "";
  return (
    <tr aria-current={selected ? "true" : undefined}>
      <td data-label="When">
        <When interval={intervalAt(line.at, item)} />
      </td>
      <th scope="row">
        {nameOf(line, item)} <TierLabel tier={lanes[items.lane[item] ?? -1]?.tier ?? null} />{" "}
        {markNames(line, item).map((mark) => (
          <span key={mark}>
            <Label text={mark} kind="warn" />{" "}
          </span>
        ))}
        <span className="line">
          <KeyLink of={key} />
        </span>
      </th>
      <td data-label="Takes from">
        {into.slice(0, 3).map((edge) => (
          <span key={edge} className="line">
            <KeyLink of={items.key[line.giver[edge] ?? -1] ?? ""} />
            {line.answer.edges.certain[edge] === 1 ? "" : ", possibly"}
            {line.answer.edges.basis[edge] === "inferred" && (
              <>
                {" "}
                <Label text="inferred" kind="warn" />
              </>
            )}
          </span>
        ))}
        {into.length > 3 && `and ${into.length - 3} more`}
      </td>
    </tr>
  );
}

interface TableProps {
  line: Line;
  window: TimeWindow;
  selected: number;
}

function Rows({ line, window, selected }: TableProps) {
  const [page, setPage] = useState(0);
  const items = useMemo(() => itemsIn(line, window), [line, window]);
  const pages = Math.max(1, Math.ceil(items.length / PAGE));
  const at = Math.min(page, pages - 1);
  return (
    <>
      <table>
        <TableHead columns={["When", "Item", "Takes from"]} />
        <tbody>
          {items.slice(at * PAGE, (at + 1) * PAGE).map((item) => (
            <Row key={item} line={line} item={item} selected={item === selected} />
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <p className="timeline-pages">
          <button type="button" disabled={at === 0} onClick={() => setPage(at - 1)}>
            Earlier
          </button>{" "}
          <button type="button" disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
            Later
          </button>{" "}
          {at * PAGE + 1}–{Math.min(items.length, (at + 1) * PAGE)} of{" "}
          {items.length.toLocaleString("en")} in the window
        </p>
      )}
    </>
  );
}

/** Filled when it is opened. */
export function TimelineTable(props: TableProps) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className="timeline-table"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>The window as a table</summary>
      {open && <Rows {...props} />}
    </details>
  );
}
