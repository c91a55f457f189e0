/** WARC files made in memory, record by record, with digests of what they hold. */
import { createHash } from "node:crypto";
import { bytesOfText } from "./packed.ts";

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
export const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

export const sha256 = (bytes: Uint8Array): string =>
  `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

export interface MadeRecord {
  type: string;
  url?: string;
  date?: string;
  /** Of HTTP; without one the block is the body. */
  status?: number;
  contentType?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** In the header of the record, in place of what is right; empty to leave it out. */
  says?: Readonly<Record<string, string>>;
}

function http({ status = 200, contentType, headers = {} }: MadeRecord): Uint8Array {
  const lines = [
    `HTTP/1.1 ${status} It`,
    ...(contentType === undefined ? [] : [`Content-Type: ${contentType}`]),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return latin1(`${lines.join("\r\n")}\r\n\r\n`);
}

let made = 0;

export function record(one: MadeRecord): Uint8Array {
  const body = bytesOfText(one.body ?? "");
  const block = one.status === undefined ? body : joined(http(one), body);
  made += 1;
  const fields: Record<string, string> = {
    "WARC-Type": one.type,
    "WARC-Record-ID": `<urn:uuid:00000000-0000-4000-8000-${String(made).padStart(12, "0")}>`,
    "WARC-Date": one.date ?? "2017-05-05T20:00:00Z",
    ...(one.url === undefined ? {} : { "WARC-Target-URI": one.url }),
    "WARC-Block-Digest": sha256(block),
    "WARC-Payload-Digest": sha256(body),
    "Content-Type":
      one.status === undefined ? (one.contentType ?? "") : "application/http; msgtype=response",
    "Content-Length": String(block.length),
    ...one.says,
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}: ${value}\r\n`);
  return joined(latin1(`WARC/1.0\r\n${lines.join("")}\r\n`), block, latin1("\r\n\r\n"));
}

export const warc = (...records: readonly (Uint8Array | MadeRecord)[]): Uint8Array =>
  joined(...records.map((one) => (one instanceof Uint8Array ? one : record(one))));

/** What a server sent, read well. */
export const response = (
  url: string,
  contentType: string,
  body: string | Uint8Array,
  more: Partial<MadeRecord> = {},
): MadeRecord => ({ type: "response", status: 200, url, contentType, body, ...more });

export const THREAD_URL = "https://a.4cdn.org/pol/thread/100.json";

/** A thread as 4chan's API gives it. */
export const thread = (posts: number, words = "the mill is closed"): string =>
  JSON.stringify({
    posts: Array.from({ length: posts }, (_, i) => ({
      no: 100 + i,
      resto: i === 0 ? 0 : 100,
      now: "05/05/17(Fri)14:00:00",
      time: 1_494_007_200 + i,
      name: "Anonymous",
      com: `${words} ${i}`,
    })),
  });

export const page = (words: string): string =>
  `<!doctype html><html><head><title>The mill</title></head><body><article><p>${words}</p><a href="https://pastebin.com/AbCd1234">paste</a></article></body></html>`;
