/** What a file is called that something is saved as: `what` is the question, or the picture of it. */
export const savedName = (
  what: string,
  digest: string,
  ending: string,
  { withoutAccounts = false } = {},
): string =>
  `headwater-${what}-${digest.replace("sha256:", "").slice(0, 12)}${withoutAccounts ? "-without-accounts" : ""}.${ending}`;
