/** A whole number in plain decimal digits; the text itself, which no schema of a number takes, when it is none. */
export const readCount = (text: string): number | string =>
  /^-?\d{1,15}$/.test(text) ? Number(text) : text;
