/** A relation that an answer tells beside its ways, with its marks and sources. */
import type { ReactNode } from "react";
import type { ToldEdge } from "../../model/answer.ts";
import { ItemName } from "../words/things.tsx";
import { When } from "../words/time.tsx";
import { Cites } from "./cites.tsx";
import { Marks, Relation } from "./path.tsx";

interface EdgeProps {
  edge: ToldEdge;
  /** What its receiver is called here. */
  to?: ReactNode;
}

export const EdgeLine = ({ edge, to = <ItemName item={edge.to} marked /> }: EdgeProps) => (
  <span className="edge">
    <ItemName item={edge.from} article="The" marked /> <Relation edge={edge} /> {to},{" "}
    <When interval={edge.time} />. <Marks of={edge.marks} />
    <Cites of={[...new Set([...edge.claims, ...edge.timeClaims])].sort((a, b) => a - b)} />
  </span>
);
