/**
 * The tables of a store file. Claims are kept as they were given; nodes and edges are what they
 * merge to, with the claims that say it listed beside them.
 */
import { RELATION, RELATIONS, type Relation } from "../../model/edge.ts";

/** "Hdwr": marks an SQLite file as a store of Headwater. */
export const APPLICATION_ID = 0x48_64_77_72;
/** Raised whenever files written before would be read wrongly. */
export const SCHEMA_VERSION = 4;

/**
 * How relations are written in the file. Below 100 information flows along them, and their codes
 * are in the order of their names, as the order of edges is.
 */
export const RELATION_CODE: Readonly<Record<Relation, number>> = {
  COPY_OF: 10,
  LINKS_TO: 20,
  MATCHES: 30,
  PART_OF: 40,
  QUOTES: 50,
  REPLIES_TO: 60,
  RESHARED_BY: 70,
  MENTIONS: 110,
  POSTED_BY: 120,
  TAGGED: 130,
};
export const RELATION_OF_CODE: ReadonlyMap<number, Relation> = new Map(
  RELATIONS.map((relation) => [RELATION_CODE[relation], relation]),
);

const codes = (holds: (relation: Relation) => boolean): string =>
  RELATIONS.filter(holds)
    .map((relation) => RELATION_CODE[relation])
    .join(", ");
/** For SQL: relations whose time may be the giver's. */
export const CODES_AT_GIVER = codes((relation) => RELATION[relation].atGiver);
/** For SQL: relations written from receiver to giver. */
export const CODES_BACKWARD = codes((relation) => RELATION[relation].flow === "object-to-subject");

/** Stand for unknown bounds, so that they sort and compare as what they mean. */
export const NO_EARLIEST = Number.MIN_SAFE_INTEGER;
export const NO_LATEST = Number.MAX_SAFE_INTEGER;

export const STATED = { join: 1, member: 2, remark: 3, dispute: 4 } as const;

/**
 * - `claims` of one evidence file have consecutive ids, in its order.
 * - `nodes` holds every key that an edge names, tags too, or that a claim says something of; its
 *   states are null when no claim does. Its bounds are those of its publication, at the default
 *   basis floor; `traits` holds what it is there and what decides the bounds (see `traitCells`).
 * - `lossy`: the states stand for more times than they show, so that another claim is merged by
 *   reading the earlier ones again.
 * - An edge's `source` and `target` are giver and receiver where information flows along it, else
 *   subject and object; its bounds and `bases` (see `timeCells`) are then null. All that streams
 *   of columns need of flow edges is in the index `edges_by_time`.
 * - `attributes` lists claims by what they say something of and make no node of: the subject of an
 *   attribute, or an address that they say leads on.
 * - `kept` of an entry of the journal is the hash of what came in, `former` the other evidence that
 *   it took the place of. `chain` is null where it was written before journals had it: these are the
 *   first `unchained` ones.
 * - `unindexed` lists the nodes whose words have yet to be put into the index `search`.
 */
export const TABLES = `
CREATE TABLE store (
  one INTEGER PRIMARY KEY CHECK (one = 1), name TEXT NOT NULL, version INTEGER NOT NULL,
  unchained INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, first_claim INTEGER NOT NULL,
  last_claim INTEGER NOT NULL, record TEXT NOT NULL
) STRICT;
CREATE TABLE journal (
  id INTEGER PRIMARY KEY, action TEXT NOT NULL, evidence TEXT NOT NULL, at INTEGER NOT NULL,
  reason TEXT, kept TEXT, former TEXT, chain TEXT
) STRICT;
CREATE TABLE claims (id INTEGER PRIMARY KEY, evidence INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE nodes (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, traits INTEGER NOT NULL,
  earliest INTEGER NOT NULL, latest INTEGER NOT NULL, attested INTEGER, states TEXT,
  lossy INTEGER NOT NULL
) STRICT;
CREATE TABLE edges (
  id INTEGER PRIMARY KEY, relation INTEGER NOT NULL, source INTEGER NOT NULL,
  target INTEGER NOT NULL, earliest INTEGER, latest INTEGER, bases INTEGER,
  states TEXT NOT NULL, lossy INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX edges_by_ends ON edges (source, target, relation);
CREATE INDEX edges_out ON edges (source, earliest, latest) WHERE relation < 100;
CREATE INDEX edges_in ON edges (target, earliest, latest) WHERE relation < 100;
CREATE INDEX edges_by_time ON edges (earliest, latest, relation, source, target, bases)
  WHERE relation < 100;
CREATE INDEX others_in ON edges (target) WHERE relation >= 100;
CREATE TABLE node_claims (
  node INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (node, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE edge_claims (
  edge INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (edge, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE stated (
  kind INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (kind, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE attributes (
  subject TEXT NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (subject, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE unindexed (
  id INTEGER PRIMARY KEY, first_node INTEGER NOT NULL, last_node INTEGER NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (size UNINDEXED, words, tokenize = 'ascii');
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`;
