/** Which of what a browser or crawler received is read as a file of its own, and why the rest is not. */

/** What a web archive says of a file in it: which address gave it, and when. */
export interface Received {
  url: string;
  /** In UTC, as the archive writes it; null where it does not, or no time can be made of it. */
  at: string | null;
  /** What it is in, where it is a page and the server said so. */
  charset?: string;
  /** A server sent it so: no script of a browser has changed it. */
  isSent?: true;
}

const NOT_READ: readonly (readonly [RegExp, string])[] = [
  [/^(?:text|application)\/(?:(?:x-)?javascript|ecmascript|css|x-css)$/, "script-or-style"],
  [/^text\/(?:vtt|cache-manifest)$/, "other-type"],
  [/^(?:font\/|application\/(?:x-)?font|application\/vnd\.ms-fontobject)/, "font"],
  [
    /^(?:audio|video)\/|^application\/(?:vnd\.apple\.mpegurl|x-mpegurl|dash\+xml)/,
    "audio-or-video",
  ],
  [/^(?:text|image)\//, ""],
  [/^application\/(?:.+\+)?(?:json|xml)$|^application\/(?:x-)?(?:ndjson|jsonlines)$/, ""],
  [/^(?:|application\/octet-stream|binary\/octet-stream)$/, ""],
];

/** Why a file of that type is not read; undefined for one that may be. */
export function whyNotType(type: string): string | undefined {
  const [, reason = "other-type"] = NOT_READ.find(([pattern]) => pattern.test(type)) ?? [];
  return reason === "" ? undefined : reason;
}

/** Why what an HTTP status stands for is not read; undefined for a success. */
export function whyNotStatus(status: number): string | undefined {
  if (status === 206) return "partial-content";
  if (status === 204 || status === 205) return "no-body";
  if (status >= 200 && status < 300) return undefined;
  if (status === 304) return "not-modified";
  return status >= 300 && status < 400 ? "redirect" : "http-error";
}

/** Why nothing is read of an address; undefined for one of the web. */
export function whyNotAddress(url: string): string | undefined {
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return undefined;
  return /^dns:/i.test(url) ? "dns" : "no-web-address";
}

/** A name for it in its container, by where it begins there. */
export const nameOfReceived = (where: string, url: string, mostLength: number): string =>
  `${where} ${url}`
    .replace(/\p{Cc}/gu, "")
    .slice(0, mostLength)
    .toWellFormed();
