/** Links in link-format (RFC 6690), as TimeMaps are written (RFC 7089, section 5). */

export interface WebLink {
  address: string;
  /** Names of relations, in lower case. */
  rel: readonly string[];
  datetime: string | undefined;
  /** Characters from and to, in the text. */
  span: [number, number];
}

const LINK = /<([^<>\s]*)>((?:\s*;\s*[\w*-]+(?:\s*=\s*(?:"[^"]*"|[^\s";,<>]+))?)*)/g;
const PARAMETER = /([\w*-]+)\s*=\s*(?:"([^"]*)"|([^\s";,<>]+))/g;

/** Links in their order; what stands between them is left out. */
export function linksIn(text: string): WebLink[] {
  return [...text.matchAll(LINK)].map((found) => {
    const [whole, address = "", written = ""] = found;
    const parameters = new Map<string, string>();
    for (const [, name = "", quoted, bare = ""] of written.matchAll(PARAMETER)) {
      const known = name.toLowerCase();
      if (!parameters.has(known)) parameters.set(known, quoted ?? bare);
    }
    const rel = (parameters.get("rel") ?? "").toLowerCase().split(/\s+/);
    const datetime = parameters.get("datetime")?.toWellFormed();
    return {
      address: address.toWellFormed(),
      rel: rel.filter((one) => one !== ""),
      datetime,
      span: [found.index, found.index + whole.length],
    };
  });
}
