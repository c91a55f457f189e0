import { createHash } from "node:crypto";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** JSON with the members of objects in code-unit order and no white space (as RFC 8785 orders them). */
function canonicalJson(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`);
  return `{${members.join(",")}}`;
}

/** `sha256:<hex>` of an answer: two answers with one digest say the same. */
export function digestOf(answer: object): string {
  const plain: Json = JSON.parse(JSON.stringify(answer));
  return `sha256:${createHash("sha256").update(canonicalJson(plain)).digest("hex")}`;
}
