/** A manifest while it is filled in, and what it comes to. */
import { z } from "zod";
import { type Manifest, manifestSchema } from "../../model/evidence.ts";

const DRAFT_FIELDS = [
  "origin",
  "collected",
  "collectedBy",
  "case",
  "platform",
  "zone",
  "note",
  "sources",
] as const;
type DraftField = (typeof DRAFT_FIELDS)[number];

export interface ManifestDraft extends Readonly<Record<DraftField, string>> {
  kind: Manifest["kind"];
}

export const EMPTY_DRAFT: ManifestDraft = {
  ...{ origin: "", collected: "", collectedBy: "", case: "", platform: "", zone: "" },
  ...{ note: "", sources: "", kind: "original" },
};

export const draftOf = (manifest: Manifest): ManifestDraft => ({
  origin: manifest.origin,
  collected: manifest.collected ?? "",
  collectedBy: manifest.collectedBy ?? "",
  case: manifest.case ?? "",
  platform: manifest.platform ?? "",
  zone: manifest.zone?.name ?? "",
  note: manifest.note ?? "",
  sources: Object.entries(manifest.sources ?? {})
    .map(([field, source]) => `${field}: ${source}`)
    .join("\n"),
  kind: manifest.kind,
});

export const isEmpty = (draft: ManifestDraft): boolean =>
  DRAFT_FIELDS.every((field) => draft[field].trim() === "") && draft.kind === "original";

/** `field: source`, one a line; undefined where a line names no field or no source. */
function sourcesIn(text: string): Record<string, string> | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const pairs = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, Math.max(0, colon)).trim(), line.slice(colon + 1).trim()] as const;
  });
  return pairs.some(([field, source]) => field === "" || source === "")
    ? undefined
    : Object.fromEntries(pairs);
}

type Read = { manifest: Manifest } | { field: DraftField; says: string };

const isDraftField = (name: unknown): name is DraftField =>
  DRAFT_FIELDS.some((field) => field === name);

/** The manifest that the draft comes to; what `former` says that the form does not ask for is kept. */
export function manifestIn(draft: ManifestDraft, former: Manifest | null): Read {
  const said = (field: DraftField) => {
    const text = draft[field].trim();
    return text === "" ? {} : { [field]: text };
  };
  if (draft.origin.trim() === "") {
    return { field: "origin", says: "Say where it comes from: a URL, or a sentence." };
  }
  const sources = sourcesIn(draft.sources);
  if (sources === undefined) {
    return { field: "sources", says: "Write one line for each field: field, colon, source." };
  }
  const { zone } = said("zone");
  const zoned =
    zone === former?.zone?.name
      ? former?.zone
      : zone === undefined
        ? undefined
        : { name: zone, reason: "granted" };
  const read = manifestSchema.safeParse({
    ...(former?.mapping === undefined ? {} : { mapping: former.mapping }),
    ...said("origin"),
    ...said("collected"),
    ...said("collectedBy"),
    ...said("case"),
    ...said("platform"),
    ...said("note"),
    ...(zoned === undefined ? {} : { zone: zoned }),
    ...(Object.keys(sources).length === 0 ? {} : { sources }),
    kind: draft.kind,
  });
  if (read.success) return { manifest: read.data };
  const [issue] = read.error.issues;
  const field = issue?.path[0];
  return isDraftField(field)
    ? { field, says: WRONG[field] ?? issue?.message ?? "" }
    : { field: "origin", says: z.prettifyError(read.error) };
}

const WRONG: Readonly<Partial<Record<DraftField, string>>> = {
  case: "A case is named by small letters, digits, dots and hyphens, as macronleaks.",
  platform: "That is no platform, as twitter or 4chan/pol.",
};
