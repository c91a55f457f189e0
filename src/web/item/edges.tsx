/** What a thing is said to have to do with others, relation by relation. */

import { RELATIONS, type Relation } from "../../model/edge.ts";
import { WRITTEN_EDGE } from "../../model/plain-text.ts";
import type { ShowAnswer } from "../../model/show-answer.ts";
import { Cites } from "../answer/cites.tsx";
import { Section } from "../answer/section.tsx";
import { BasisLabel, KeyLink } from "../words/things.tsx";
import { When } from "../words/time.tsx";

type Edge = ShowAnswer["edges"][number];

interface PartProps {
  relation: Relation;
  edges: readonly Edge[];
  /** Keys of the thing that the page is about, which is "this". */
  own: ReadonlySet<string>;
}

function RelationPart({ relation, edges, own }: PartProps) {
  const end = (key: string, self: "This" | "this") => (own.has(key) ? self : <KeyLink of={key} />);
  return (
    <>
      <h3>
        {relation} <small>({edges.length})</small>
      </h3>
      <ul>
        {edges.map(({ subject, object, time, basis, claims }) => (
          <li key={`${subject} ${object}`}>
            {end(subject, "This")} {WRITTEN_EDGE[relation]} {end(object, "this")}
            {time !== null && (
              <>
                , <When interval={time} />
              </>
            )}{" "}
            <BasisLabel basis={basis} /> <Cites of={claims} />
          </li>
        ))}
      </ul>
    </>
  );
}

export function Edges({ answer: { edges, item, account } }: { answer: ShowAnswer }) {
  if (edges.length === 0) return null;
  const self = item ?? account;
  const own = new Set<string>(self === null ? [] : [self.key, ...self.alsoKnownAs]);
  const parts = RELATIONS.map((relation) => ({
    relation,
    those: edges.filter((edge) => edge.relation === relation),
  })).filter(({ those }) => those.length > 0);
  return (
    <Section id="edges" title="Edges">
      {parts.map(({ relation, those }) => (
        <RelationPart key={relation} relation={relation} edges={those} own={own} />
      ))}
    </Section>
  );
}
