/** Why collectors' fields that hold no claim are left out, in words that several formats share. */
export const COUNTS = "counts of the day of collection";
export const FACES = "pictures of people: no link that anybody posted";
export const MEDIA = "pictures and films of the post itself, evidence of their own if saved";
export const PROFILE = "what the author's profile says, of no matter to how a thing travelled";
export const PLACES = "where the post says it was made: no part of how it travelled";
export const SHOWN = "how the platform shows it, and to whom";
export const FILES = "the picture or video itself, which is evidence of its own if it was saved";
export const COUNTED = "counts at the moment of collecting";
export const SELF_TOLD = "what a profile says of itself, which is no post";
