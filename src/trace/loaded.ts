/** What is loaded to answer from: one version of a store, with the views and graphs made of it so far. */
import {
  type Copies,
  copiesAmong,
  looksCompared,
  type NearCopies,
  NO_COPIES,
  textsCompared,
  textsShownBy,
  withPictures,
} from "../graph/near-copies/near-copies.ts";
import { copiesAmongLooks, type Pictures, picturesIn } from "../graph/near-copies/pictures.ts";
import { withoutClaims } from "../graph/overlay.ts";
import { type GraphReader, readSnapshot, type Snapshot } from "../graph/snapshot.ts";
import { type TemporalGraph, temporalGraph } from "../graph/temporal-graph.ts";
import { type View, viewOf, viewWith } from "../graph/view.ts";
import { viewWithout } from "../graph/view-without.ts";
import type { Basis } from "../model/basis.ts";
import type { ClaimId, Place, StoredClaim } from "../model/claim.ts";
import type { EvidenceRecord, Hash } from "../model/evidence.ts";
import type { Key } from "../model/key.ts";

/** What questions need of a store besides the graph. */
export interface TraceReader extends GraphReader {
  evidence(): Promise<EvidenceRecord[]>;
  claimsIn(hash: Hash): AsyncIterable<StoredClaim[]>;
  search(words: string, limit: number): Promise<{ key: Key; excerpt: string }[]>;
}

/** The words at a place of the evidence, or why they cannot be shown. */
export interface Quote {
  text: string | null;
  state: "read" | "not here" | "altered" | "not kept";
}
export type ReadQuote = (hash: Hash, place: Place, at: string | undefined) => Promise<Quote>;

/** Views with claims taken out that are kept: so many, and no more than so many nodes of them. */
const MAX_SIDES = 64;
const MAX_NODES_OF_SIDES = 500_000;

/** Texts among which near copies are looked for beside an answer: it takes some seconds. */
const MAX_BESIDE = 100_000;
const NOT_LOOKED_FOR = `near copies were not looked for, as there are more than ${MAX_BESIDE} texts: admit inferred edges to have them compared`;

function textsIn({ nodes }: Snapshot): number {
  let count = 0;
  for (const { states } of nodes.values()) {
    if (Object.values(states).some(({ text }) => text !== undefined)) count += 1;
  }
  return count;
}

/** By node, its text or what it looks like. */
type Compared = readonly (string | undefined)[];

/** Made once for the same things: a side seldom has others. */
function onceFor(find: (compared: Compared) => Copies): (compared: Compared) => Copies {
  let known: { compared: Compared; copies: Copies } | undefined;
  return (compared) => {
    const isSame =
      known?.compared.length === compared.length &&
      compared.every((one, i) => one === known?.compared[i]);
    if (known && isSame) return known.copies;
    const copies = find(compared);
    known ??= { compared, copies };
    return copies;
  };
}

export class Loaded {
  readonly reader: TraceReader;
  readonly snapshot: Snapshot;
  readonly evidence: ReadonlyMap<Hash, EvidenceRecord>;
  /** What answers from it cannot tell, where it is not all of the store. */
  readonly limits: readonly string[];
  /** By floor, nothing taken out. */
  readonly #views = new Map<string, Promise<View>>();
  /** By floor and what is taken out, oldest first. */
  readonly #sides = new Map<string, Promise<View>>();
  readonly #graphs = new WeakMap<View, TemporalGraph>();
  #areMany: boolean | undefined;
  #beside: Promise<View> | undefined;
  /** Near copies, kept of the first view that admits them. */
  readonly #alikeInWords = onceFor(copiesAmong);
  readonly #alikeInLooks = onceFor(copiesAmongLooks);

  private constructor(
    reader: TraceReader,
    snapshot: Snapshot,
    evidence: ReadonlyMap<Hash, EvidenceRecord>,
    limits: readonly string[],
  ) {
    this.reader = reader;
    this.snapshot = snapshot;
    this.evidence = evidence;
    this.limits = limits;
  }

  static async from(reader: TraceReader): Promise<Loaded> {
    const snapshot = await readSnapshot(reader);
    const evidence = await reader.evidence();
    return Loaded.of(reader, snapshot, new Map(evidence.map((record) => [record.hash, record])));
  }

  /** A snapshot that was read before; of a part of the store, if there are limits. */
  static of(
    reader: TraceReader,
    snapshot: Snapshot,
    evidence: ReadonlyMap<Hash, EvidenceRecord>,
    limits: readonly string[] = [],
  ): Loaded {
    return new Loaded(reader, snapshot, evidence, limits);
  }

  /** What answers that rest on the view cannot tell. */
  limitsOf({ nearCopies }: View): string[] {
    return [...this.limits, ...nearCopies.limits];
  }

  view(floor: Basis, without: ReadonlySet<ClaimId> = new Set()): Promise<View> {
    const held = without.size === 0 ? this.#views : this.#sides;
    const name = [floor, ...[...without].sort()].join(" ");
    const known = held.get(name);
    if (known) return known;
    const made = this.#make(floor, without);
    const most = Math.min(MAX_SIDES, MAX_NODES_OF_SIDES / (this.snapshot.nodes.size || 1));
    const [oldest] = this.#sides.keys();
    if (held === this.#sides && oldest !== undefined && held.size + 1 > most) held.delete(oldest);
    held.set(name, made);
    // What could not be read once may be read the next time.
    made.catch(() => held.delete(name));
    return made;
  }

  /**
   * The view that admits inferred edges, for what is told beside an answer that does not rest on
   * them: of many texts near copies are looked for only where they are asked for.
   */
  async inferredBeside(): Promise<View> {
    this.#areMany ??= textsIn(this.snapshot) > MAX_BESIDE;
    if (!this.#areMany) return this.view("inferred");
    this.#beside ??= this.#build("inferred", new Set()).then((view) =>
      this.#withCopies(view, this.#pictures(view), { ...NO_COPIES, limits: [NOT_LOOKED_FOR] }),
    );
    this.#beside.catch(() => {
      this.#beside = undefined;
    });
    return this.#beside;
  }

  async #make(floor: Basis, without: ReadonlySet<ClaimId>): Promise<View> {
    const view = await this.#build(floor, without);
    if (floor !== "inferred") return view;
    const pictures = this.#pictures(view);
    const inWords = this.#alikeInWords(textsCompared(view, pictures));
    const shownBy = await textsShownBy(view, inWords.sets, this.reader);
    return this.#withCopies(view, pictures, { ...NO_COPIES, ...inWords, shownBy });
  }

  #pictures(view: View): Pictures {
    return picturesIn(view, this.snapshot.remarks);
  }

  /** With near copies among its texts, and those among its pictures, which are quickly found. */
  #withCopies(view: View, pictures: Pictures, inWords: NearCopies): View {
    const inLooks = this.#alikeInLooks(looksCompared(view, pictures));
    return { ...view, nearCopies: withPictures(inWords, inLooks, pictures) };
  }

  async #build(floor: Basis, without: ReadonlySet<ClaimId>): Promise<View> {
    const { snapshot, reader } = this;
    if (without.size === 0) return viewOf(snapshot, reader, { floor, without });
    const overlay = await withoutClaims(snapshot, reader, without);
    const near = viewWithout(await this.view(floor), snapshot, overlay, without);
    return near ?? viewWith(snapshot, reader, { floor, without }, overlay);
  }

  /** The graph of a view with nothing removed; made once. */
  graph(view: View): TemporalGraph {
    const known = this.#graphs.get(view);
    if (known) return known;
    const made = temporalGraph(view);
    this.#graphs.set(view, made);
    return made;
  }
}
