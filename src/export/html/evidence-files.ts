/** Evidence files: what is loaded, and one file's record with what its importer had to say. */
import type { EvidenceRecord } from "../../model/evidence.ts";
import { spokenTime } from "../../model/plain-text.ts";
import { spokenMember, spokenReasons, spokenZone } from "../tell-report.ts";
import { bytesAddress, evidenceAddress, evidenceJsonAddress, itemAddress } from "./addresses.ts";
import { type Html, html } from "./html.ts";
import { section } from "./section.ts";
import { label } from "./things.ts";
import { joined, name, words } from "./words.ts";

const bytes = (size: number): string => `${size.toLocaleString("en")} bytes`;

const recordsOf = ({ report }: EvidenceRecord): string =>
  `${report.seen} seen = ${report.imported} imported + ${report.skipped} skipped + ${report.failed} failed`;

/** What it is known to be: a manifest tells where it comes from, and not that it is genuine. */
const kindOf = ({ reconstruction, manifest, hashOnly }: EvidenceRecord): Html =>
  html`${reconstruction ? html`${label("reconstruction", "warn")} ` : null}${
    hashOnly ? html`${label("only its hash is kept", "note")} ` : null
  }${manifest === null ? label("provenance unknown", "warn") : html`provenance told`}`;

const row = (
  record: EvidenceRecord,
): Html => html`<tr><th scope="row"><a href="${evidenceAddress(record.hash)}">${name(record.name)}</a><span class="hash">${record.hash}</span></th><td class="own" data-label="kind">${kindOf(record)}</td><td data-label="importer">${
  record.importer?.id ?? "none: kept as a file"
}</td><td class="own" data-label="size">${bytes(record.size)}</td><td class="own" data-label="records">${recordsOf(record)}</td><td data-label="claims">${record.report.claims}</td></tr>
`;

export const evidenceList = (
  records: readonly EvidenceRecord[],
): Html => html`<article class="answer">
<h1>The evidence loaded</h1>
${
  records.length === 0
    ? html`<p>No evidence here.</p>`
    : html`<p class="terms">${records.length} ${records.length === 1 ? "file" : "files"}, each known by the SHA-256 of its bytes, and kept byte for byte unless it says otherwise.</p>
<table class="files"><thead><tr><th scope="col">File</th><th scope="col">Kind</th><th scope="col">Importer</th><th scope="col">Size</th><th scope="col">Records</th><th scope="col">Claims</th></tr></thead><tbody>
${records.map(row)}</tbody></table>`
}
</article>`;

function provenance({ manifest }: EvidenceRecord): Html {
  if (manifest === null) {
    return html`<div><dt>Provenance</dt><dd>unknown: it has no manifest</dd></div>`;
  }
  const { zone, sources } = manifest;
  return html`<div><dt>Origin</dt><dd>${words(manifest.origin, 1000)}</dd></div>
<div><dt>Collected</dt><dd>${name(manifest.collected ?? "unknown")} by ${name(manifest.collectedBy ?? "unknown")}</dd></div>
${manifest.case === undefined ? null : html`<div><dt>Case</dt><dd>${name(manifest.case)}</dd></div>`}${
  manifest.platform === undefined
    ? null
    : html`<div><dt>Platform</dt><dd>${name(manifest.platform)}</dd></div>`
}${
  zone === undefined
    ? null
    : html`<div><dt>Zone</dt><dd>${name(zone.name ?? "unknown")}, ${zone.reason}${zone.note === undefined ? null : html`: ${words(zone.note)}`}</dd></div>`
}${manifest.note === undefined ? null : html`<div><dt>Note</dt><dd>${words(manifest.note, 1000)}</dd></div>`}${
  sources === undefined
    ? null
    : html`<div><dt>Attested</dt><dd>${Object.entries(sources).map(([field, source]) => html`${name(field)}: ${words(source)}<br>`)}</dd></div>`
}`;
}

const entry = (title: string, parts: readonly Html[], more = 0): Html | null =>
  parts.length === 0
    ? null
    : html`<div><dt>${title}</dt><dd>${joined(parts, "; ")}${more === 0 ? null : html`; and ${more} more`}</dd></div>
`;

/** What was left out, what was not understood, and what was found. */
function found({ report }: EvidenceRecord): Html {
  const { reasons, fieldsUnknown, zones, published, links, omitted } = report;
  const isDated = published.earliest !== null || published.latest !== null;
  return html`${entry("Reasons", reasons.length === 0 ? [] : [words(spokenReasons(reasons), 2000)], omitted.reasons)}${entry(
    "Fields never heard of",
    fieldsUnknown.map(
      ({ field, sample }) =>
        html`${name(field)}${sample === undefined ? null : html` (${words(sample, 120)})`}`,
    ),
    omitted.fields,
  )}${entry(
    "Zones",
    zones.map((zone) => words(spokenZone(zone))),
    omitted.zones,
  )}${entry("Published", isDated ? [html`${spokenTime(published)}`] : [])}${entry(
    "Links",
    links.toItems + links.toNames === 0
      ? []
      : [html`${links.toItems} to items`, html`${links.toNames} to addresses only`],
  )}`;
}

function leftOut({ report: { fieldsIgnored } }: EvidenceRecord): Html {
  if (fieldsIgnored.length === 0) return html``;
  return section(
    "left-out",
    "Fields left out",
    html`<ul>${fieldsIgnored.map(({ field, reason }) => html`<li>${name(field)}: ${words(reason ?? "")}</li>`)}</ul>`,
  );
}

function members({ report: { members: all, omitted } }: EvidenceRecord): Html {
  if (all.length === 0) return html``;
  return section(
    "members",
    "In this container",
    html`<ul>${all.map((member) => html`<li>${words(spokenMember(member), 600)}</li>`)}</ul>${
      omitted.members === 0 ? null : html`<p>… and ${omitted.members} more.</p>`
    }`,
  );
}

function diagnostics({ report }: EvidenceRecord): Html {
  if (report.diagnostics.length === 0) return html``;
  return section(
    "diagnostics",
    "Diagnostics",
    html`<ul>${report.diagnostics.map(
      ({ severity, place, message, code }) =>
        html`<li>${label(severity, severity === "error" ? "warn" : "note")} ${name(place)}: ${words(message, 600)} (${code})</li>`,
    )}</ul>${report.diagnosticsOmitted === 0 ? null : html`<p>… and ${report.diagnosticsOmitted} more.</p>`}`,
  );
}

export const evidenceFile = (record: EvidenceRecord): Html => html`<article class="answer">
<h1>${name(record.name)}</h1>
<dl class="record">
<div><dt>Hash</dt><dd class="hash">${record.hash}</dd></div>
<div><dt>Kind</dt><dd>${kindOf(record)}</dd></div>
<div><dt>Size</dt><dd>${bytes(record.size)}</dd></div>
<div><dt>Importer</dt><dd>${
  record.importer === null
    ? "none: kept as a file"
    : `${record.importer.id}, version ${record.importer.version}`
}</dd></div>
<div><dt>Records</dt><dd>${recordsOf(record)}; ${record.report.claims} claims</dd></div>
${found(record)}${provenance(record)}
<div><dt>See</dt><dd><a href="${itemAddress(`evidence:${record.hash}`)}">what it is about</a> · ${record.hashOnly ? null : html`<a href="${bytesAddress(record.hash)}" download>its bytes</a> · `} <a href="${evidenceJsonAddress(record.hash)}">this record as JSON</a></dd></div>
</dl>
${diagnostics(record)}
${members(record)}
${leftOut(record)}
</article>`;
