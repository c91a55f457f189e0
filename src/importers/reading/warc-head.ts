/** How the records of WARC files begin and name addresses (WARC 1.0 and 1.1, ISO 28500). */

const BEGINNING = /^WARC\/\d{1,2}\.\d{1,2}[ \t]*\r?\n/;

export const beginsWarcRecord = (bytes: Uint8Array): boolean =>
  BEGINNING.test(new TextDecoder("latin1").decode(bytes.subarray(0, 16)));

/** An address in a header, without the brackets that old versions of wget write. */
export const warcUri = (written: string | undefined): string =>
  (written ?? "").replace(/^<(.*)>$/, "$1");
