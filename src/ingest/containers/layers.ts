/** Containers of many members that are open, some of the last that were read; the others are opened again. */
import type { Layer } from "./members.ts";

const MAX_OPEN = 32;

const close = (layer: Promise<Layer>): Promise<void> =>
  layer.then(
    (opened) => opened.close(),
    () => undefined,
  );

/** Not for more reads at once than may stay open: the container that was not read for longest is closed. */
export function createLayers() {
  const layers = new Map<string, Promise<Layer>>();
  return {
    async open(name: string, openAnew: () => Promise<Layer>): Promise<Layer> {
      const layer = layers.get(name) ?? openAnew();
      layers.delete(name);
      layers.set(name, layer);
      const [oldest] = layers;
      if (oldest && layers.size > MAX_OPEN) {
        layers.delete(oldest[0]);
        await close(oldest[1]);
      }
      return layer;
    },
    async close(): Promise<void> {
      for (const layer of layers.values()) await close(layer);
      layers.clear();
    },
  };
}
