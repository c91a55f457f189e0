/**
 * *Near copies* among the pictures of a view: which of them look alike, by the hashes that their
 * evidence was given, and by when each was there. A picture is what the hash of its bytes says; an
 * address that showed several looks is not compared, as it is not known which of them something took.
 */
import type { RemarkFact, Stated, StoredClaim } from "../../model/claim.ts";
import { digitsOf, findLook, LOOK_BITS } from "../../model/picture-look.ts";
import { countsUnder } from "../snapshot.ts";
import type { View } from "../view.ts";
import { findFamilies } from "./families.ts";
import type { Copies, ShownBy } from "./near-copies.ts";
import { differing, keysOfLooks, type Looks, MOST_DIFFERING } from "./picture-bands.ts";
import { setsOf } from "./sets.ts";

/** The method with its parameters, as answers name it. */
export const HOW_PICTURES = `Perceptual hashes of ${LOOK_BITS} bits (sharp-phash), of which no more than ${MOST_DIFFERING} differ; blind to colour, and to what is small in the picture`;

interface Picture {
  look: string;
  shownBy: ShownBy | undefined;
}

export interface Pictures {
  /** By node. */
  of: ReadonlyMap<number, Picture>;
  limits: readonly string[];
}

const earlier = (a: ShownBy | undefined, b: ShownBy | undefined): ShownBy | undefined =>
  a === undefined || (b !== undefined && b.at < a.at) ? b : a;

function shownIn({ shownBy, basis }: StoredClaim): ShownBy | undefined {
  return shownBy === undefined ? undefined : { at: shownBy, basis };
}

/** The pictures of a view, whose remarks tell what they look like. */
export function picturesIn(view: View, remarks: readonly Stated<RemarkFact>[]): Pictures {
  const counts = countsUnder(view.filter);
  const pictures = new Map<number, Picture>();
  const several = new Set<number>();
  for (const { claim, fact } of remarks) {
    const look = findLook(fact);
    const { subject } = claim;
    // What others say of a picture is not what its bytes say.
    if (look === undefined || subject === undefined || subject !== fact.subject) continue;
    const node = counts(claim) ? view.indexOf.get(subject) : undefined;
    if (node === undefined) continue;
    const known = pictures.get(node);
    if (known && known.look !== look) several.add(node);
    pictures.set(node, { look, shownBy: earlier(known?.shownBy, shownIn(claim)) });
  }
  for (const node of several) pictures.delete(node);
  const limits =
    several.size === 0
      ? []
      : [`near copies: ${several.size} things that showed several pictures were not compared`];
  return { of: pictures, limits };
}

function looksOf(written: readonly string[]): Looks {
  const word = (from: number) =>
    Uint32Array.from(written, (one) =>
      Number.parseInt(digitsOf(one).slice(from, from + LOOK_BITS / 8), 16),
    );
  return { count: written.length, upper: word(0), lower: word(LOOK_BITS / 8) };
}

/** Near copies among hashes, each of the node at its place; the same for the same hashes. */
export function copiesAmongLooks(written: readonly (string | undefined)[]): Copies {
  const nodes = new Map<string, number[]>();
  written.forEach((look, node) => {
    if (look === undefined) return;
    const known = nodes.get(look);
    if (known) known.push(node);
    else nodes.set(look, [node]);
  });
  const looks = looksOf([...nodes.keys()]);
  const alike = findFamilies(looks.count, keysOfLooks(looks), (a, b) => {
    const bits = differing(looks, a, b);
    if (bits > MOST_DIFFERING) return "apart";
    return bits <= MOST_DIFFERING / 2 ? "close" : "alike";
  });
  const limits =
    alike.passedOver === 0
      ? []
      : [
          `near copies: ${alike.passedOver} times a picture that is much varied was not compared with all that may be like it`,
        ];
  return { sets: setsOf(alike, [...nodes.values()]), limits };
}

/** In how many bits two hashes differ. */
export const bitsBetween = (a: string, b: string): number => differing(looksOf([a, b]), 0, 1);
