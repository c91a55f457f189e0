/** A binary heap, earliest time first. */
export class ArrivalHeap<Node> {
  readonly #times: number[] = [];
  readonly #nodes: Node[] = [];

  push(time: number, node: Node): void {
    let at = this.#times.length;
    this.#times.push(time);
    this.#nodes.push(node);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((this.#times[above] ?? 0) <= time) break;
      this.#move(above, at);
      at = above;
    }
    this.#place(at, time, node);
  }

  pop(): { time: number; node: Node } | undefined {
    const [time, node] = [this.#times[0], this.#nodes[0]];
    const [lastTime, lastNode] = [this.#times.pop(), this.#nodes.pop()];
    if (time === undefined || node === undefined) return undefined;
    if (lastTime !== undefined && lastNode !== undefined && this.#times.length > 0) {
      this.#sink(lastTime, lastNode);
    }
    return { time, node };
  }

  #sink(time: number, node: Node): void {
    const size = this.#times.length;
    let at = 0;
    for (let below = 1; below < size; below = 2 * at + 1) {
      const other = below + 1;
      if (other < size && (this.#times[other] ?? 0) < (this.#times[below] ?? 0)) below = other;
      if ((this.#times[below] ?? 0) >= time) break;
      this.#move(below, at);
      at = below;
    }
    this.#place(at, time, node);
  }

  #move(from: number, to: number): void {
    const [time, node] = [this.#times[from], this.#nodes[from]];
    if (time !== undefined && node !== undefined) this.#place(to, time, node);
  }

  #place(at: number, time: number, node: Node): void {
    this.#times[at] = time;
    this.#nodes[at] = node;
  }
}
