/**
 * The relation by which an importer remarks of an address that an archive captured it and was told that
 * nothing is there (404, 410), with when.
 */
export const NOT_FOUND = "not found when captured";
