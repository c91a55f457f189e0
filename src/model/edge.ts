/** The one table of relations: which way each is written, which way information flows along it, and what it says of order. */
import { z } from "zod";

export const RELATIONS = [
  "LINKS_TO",
  "RESHARED_BY",
  "QUOTES",
  "REPLIES_TO",
  "COPY_OF",
  "PART_OF",
  "MATCHES",
  "POSTED_BY",
  "TAGGED",
  "MENTIONS",
] as const;
export const relationSchema = z.enum(RELATIONS);
export type Relation = z.infer<typeof relationSchema>;

interface RelationMeaning {
  /** Where information flows: from the edge's subject to its object, the other way, or not at all. */
  flow: "subject-to-object" | "object-to-subject" | "none";
  /** The giver existed when the receiver took the thing: existed(giver) <= the edge's time. */
  order: boolean;
  /** The edge's time is the giver's publication, when the giver cannot change. */
  atGiver: boolean;
  /** Read from giver to receiver. */
  verb: string;
}

export const RELATION: Readonly<Record<Relation, RelationMeaning>> = {
  LINKS_TO: { flow: "object-to-subject", order: true, atGiver: false, verb: "is linked to by" },
  RESHARED_BY: { flow: "subject-to-object", order: true, atGiver: false, verb: "is reshared by" },
  QUOTES: { flow: "object-to-subject", order: true, atGiver: false, verb: "is quoted by" },
  REPLIES_TO: { flow: "object-to-subject", order: true, atGiver: false, verb: "is answered by" },
  COPY_OF: { flow: "object-to-subject", order: true, atGiver: false, verb: "is copied as" },
  PART_OF: { flow: "subject-to-object", order: false, atGiver: true, verb: "is part of" },
  MATCHES: { flow: "subject-to-object", order: false, atGiver: false, verb: "is matched by" },
  POSTED_BY: { flow: "none", order: false, atGiver: false, verb: "is posted by" },
  TAGGED: { flow: "none", order: false, atGiver: false, verb: "is tagged" },
  MENTIONS: { flow: "none", order: false, atGiver: false, verb: "mentions" },
};

/** Whether what takes a thing this way is nothing without it: taken out, it takes its takers along. */
export const goesAlong = (relation: Relation): boolean =>
  relation === "RESHARED_BY" || relation === "COPY_OF";

export const flows = (relation: Relation): boolean => RELATION[relation].flow !== "none";

interface Written<T> {
  relation: Relation;
  subject: T;
  object: T;
}

/** Who gives and who takes; undefined for relations along which nothing flows. */
export function flowOf<T>(edge: Written<T>): { giver: T; receiver: T } | undefined {
  switch (RELATION[edge.relation].flow) {
    case "subject-to-object":
      return { giver: edge.subject, receiver: edge.object };
    case "object-to-subject":
      return { giver: edge.object, receiver: edge.subject };
    case "none":
      return undefined;
  }
}

/**
 * The nodes of which the bounds on an edge tell the publication, if the node cannot change: the
 * receiver, and where a part enters its whole when it is published, the part.
 */
export function datedBy<T>(edge: Written<T>): readonly T[] {
  const flow = flowOf(edge);
  if (flow === undefined) return [];
  return RELATION[edge.relation].atGiver ? [flow.receiver, flow.giver] : [flow.receiver];
}

/** An edge's key: relation, subject and object. */
export const edgeKey = (edge: Written<string>): string =>
  `${edge.relation} ${edge.subject} ${edge.object}`;
