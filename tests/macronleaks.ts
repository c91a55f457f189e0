/** Keys of the MacronLeaks case, as the tests name them. */
export const PASTE = "case:macronleaks/emleaks";
export const OPENING_POST = "case:macronleaks/pol-op";
export const FLAG_POST = "case:macronleaks/latvian-flag-post";
export const THREAD = "case:macronleaks/pol-thread";
export const COPY = "case:macronleaks/archive-is-copy";
export const ARCHIVE_ITEM = "archive.org:item/Macron_201705";
export const POSOBIEC = "twitter:@JackPosobiec";
export const POSOBIEC_TWEET = "twitter:status/860567142965575681";
export const WIKILEAKS = "twitter:@wikileaks";
export const WIKILEAKS_TWEET = "twitter:status/860577607670276096";
/** A paste of the same name that is not the one. */
export const DECOY = "pastebin:gLpwpU2U";

/** The first question of all, as an address of the page. */
export const TRACE_PAGE = `/?from=${PASTE}&to=${WIKILEAKS}`;
