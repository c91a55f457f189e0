/** What an HTML page is in, and its text. */

const LOOKED_AT_FOR_CHARSET = 8192;
const CHARSET = /<meta[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w:.-]+)/i;

function findDecoder(label: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

/** The encoding that the page names; one of UTF-16 cannot be, since its name was read as ASCII. */
function namedEncoding(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, LOOKED_AT_FOR_CHARSET));
  const label = CHARSET.exec(start.replace(/<!--[\s\S]*?-->/g, ""))?.[1];
  const encoding = label === undefined ? undefined : findDecoder(label)?.encoding;
  return encoding?.startsWith("utf-16") ? "utf-8" : encoding;
}

function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

function findText(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export interface Decoded {
  text: string;
  /** Why it may not be what the page says. */
  doubt:
    | { code: "bad-encoding" | "encoding-guessed" | "encoding-differs"; message: string }
    | undefined;
  /** How its places are to be read. */
  readAs: { as: "html"; encoding?: string };
}

const REPLACED = "bytes that the page's encoding does not know are replaced by U+FFFD";
const GUESSED =
  "the page does not say its encoding and is not UTF-8: read as windows-1252, as browsers do, so that letters beyond ASCII may be others";

const differs = (told: string, own: string): string =>
  `the server said that the page is in ${told}, the page that it is in ${own}: read as ${told}, as browsers do`;

/**
 * As browsers do: by its first bytes, else by `charset`, which the server said in its headers, else by
 * what the page says of itself.
 */
export function decodeHtml(bytes: Uint8Array, charset?: string): Decoded {
  const marked = markedEncoding(bytes);
  const own = marked ?? namedEncoding(bytes);
  const told =
    marked === undefined && charset !== undefined ? findDecoder(charset)?.encoding : undefined;
  const named = told ?? own;
  const text = findText(bytes, named ?? "utf-8");
  const isOwn = told === undefined || told === (own ?? (text === undefined ? "" : "utf-8"));
  const readAs = isOwn ? ({ as: "html" } as const) : ({ as: "html", encoding: told } as const);
  if (text !== undefined) {
    const message = isOwn || own === undefined ? undefined : differs(told, own);
    return { text, doubt: message ? { code: "encoding-differs", message } : undefined, readAs };
  }
  return {
    text: new TextDecoder(named ?? "windows-1252").decode(bytes),
    doubt:
      named === undefined
        ? { code: "encoding-guessed", message: GUESSED }
        : { code: "bad-encoding", message: REPLACED },
    readAs,
  };
}
