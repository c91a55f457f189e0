/** A binary heap of numbers, least priority first. */
export interface Heap {
  push(priority: number, value: number): void;
  /** Takes out the least; false when nothing is left. */
  pop(): boolean;
  /** What was taken out last. */
  priority: number;
  value: number;
}

export function heap(): Heap {
  const priorities: number[] = [];
  const values: number[] = [];
  const at = (place: number): number => priorities[place] ?? Number.NaN;
  const put = (place: number, priority: number, value: number): void => {
    priorities[place] = priority;
    values[place] = value;
  };
  const taken: Heap = {
    priority: Number.NaN,
    value: -1,
    push(priority, value) {
      let place = priorities.length;
      while (place > 0) {
        const above = (place - 1) >> 1;
        if (at(above) <= priority) break;
        put(place, at(above), values[above] ?? 0);
        place = above;
      }
      put(place, priority, value);
    },
    pop() {
      const [priority, value] = [priorities[0], values[0]];
      const [last, moved] = [priorities.pop(), values.pop()];
      if (priority === undefined || value === undefined) return false;
      taken.priority = priority;
      taken.value = value;
      if (last === undefined || moved === undefined || priorities.length === 0) return true;
      let place = 0;
      for (;;) {
        let below = 2 * place + 1;
        if (below + 1 < priorities.length && at(below + 1) < at(below)) below += 1;
        if (!(at(below) < last)) break;
        put(place, at(below), values[below] ?? 0);
        place = below;
      }
      put(place, last, moved);
      return true;
    },
  };
  return taken;
}
