/** The picture of the graph: sigma's, on WebGL. The list beside it holds the same for those who do not see it. */

import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { Key } from "../../model/key.ts";
import { many } from "../../model/plain-text.ts";
import { savedName } from "../../model/saved-name.ts";
import type { Caption } from "../saving/caption.ts";
import { save } from "../saving/save.ts";
import { lightColours, useColours } from "../timeline/use-colours.ts";
import { figureOf, type Room } from "./figure.ts";
import type { Net } from "./net.ts";
import { pngOf } from "./png.ts";
import { type Drawing, graphOf, sigmaOn } from "./sigma-drawing.ts";
import { svgOf } from "./svg.ts";

interface PictureProps {
  net: Net;
  selected: Key | null;
  /** A mark was clicked; null for the ground between. */
  onPick: (key: Key | null) => void;
  caption: Caption;
}

const isStill = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
const ZOOM_MS = 200;

/** The wheel scrolls the page until the picture has the focus; with a key held, or a pinch, it always zooms. */
const zooms = (event: Event, within: Element | null): boolean =>
  event instanceof WheelEvent &&
  (event.ctrlKey || event.metaKey || within?.contains(document.activeElement) === true);

function useDrawing({ net, selected, onPick }: Omit<PictureProps, "caption">) {
  const ground = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const colours = useColours(ground);
  const [room, setRoom] = useState<Room | null>(null);
  const pick = useEffectEvent(onPick);
  useEffect(() => {
    if (!ground.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRoom({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(ground.current);
    return () => observer.disconnect();
  }, []);
  const hasRoom = room !== null && room.width > 0 && room.height > 0;
  useEffect(() => {
    const element = ground.current;
    if (!element || !colours || !hasRoom) return;
    const made = sigmaOn(element, colours, isStill());
    made.on("clickNode", ({ node }) => pick(made.getGraph().getNodeAttribute(node, "key")));
    made.on("clickStage", () => pick(null));
    made.on("wheelStage", ({ event, preventSigmaDefault }) => {
      if (!zooms(event.original, element)) preventSigmaDefault();
    });
    made.on("wheelNode", ({ event, preventSigmaDefault }) => {
      if (!zooms(event.original, element)) preventSigmaDefault();
    });
    drawing.current = made;
    return () => {
      made.kill();
      drawing.current = null;
    };
  }, [colours, hasRoom]);
  const figure = useMemo(() => (room === null ? null : figureOf(net, room)), [net, room]);
  useEffect(() => {
    const made = drawing.current;
    if (!made || !figure || !colours || !hasRoom) return;
    const { left, right, top, bottom } = figure.view;
    made.resize();
    made.setCustomBBox({ x: [left, right], y: [-bottom, -top] });
    made.setGraph(graphOf(figure, colours, selected));
  }, [figure, colours, selected, hasRoom]);
  return { ground, drawing, figure, colours };
}

export function Picture({ caption, ...props }: PictureProps) {
  const { ground, drawing, figure, colours } = useDrawing(props);
  const saveSvg = () => {
    const light = lightColours();
    if (!figure || !light) return;
    save(
      new Blob([svgOf(figure, light, caption)], { type: "image/svg+xml" }),
      savedName("graph", caption.digest, "svg"),
    );
  };
  const savePng = () => {
    const made = drawing.current;
    if (!made || !colours) return;
    // What WebGL has drawn is there until the browser shows it.
    made.refresh();
    const { width } = made.getDimensions();
    void pngOf(made.getStageCanvas(), width, colours, caption).then((blob) =>
      save(blob, savedName("graph", caption.digest, "png")),
    );
  };
  const zoom = (factor: number) => {
    const camera = drawing.current?.getCamera();
    const ratio = camera?.getState().ratio ?? 1;
    void camera?.animate(factor === 0 ? { x: 0.5, y: 0.5, ratio: 1 } : { ratio: ratio / factor }, {
      duration: isStill() ? 0 : ZOOM_MS,
    });
  };
  return (
    <div className="graph-picture">
      <div className="graph-zoom" role="toolbar" aria-label="Picture of the graph">
        <button type="button" aria-label="Zoom in" onClick={() => zoom(1.5)}>
          +
        </button>
        <button type="button" aria-label="Zoom out" onClick={() => zoom(1 / 1.5)}>
          −
        </button>
        <button type="button" onClick={() => zoom(0)}>
          All of it
        </button>
        <button type="button" aria-label="Save as SVG, the whole graph" onClick={saveSvg}>
          SVG
        </button>
        <button type="button" aria-label="Save as PNG, what is in view" onClick={savePng}>
          PNG
        </button>
      </div>
      <div
        ref={ground}
        className="graph-ground"
        role="img"
        aria-label={`Graph of ${many(props.net.things.size, "thing")} and ${many(props.net.links.length, "link")} between them; the list after it holds the same.`}
      />
    </div>
  );
}
