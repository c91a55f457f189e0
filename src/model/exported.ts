/**
 * The relation by which an importer remarks of a channel that its file was exported from it, message by
 * message, with the time of the export where the file says it: exports of one channel can be compared.
 */
export const EXPORTED = "exported";
