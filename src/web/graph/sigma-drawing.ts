/** A figure as sigma draws it, in the page's colours. */
import Graph from "graphology";
import Sigma from "sigma";
import {
  extremityArrow,
  type FragmentLayer,
  layerDashed,
  layerFill,
  pathCurved,
  sdfCircle,
} from "sigma/rendering";
import type { Key } from "../../model/key.ts";
import type { Colours } from "../timeline/colours.ts";
import type { Arrow, Figure, Mark } from "./figure.ts";

const RING_PX = 2;
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';

interface NodeLook {
  key: Key;
  x: number;
  y: number;
  size: number;
  label: string;
  color: string;
  ring: string;
  labelColor: string;
  labelPosition: "right" | "below";
  labelVisibility: "auto" | "visible";
  zIndex: number;
}

interface EdgeLook {
  size: number;
  color: string;
  /** Colour between its dashes. */
  between: string;
  curvature: number;
  label: string;
  zIndex: number;
}

/** The outline of a mark, inwards of its edge. */
const ring = (): FragmentLayer => ({
  name: "ring",
  uniforms: [],
  attributes: [
    {
      name: "ringColor",
      size: 4,
      type: WebGL2RenderingContext.UNSIGNED_BYTE,
      normalized: true,
      source: "ring",
    },
  ],
  glsl: `
vec4 layer_ring(vec4 v_ringColor) {
  float inside = context.sdf + ${RING_PX.toFixed(1)} * context.pixelToUV;
  return vec4(v_ringColor.rgb, v_ringColor.a * smoothstep(-context.aaWidth, context.aaWidth, inside));
}
`,
});

function nodeLook(mark: Mark, colours: Colours, selected: boolean, down: boolean): NodeLook {
  const tier = colours[mark.tier];
  return {
    key: mark.key,
    x: mark.x,
    y: -mark.y,
    size: selected ? mark.size + 3 : mark.size,
    label: mark.label,
    color: mark.hollow ? colours.sheet : tier,
    ring: selected ? colours.accent : mark.strong ? colours.ink : tier,
    labelColor: mark.strong || selected ? colours.ink : colours.quiet,
    labelPosition: down ? "right" : "below",
    labelVisibility: mark.strong || selected ? "visible" : "auto",
    zIndex: selected ? 2 : mark.strong ? 1 : 0,
  };
}

function edgeLook(arrow: Arrow, colours: Colours, touched: boolean): EdgeLook {
  const plain = touched ? colours.accent : arrow.strong ? colours.ink : colours.faint;
  const color = arrow.inferred ? colours.warn : plain;
  return {
    size: arrow.strong ? 3 : touched ? 2.2 : 1.6,
    color,
    between: arrow.inferred ? "#00000000" : color,
    curvature: arrow.bend,
    label: arrow.label ?? "",
    zIndex: arrow.strong ? 2 : touched ? 1 : 0,
  };
}

export function graphOf(figure: Figure, colours: Colours, selected: Key | null) {
  const graph = new Graph<NodeLook, EdgeLook>({ type: "directed" });
  for (const mark of figure.marks) {
    graph.addNode(mark.key, nodeLook(mark, colours, mark.key === selected, figure.down));
  }
  for (const arrow of figure.arrows) {
    const touched = arrow.giver === selected || arrow.receiver === selected;
    graph.addDirectedEdge(arrow.giver, arrow.receiver, edgeLook(arrow, colours, touched));
  }
  return graph;
}

const primitives = () =>
  ({
    nodes: {
      shapes: [sdfCircle()],
      variables: { ring: { type: "color", default: "#000000" } },
      layers: [layerFill(), ring()],
      label: { font: { family: FONT, size: 12 }, margin: 4 },
    },
    edges: {
      paths: [pathCurved()],
      extremities: [extremityArrow({ lengthRatio: 4.5, widthRatio: 3.6 })],
      variables: {
        between: { type: "color", default: "#00000000" },
        curvature: { type: "number", default: 0 },
      },
      layers: [
        layerDashed({
          dashSize: { value: 6, mode: "pixels" },
          gapSize: { value: 5, mode: "pixels" },
          gapColor: { attribute: "between" },
          solidExtremities: true,
        }),
      ],
      defaultHead: "arrow",
    },
  }) as const;

export function sigmaOn(container: HTMLElement, colours: Colours, still: boolean) {
  return new Sigma(new Graph<NodeLook, EdgeLook>({ type: "directed" }), container, {
    primitives: primitives(),
    styles: {
      nodes: {
        x: { attribute: "x" },
        y: { attribute: "y" },
        size: { attribute: "size" },
        color: { attribute: "color" },
        ring: { attribute: "ring" },
        label: { attribute: "label" },
        labelColor: { attribute: "labelColor" },
        labelSize: 12,
        labelFont: FONT,
        labelPosition: { attribute: "labelPosition" },
        labelVisibility: ({ labelVisibility }, { isHovered }) =>
          isHovered ? "visible" : labelVisibility,
        labelBackgroundColor: colours.sheet,
        labelBackgroundPadding: 2,
        zIndex: { attribute: "zIndex" },
        cursor: "pointer",
      },
      edges: {
        size: { attribute: "size" },
        color: { attribute: "color" },
        between: { attribute: "between" },
        path: "curved",
        curvature: { attribute: "curvature" },
        head: "arrow",
        label: { attribute: "label" },
        labelColor: colours.ink,
        labelSize: 12,
        labelFont: FONT,
        labelBackgroundColor: colours.sheet,
        labelBackgroundPadding: 3,
        zIndex: { attribute: "zIndex" },
      },
    },
    settings: {
      renderEdgeLabels: true,
      labelRenderedSizeThreshold: 0,
      stagePadding: 0,
      allowInvalidContainer: true,
      minCameraRatio: 0.05,
      maxCameraRatio: 3,
      // A finger scrolls the page; buttons zoom.
      gestureTarget: matchMedia("(pointer: coarse)").matches ? "page" : "graph",
      ...(still ? { zoomDuration: 0, inertiaDuration: 0, doubleClickZoomingDuration: 0 } : {}),
    },
  });
}

export type Drawing = ReturnType<typeof sigmaOn>;
