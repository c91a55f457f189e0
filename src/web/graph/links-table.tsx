/** What flows in the graph as a table: the same as the picture, and all there is where WebGL is missing. */
import { useState } from "react";
import type { Key } from "../../model/key.ts";
import { TableHead } from "../words/table-head.tsx";
import { BasisLabel, KeyLink, Label } from "../words/things.tsx";
import type { Link, Net } from "./net.ts";
import { nameOf, orderOf } from "./words.ts";

const PAGE = 50;

function Row({ link, net }: { link: Link; net: Net }) {
  const { giver, receiver, relations, basis, hop } = link;
  const name = (key: Key) => {
    const item = net.things.get(key)?.item;
    return item && <bdi>{nameOf(item)}</bdi>;
  };
  return (
    <tr>
      <th scope="row" data-label="From">
        {name(giver)}
        <span className="line">
          <KeyLink of={giver} />
        </span>
      </th>
      <td data-label="To">
        {name(receiver)}
        <span className="line">
          <KeyLink of={receiver} />
        </span>
      </td>
      <td data-label="Edge">
        <code>{relations.join(", ")}</code>
      </td>
      <td data-label="Order and basis">
        {orderOf(link)} <BasisLabel basis={hop?.hop.basis ?? basis} />{" "}
        {hop?.hop.marks.map((mark) => (
          <Label key={mark} text={mark} kind="warn" />
        ))}
      </td>
    </tr>
  );
}

/** Hops of the path first, in their order. */
function inOrder({ links }: Net): Link[] {
  const at = ({ hop }: Link) => hop?.number ?? Number.MAX_SAFE_INTEGER;
  return [...links].sort((a, b) => at(a) - at(b));
}

export function LinksTable({ net }: { net: Net }) {
  const [shown, setShown] = useState(PAGE);
  const links = inOrder(net);
  if (links.length === 0) return <p>Nothing flows here, as far as loaded.</p>;
  return (
    <div className="graph-table">
      <table>
        <caption className="unseen">What flows in the graph</caption>
        <TableHead columns={["From", "To", "Edge", "Order and basis"]} />
        <tbody>
          {links.slice(0, shown).map((link) => (
            <Row key={`${link.giver} ${link.receiver}`} link={link} net={net} />
          ))}
        </tbody>
      </table>
      {links.length > shown && (
        <button type="button" onClick={() => setShown(shown + PAGE)}>
          {links.length - shown} more
        </button>
      )}
    </div>
  );
}
