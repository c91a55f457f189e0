/**
 * What would lead to a private person, left out of words that are handed on: e-mail and IP addresses,
 * telephone numbers as they are written in groups. A number without groups may be anything, an id
 * above all, and stays.
 */
const LONGEST_ADDRESS = 60;
/** No e-mail address is longer. */
const LONGEST_HALF = 320;

/**
 * A word that is no e-mail address is matched too, as a whole, so that a long one is read once and
 * not again from each of its letters.
 */
const E_MAIL =
  /[\p{L}\p{N}._%+-]+[@＠﹫][\p{L}\p{N}-]+(?:[.．][\p{L}\p{N}-]+)+|([\p{L}\p{N}._%+-]+)/gu;

const IPV4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\d|\.\d)/g;

/** Whatever could be an IPv6 address, as a whole. */
const COLONS = /(?<![0-9A-Fa-f:.])[0-9A-Fa-f:.]{3,}(?![\p{L}\p{N}_])/gu;

/** As browsers and Node alike read the host of a URL. */
const isIpv6 = (address: string): boolean => URL.canParse(`http://[${address}]/`);

function withoutIpv6(run: string, offset: number, whole: string): string {
  if (run.length > LONGEST_ADDRESS || !run.includes(":")) return run;
  const joined = /[\p{L}\p{N}_]/u.test(whole[offset - 1] ?? "");
  if (joined && !run.startsWith(":")) return run;
  const address = run
    .replace(/^:(?!:)/, "")
    .replace(/\.+$/, "")
    .replace(/(?<!:):$/, "");
  return isIpv6(address) && /\d/.test(address) ? run.replace(address, "[IP address]") : run;
}

/** Not within a word, number, date, time or address. */
const ALONE = String.raw`(?<![\p{L}\p{N}_]|\d[.,:/-])`;
const TELEPHONES: readonly RegExp[] = [
  /(?<![\w])\+\d[\d ().-]{7,}\d/g,
  // From abroad, and within a country: groups parted alike.
  new RegExp(String.raw`${ALONE}00[1-9]\d{0,2}([ .-])\d{1,4}(?:\1\d{2,4}){2,5}(?![\d:])`, "gu"),
  new RegExp(String.raw`${ALONE}0[1-9]\d{0,3}([ .-])\d{2,4}(?:\1\d{2,4}){1,3}(?![\d:])`, "gu"),
  // As in North America.
  new RegExp(String.raw`${ALONE}(?:\([2-9]\d\d\) ?|[2-9]\d\d-)[2-9]\d\d[ .-]\d{4}(?![\d-])`, "gu"),
];
const FEWEST_DIGITS = 9;

const withoutTelephone = (number: string): string =>
  number.replaceAll(/\D/g, "").length < FEWEST_DIGITS ? number : "[telephone number]";

export const withoutPersonal = (text: string): string =>
  TELEPHONES.reduce(
    (words, pattern) => words.replaceAll(pattern, (number) => withoutTelephone(number)),
    text
      .replaceAll(E_MAIL, (_, word?: string) => word ?? "[e-mail address]")
      .replaceAll(IPV4, "[IP address]")
      .replaceAll(COLONS, withoutIpv6),
  );

/** What may be half of an address, or of a number in groups. */
const HALF = /(?:\+?[\d ().-]+|[^\s,;<>"]+)$/u;

export interface Beginning {
  text: string;
  /** Characters left off. */
  beyond: number;
}

/** The first characters of a long text, at most `length`: fewer, so that no address or number stands half in them. */
export function beginningOf(text: string, length: number): Beginning {
  if (text.length <= length) return { text, beyond: 0 };
  const half = HALF.exec(text.slice(length - LONGEST_HALF, length))?.[0].length ?? 0;
  const kept = text.slice(0, length - half);
  return { text: kept, beyond: text.length - kept.length };
}
