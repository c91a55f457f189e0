/**
 * A HAR file on disk (HTTP Archive 1.1 and 1.2): what a browser received, as its developer tools or a proxy
 * saved it. Each response whose content is in the file and may be evidence is a member, with its address
 * and by when it was there; the others are counted.
 */
import { type FileHandle, open } from "node:fs/promises";
import { z } from "zod";
import { readJsonRecords } from "../../importers/reading/json-records.ts";
import { charsetOfPage, mediaType } from "../../importers/reading/message-head.ts";
import { ImportError } from "../../model/errors.ts";
import { parseTime, TimeFormatError } from "../../model/time.ts";
import { type Limits, UnpackError } from "./limits.ts";
import { type Flaw, type Layer, loss, type Member } from "./members.ts";
import { bytesFrom } from "./on-disk.ts";
import { nameOfReceived, whyNotAddress, whyNotStatus, whyNotType } from "./web-member.ts";

const LOOKED_AT = 512;
const BEGINNING =
  /^[\uFEFF\s]*\{\s*"log"\s*:\s*\{\s*"(?:version|creator|browser|pages|entries|comment)"\s*:/;

/** By its first bytes alone, however many there are. */
export const beginsAsHar = (bytes: Uint8Array): boolean =>
  BEGINNING.test(new TextDecoder().decode(bytes.subarray(0, LOOKED_AT)));

const entrySchema = z.object({
  startedDateTime: z.string().optional(),
  /** Milliseconds until the response was there. */
  time: z.number().nullish(),
  request: z.object({ url: z.string() }),
  response: z.object({
    status: z.number(),
    content: z.object({
      mimeType: z.string().nullish(),
      text: z.string().nullish(),
      encoding: z.string().nullish(),
    }),
  }),
});
type Entry = z.infer<typeof entrySchema>;

const MAX_TIME_MS = 24 * 60 * 60 * 1000;

/** When the whole response was there, as far as its zone is written. */
function atOf({ startedDateTime, time }: Entry): string | null {
  if (startedDateTime === undefined) return null;
  try {
    const { latest } = parseTime(startedDateTime);
    if (latest === null) return null;
    const took = time != null && time > 0 && time < MAX_TIME_MS ? Math.ceil(time) : 0;
    return new Date(latest + took).toISOString();
  } catch (error) {
    if (error instanceof TimeFormatError) return null;
    throw error;
  }
}

function whyLeft({ request, response: { status, content } }: Entry): string | undefined {
  const reason =
    whyNotAddress(request.url) ??
    whyNotStatus(status) ??
    whyNotType(mediaType(content.mimeType ?? undefined));
  return reason ?? (content.text == null ? "content-not-saved" : undefined);
}

const isBase64 = ({ encoding }: Entry["response"]["content"]): boolean =>
  encoding?.toLowerCase() === "base64";

const BOM = new Uint8Array([0xef, 0xbb, 0xbf]);

/** What a page says of its encoding was true before the browser made text of it. */
function bytesOf({ response: { content } }: Entry): Uint8Array {
  const text = content.text ?? "";
  if (isBase64(content)) return new Uint8Array(Buffer.from(text, "base64"));
  const bytes = new TextEncoder().encode(text);
  const isPage = /html|xml/.test(mediaType(content.mimeType ?? undefined));
  return isPage && !text.startsWith("\uFEFF") ? new Uint8Array(Buffer.concat([BOM, bytes])) : bytes;
}

/** Of what the browser did not make text of. */
function charsetIn({ response: { content } }: Entry): { charset?: string } {
  const charset = charsetOfPage(content.mimeType ?? undefined);
  return isBase64(content) && charset !== undefined ? { charset } : {};
}

type Span = readonly [from: number, to: number];

async function* contentAt(file: FileHandle, [from, to]: Span): AsyncGenerator<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of bytesFrom(file, from, to - from)) parts.push(part);
  const entry = entrySchema.safeParse(JSON.parse(Buffer.concat(parts).toString("utf8")));
  if (!entry.success) throw new UnpackError("broken-member", "the entry is not as it was listed");
  yield bytesOf(entry.data);
}

const NO_TIME: Flaw = ["no-capture-time", "when it was saved is not written in a way that is read"];

async function list(
  file: FileHandle,
  limits: Limits,
  onMember: () => void,
): Promise<Pick<Layer, "members" | "left">> {
  const members: Member[] = [];
  const left = new Map<string, number>();
  const lose = (where: string, reason: string, message: string, span: Span) => {
    onMember();
    members.push({
      name: where,
      refused: loss(reason, message),
      open: () => contentAt(file, span),
    });
  };

  function add(value: unknown, span: Span): void {
    const where = `@${span[0]}`;
    const entry = entrySchema.safeParse(value);
    if (!entry.success) {
      const at = entry.error.issues[0]?.path.join(".") ?? "";
      lose(where, "bad-entry", `it is not as the format says, at ${at}`, span);
      return;
    }
    const reason = whyLeft(entry.data);
    if (reason !== undefined) {
      left.set(reason, (left.get(reason) ?? 0) + 1);
      return;
    }
    onMember();
    const { url } = entry.data.request;
    const at = atOf(entry.data);
    members.push({
      name: nameOfReceived(where, url, limits.nameLength),
      refused: undefined,
      received: { url, at, isSent: true, ...charsetIn(entry.data) },
      ...(at === null ? { flaws: [NO_TIME] } : {}),
      open: () => contentAt(file, span),
    });
  }

  const { size } = await file.stat();
  try {
    const options = { paths: [["log", "entries"]] };
    for await (const batch of readJsonRecords(bytesFrom(file, 0, size), options)) {
      for (const one of batch) add(one.error === undefined ? one.value : undefined, one.bytes);
    }
  } catch (error) {
    if (error instanceof UnpackError || !(error instanceof ImportError)) throw error;
    // What stands before is read.
    lose("the rest of the file", "broken-har", error.message, [size, size]);
  }
  return { members, left };
}

export async function openHar(path: string, limits: Limits, onMember: () => void): Promise<Layer> {
  const file = await open(path, "r");
  try {
    return { ...(await list(file, limits, onMember)), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}
