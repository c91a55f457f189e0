/** Streams of events under way, which are few: each holds a connection open. */
import { HeadwaterError } from "../model/errors.ts";
import { ApiError } from "./problems.ts";

const MAX_OF_ONE = 20;
const MAX_OF_ALL = 200;

export class Streams {
  readonly #ofClient = new Map<string, number>();
  #ofAll = 0;

  /**
   * Counts one more; the function it returns, called once, counts it no more.
   * @throws ApiError `too-many`, HeadwaterError `busy`
   */
  open(client: string): () => void {
    const own = this.#ofClient.get(client) ?? 0;
    if (own >= MAX_OF_ONE) {
      throw new ApiError("too-many", `this client watches ${MAX_OF_ONE} jobs already`);
    }
    if (this.#ofAll >= MAX_OF_ALL) {
      throw new HeadwaterError("busy", `${MAX_OF_ALL} streams of events are open`);
    }
    this.#ofAll += 1;
    this.#ofClient.set(client, own + 1);
    return () => {
      this.#ofAll -= 1;
      const left = (this.#ofClient.get(client) ?? 1) - 1;
      if (left === 0) this.#ofClient.delete(client);
      else this.#ofClient.set(client, left);
    };
  }
}
