/** What one statement says, as facts: one reader per kind. */
import type { Claim, Fact } from "../../model/claim.ts";
import { flows, type Relation, relationSchema } from "../../model/edge.ts";
import { ITEM_TYPES, itemTypeSchema } from "../../model/item.ts";
import { canBeOn, handleOfKey, type Key, platformOfKey, typeOfKey } from "../../model/key.ts";
import { type PlatformId, platformIdSchema } from "../../model/platform.ts";
import { TIME_KINDS, timeKindSchema } from "../../model/time.ts";
import {
  basisOf,
  boundsOf,
  canBe,
  citedIn,
  columnError,
  findKeyIn,
  keyIn,
  required,
  STATEMENT_COLUMNS,
  type StatementColumn,
  type StatementRow,
  sourceOf,
} from "./statement-row.ts";

interface Said {
  /** What the statement is about; absent where it only names or compares things. */
  subject?: Key;
  facts: Fact[];
}

interface Kind {
  read: (row: StatementRow) => Said;
  /** Columns that mean something for it, beside those that say who says so. */
  columns: readonly StatementColumn[];
}

function platformIn(row: StatementRow): PlatformId | undefined {
  if (row.object === undefined) return undefined;
  const platform = platformIdSchema.safeParse(row.object);
  if (platform.success) return platform.data;
  throw columnError(
    "object",
    "bad-platform",
    `"${row.object}" is no platform, such as twitter or 4chan/pol`,
  );
}

function checkPlatform(key: Key, platform: PlatformId | undefined): void {
  if (platform === undefined || canBeOn(key, platform)) return;
  const own = platformOfKey(key);
  throw columnError("object", "wrong-platform", `the subject is on ${own}, not on ${platform}`);
}

function readAccount(row: StatementRow): Said {
  const account = keyIn(row, "subject", ["account"]);
  const platform = platformIn(row);
  checkPlatform(account, platform);
  const on = platform === undefined ? {} : { platform };
  return { subject: account, facts: [{ fact: "account", account, ...on }] };
}

function readTypedItem(row: StatementRow, relation: string): Said {
  const type = itemTypeSchema.safeParse(relation);
  if (!type.success) {
    const known = [...ITEM_TYPES, "account", "reference"].join(", ");
    throw columnError("relation", "unknown-relation", `"${relation}" is none of ${known}`);
  }
  const item = keyIn(row, "subject", ["item"]);
  const platform = platformIn(row);
  checkPlatform(item, platform);
  const ofKey = typeOfKey(item);
  // The key of a page says only that it has an address.
  if (ofKey !== undefined && ofKey !== "page" && ofKey !== type.data) {
    throw columnError("relation", "wrong-type", `the subject is a ${ofKey}, not a ${type.data}`);
  }
  if (row.value !== undefined && row.value !== "guest") {
    throw columnError(
      "value",
      "bad-value",
      `"${row.value}" is no value of an item: write guest, or nothing`,
    );
  }
  if (row.value === "guest" && type.data !== "paste") {
    throw columnError("value", "bad-value", "only a paste is posted by a guest");
  }
  return {
    subject: item,
    facts: [
      {
        fact: "item",
        item,
        type: type.data,
        ...(platform === undefined ? {} : { platform }),
        ...(row.value === "guest" ? { guest: true } : {}),
      },
    ],
  };
}

function readItem(row: StatementRow): Said {
  const relation = required(row, "relation");
  if (relation === "account") return readAccount(row);
  if (relation !== "reference") return readTypedItem(row, relation);
  const item = keyIn(row, "subject", ["item"]);
  const platform = platformIn(row);
  checkPlatform(item, platform);
  return { facts: [{ fact: "item", item, ...(platform === undefined ? {} : { platform }) }] };
}

function relationIn(row: StatementRow): Relation {
  const written = required(row, "relation");
  const relation = relationSchema.safeParse(written);
  if (!relation.success) {
    throw columnError(
      "relation",
      "unknown-relation",
      `"${written}" is no relation: write one of ${relationSchema.options.join(", ")}`,
    );
  }
  if (relation.data === "MATCHES" && row.basis !== "inferred") {
    throw columnError("basis", "bad-basis", "MATCHES is inferred, by whoever concludes it");
  }
  return relation.data;
}

/** A handle as it is written, where its key does not tell capitals. */
function nameFacts(account: Key, written: string): Fact[] {
  const name = /([\w.-]+)\/?$/.exec(written)?.[1] ?? "";
  const handle = handleOfKey(account);
  if (handle === undefined || name === handle || name.toLowerCase() !== handle) return [];
  return [{ fact: "account", account, name }];
}

function readEdge(row: StatementRow): Said {
  const relation = relationIn(row);
  const subject = keyIn(row, "subject", ["item"]);
  const end = flows(relation) ? "item" : relation === "TAGGED" ? "tag" : "account";
  const object = keyIn(row, "object", [end]);
  if (subject === object) {
    throw columnError("object", "same-ends", "subject and object are one thing");
  }
  const time = boundsOf(row);
  return {
    subject,
    facts: [
      { fact: "edge", relation, subject, object, ...(time === undefined ? {} : { time }) },
      ...nameFacts(object, row.object ?? ""),
    ],
  };
}

function readTime(row: StatementRow): Said {
  const item = keyIn(row, "subject", ["item"]);
  const written = required(row, "relation");
  const kind = timeKindSchema.safeParse(written);
  if (!kind.success) {
    throw columnError(
      "relation",
      "unknown-relation",
      `"${written}" is none of ${TIME_KINDS.join(", ")}`,
    );
  }
  const time = boundsOf(row);
  if (time === undefined && kind.data !== "edited") {
    throw columnError("not_before", "missing", "a time has not_before, not_after or both");
  }
  const bounds = time ?? { earliest: null, latest: null };
  return { subject: item, facts: [{ fact: "time", item, kind: kind.data, ...bounds }] };
}

const readSame =
  (fact: "same-as" | "not-same") =>
  (row: StatementRow): Said => {
    const a = keyIn(row, "subject", ["item", "account"]);
    const b = keyIn(row, "object", ["item", "account"]);
    const alike =
      canBe(b, ["item"]) === canBe(a, ["item"]) || canBe(b, ["account"]) === canBe(a, ["account"]);
    if (!alike) throw columnError("object", "wrong-end", "one is an item, the other an account");
    if (a === b) throw columnError("object", "same-ends", "subject and object are one key");
    return { facts: [{ fact, a, b }] };
  };

function readGroup(row: StatementRow): Said {
  const set = keyIn(row, "subject", ["group", "tier"]);
  const relation = required(row, "relation");
  if (relation !== "member") {
    throw columnError(
      "relation",
      "unknown-relation",
      `"${relation}" is no relation of a group: write member`,
    );
  }
  const text = required(row, "object");
  const key = findKeyIn(row, "object");
  if (key !== undefined && !canBe(key, ["account"])) {
    const message = `"${text}" is no account: write one, or a platform such as bbc.co.uk`;
    throw columnError("object", "wrong-end", message);
  }
  const member = key ?? platformIn(row) ?? "";
  return { facts: [{ fact: "member", set, member }] };
}

type RemarkKind = Extract<Fact, { fact: "remark" }>["kind"];

const readRemark =
  (kind: RemarkKind, needs: readonly StatementColumn[]) =>
  (row: StatementRow): Said => {
    for (const column of needs) required(row, column);
    const time = boundsOf(row);
    const object = findKeyIn(row, "object") ?? row.object;
    return {
      facts: [
        {
          fact: "remark",
          kind,
          subject: findKeyIn(row, "subject") ?? required(row, "subject"),
          relation: row.relation ?? "",
          ...(object === undefined ? {} : { object }),
          ...(row.value === undefined ? {} : { value: row.value }),
          ...(row.unit === undefined ? {} : { unit: row.unit }),
          ...(time === undefined ? {} : { time }),
        },
      ],
    };
  };

const BOUNDS = ["not_before", "not_after", "zone"] as const;
const REMARK = ["object", "unit", ...BOUNDS] as const;

const KINDS: Readonly<Record<string, Kind>> = {
  item: { read: readItem, columns: ["object"] },
  edge: { read: readEdge, columns: ["object", ...BOUNDS] },
  time: { read: readTime, columns: BOUNDS },
  "same-as": { read: readSame("same-as"), columns: ["object"] },
  "not-same": { read: readSame("not-same"), columns: ["object"] },
  group: { read: readGroup, columns: ["object"] },
  attribute: { read: readRemark("attribute", ["relation", "value"]), columns: REMARK },
  count: { read: readRemark("count", ["relation", "value"]), columns: REMARK },
  event: { read: readRemark("event", ["relation"]), columns: REMARK },
  assertion: { read: readRemark("assertion", ["relation"]), columns: REMARK },
  told: { read: readRemark("told", ["object"]), columns: REMARK },
};

/** Columns that no kind reads differently. */
const OF_ALL: readonly StatementColumn[] = [
  "kind",
  "subject",
  "relation",
  "as_written",
  "value",
  "basis",
  "dispute",
  "source",
  "source_url",
  "source_date",
  "via",
  "quote",
  "evidence",
];

function kindIn(row: StatementRow): Kind {
  const written = required(row, "kind");
  const kind = Object.hasOwn(KINDS, written) ? KINDS[written] : undefined;
  if (kind !== undefined) return kind;
  throw columnError(
    "kind",
    "unknown-kind",
    `"${written}" is none of ${Object.keys(KINDS).join(", ")}`,
  );
}

/** A claim but for its place, and the columns that are filled and mean nothing for its kind. */
export interface Statement extends Omit<Claim, "place" | "quoteAt"> {
  unused: StatementColumn[];
}

/** @throws RecordError naming the column */
export function readStatement(row: StatementRow): Statement {
  const { read, columns } = kindIn(row);
  const basis = basisOf(row);
  const source = sourceOf(row);
  const cites = citedIn(row);
  const meant = new Set([...OF_ALL, ...columns]);
  return {
    ...read(row),
    basis,
    ...(source === undefined ? {} : { source }),
    ...(row.dispute === undefined ? {} : { dispute: row.dispute }),
    ...(cites === undefined ? {} : { cites }),
    unused: STATEMENT_COLUMNS.filter((column) => row[column] !== undefined && !meant.has(column)),
  };
}
