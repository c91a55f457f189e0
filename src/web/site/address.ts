/** Addresses: the whole question stands in them, so that a link is the question. */
export type Fields = readonly (readonly [name: string, value: string])[];

/** Readable, and the same to whoever parses it. */
const readable = (query: string): string =>
  query.replaceAll("%3A", ":").replaceAll("%2F", "/").replaceAll("%40", "@");

export function address(path: string, fields: Fields = []): string {
  const query = new URLSearchParams();
  for (const [name, value] of fields) query.append(name, value.toWellFormed());
  return fields.length === 0 ? path : `${path}?${readable(query.toString())}`;
}

const segment = (text: string): string => encodeURIComponent(text.toWellFormed());

export const itemAddress = (selector: string): string => `/items/${segment(selector)}`;
export const evidenceAddress = (hash: string): string => `/evidence/${segment(hash)}`;
export const bytesAddress = (hash: string): string => `/api/evidence/${segment(hash)}/bytes`;
export const searchAddress = (words: string, offset = 0): string =>
  address("/search", [
    ["q", words],
    ...(offset === 0 ? [] : [["offset", String(offset)] as const]),
  ]);
