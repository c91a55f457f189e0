/** What the signs of the graph mean. */
export const Legend = () => (
  <ul className="graph-legend terms" aria-label="What the signs mean">
    <li>
      <span className="dot fringe" /> fringe
    </li>
    <li>
      <span className="dot bridge" /> bridge
    </li>
    <li>
      <span className="dot mainstream" /> mainstream
    </li>
    <li>
      <span className="dot" /> tier unknown
    </li>
    <li>
      <span className="dot hollow" /> hollow: known only by reference
    </li>
    <li>larger: it gave to more things, as far as loaded</li>
    <li>
      <span className="stroke strong" /> the path, numbered as in the words
    </li>
    <li>
      <span className="stroke" /> something else flowed here
    </li>
    <li>
      <span className="stroke inferred" /> inferred
    </li>
    <li>arrows go the way the thing went, not the way a link points</li>
    <li>a click selects a thing and expands it</li>
  </ul>
);
