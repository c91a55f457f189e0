/**
 * Finds what a JSON Pointer (RFC 6901) names in JSON text, as it is written there: a number keeps
 * its digits, and nothing is nested too deeply to be found.
 */

const tokensOf = (pointer: string): string[] | undefined => {
  if (pointer === "") return [];
  if (!pointer.startsWith("/")) return undefined;
  return pointer
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
};

/** A member name as a token of a JSON Pointer. */
export const pointerToken = (name: string): string =>
  name.replaceAll("~", "~0").replaceAll("/", "~1");

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /[^\s,\]}]+/y;
const INSIDE = /[^"[\]{}]+/y;

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

const skipSpace = (text: string, at: number): number => matchEnd(SPACE, text, at);

function skipString(text: string, at: number): number {
  for (let i = text.indexOf('"', at + 1); i !== -1; i = text.indexOf('"', i + 1)) {
    let escapes = 0;
    while (text[i - 1 - escapes] === "\\") escapes += 1;
    if (escapes % 2 === 0) return i + 1;
  }
  return text.length;
}

/** Index after the value that begins at `at`, in text that is known to be JSON. */
function skipValue(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return skipString(text, at);
  if (first !== "{" && first !== "[") return matchEnd(SCALAR, text, at);
  let depth = 0;
  let i = at;
  while (i < text.length) {
    const char = text[i];
    if (char === '"') {
      i = skipString(text, i);
      continue;
    }
    if (char === "{" || char === "[") depth += 1;
    else if (char === "}" || char === "]") {
      depth -= 1;
      if (depth === 0) return i + 1;
    } else {
      i = matchEnd(INSIDE, text, i);
      continue;
    }
    i += 1;
  }
  return i;
}

/** Whether the string of JSON between the two is that name: of most the text is the name itself. */
function isName(text: string, from: number, to: number, name: string): boolean {
  const written = text.slice(from + 1, to - 1);
  if (!written.includes("\\")) return written === name;
  return JSON.parse(text.slice(from, to)) === name;
}

/** Where the last member of that name has its value, as JSON.parse takes the last of several. */
function findMember(text: string, object: number, name: string): number | undefined {
  let found: number | undefined;
  let i = skipSpace(text, object + 1);
  while (text[i] === '"') {
    const nameEnd = skipValue(text, i);
    const isIt = isName(text, i, nameEnd, name);
    i = skipSpace(text, skipSpace(text, nameEnd) + 1);
    if (isIt) found = i;
    i = skipSpace(text, skipValue(text, i));
    if (text[i] === ",") i = skipSpace(text, i + 1);
  }
  return found;
}

function findElement(text: string, array: number, token: string): number | undefined {
  if (!/^(?:0|[1-9]\d*)$/.test(token)) return undefined;
  let i = skipSpace(text, array + 1);
  for (let index = 0; i < text.length && text[i] !== "]"; index += 1) {
    if (index === Number(token)) return i;
    i = skipSpace(text, skipValue(text, i));
    if (text[i] === ",") i = skipSpace(text, i + 1);
  }
  return undefined;
}

/** Where what the pointer names begins and ends; undefined when it names nothing. `json` must be JSON. */
export function findJsonSpan(
  json: string,
  pointer: string,
): [from: number, to: number] | undefined {
  const tokens = tokensOf(pointer);
  if (tokens === undefined) return undefined;
  let at: number | undefined = skipSpace(json, 0);
  for (const token of tokens) {
    if (json[at] === "{") at = findMember(json, at, token);
    else if (json[at] === "[") at = findElement(json, at, token);
    else return undefined;
    if (at === undefined) return undefined;
  }
  return [at, skipValue(json, at)];
}

/** The JSON text of what the pointer names; undefined when it names nothing. `json` must be JSON. */
export function findJsonText(json: string, pointer: string): string | undefined {
  const span = findJsonSpan(json, pointer);
  return span && json.slice(...span);
}
