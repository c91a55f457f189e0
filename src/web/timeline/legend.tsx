/** What the signs of the drawing mean. */
import type { ReactNode } from "react";

const Sign = ({ children }: { children: ReactNode }) => (
  <svg className="sign" width="44" height="16" aria-hidden="true">
    {children}
  </svg>
);

const SIGNS: readonly (readonly [sign: ReactNode, says: string])[] = [
  [
    <circle key="s" className="mark" cx="22" cy="8" r="4" />,
    "point: its time is known to the second",
  ],
  [
    <rect key="s" className="mark bar" x="6" y="4" width="32" height="8" rx="3" />,
    "bar: it was published somewhere in here, nobody can tell where",
  ],
  [
    <g key="s">
      <rect className="mark wing" x="1" y="6" width="42" height="4" rx="2" />
      <rect className="mark bar" x="12" y="4" width="18" height="8" rx="3" />
    </g>,
    "certain core in pale wings: sources alone leave room for the wings; what links to what narrows it to the core in every world",
  ],
  [
    <g key="s">
      <linearGradient id="legend-fade">
        <stop offset="0" className="mark-stop" stopOpacity="0" />
        <stop offset="1" className="mark-stop" />
      </linearGradient>
      <rect x="4" y="4" width="36" height="8" rx="3" fill="url(#legend-fade)" opacity="0.6" />
    </g>,
    "fading end: no source bounds it on this side",
  ],
  [
    <circle key="s" className="mark hollow" cx="22" cy="8" r="4" />,
    "hollow: known only by reference",
  ],
  [
    <circle key="s" className="mark hollow dashed" cx="22" cy="8" r="4" />,
    "dashed outline: part of what is known comes from a reconstruction",
  ],
  [
    <path key="s" className="disputed" d="M18 3h8l-4 8z" />,
    "notch: sources contradict each other about it",
  ],
  [
    <path key="s" className="path-sign" d="M3 8h34M37 4l5 4-5 4z" />,
    "strong arrow: the answer’s path, numbered as in the words; a red number is an inferred hop",
  ],
  [
    <path key="s" className="edge-sign" d="M3 8h34M37 5l4 3-4 3z" />,
    "faint arrow: something else flowed here",
  ],
  [
    <path key="s" className="edge-sign dashed" d="M3 8h38" />,
    "dashed arrow: possible, not in every world",
  ],
  [
    <g key="s">
      <path className="mark wing" d="M8 16V4h6v12zM15 16V2h6v14zM22 16V7h6v9z" />
      <path className="mark" d="M8 16v-8h6v8zM15 16V6h6v10z" />
    </g>,
    "columns: too many to draw one by one; dark those that lie there in every world, pale those that may; heights grow as the square root of the count; peak: the most that may lie in one",
  ],
  [
    <rect key="s" className="event-shade" x="4" y="1" width="36" height="14" />,
    "shade: an event or period within these bounds, as a statement gives them",
  ],
];

export const Legend = () => (
  <details className="timeline-legend">
    <summary>What the signs mean</summary>
    <ul>
      {SIGNS.map(([sign, says]) => (
        <li key={says}>
          <Sign>{sign}</Sign>
          <span>{says}</span>
        </li>
      ))}
    </ul>
    <p className="terms">
      An arrow meets the middle of a bar, which is no date. Neighbours of what was asked about are
      paler.
    </p>
  </details>
);
