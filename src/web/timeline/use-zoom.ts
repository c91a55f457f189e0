/** The window of time that is shown: zoomed by wheel, pinch and keys, moved by dragging. */
import { select } from "d3-selection";
import { type D3ZoomEvent, type ZoomBehavior, zoom, zoomIdentity, zoomTransform } from "d3-zoom";
import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Axis } from "./extent.ts";
import { LEAST_MS, type TimeWindow, within } from "./window.ts";

export interface Zoomed {
  window: TimeWindow;
  axis: Axis;
  /** Pixels of a millisecond. */
  scale: number;
  zoomBy: (factor: number) => void;
  /** By a share of the width; forward if positive. */
  moveBy: (share: number) => void;
  show: (window: TimeWindow) => void;
  showAll: () => void;
}

/** The wheel scrolls the page until the drawing has the focus; with a key held, or a pinch, it always zooms. */
const zooms = (event: Event, element: Element): boolean => {
  if (event instanceof WheelEvent) {
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) return false;
    return event.ctrlKey || event.metaKey || element.contains(document.activeElement);
  }
  return !(event instanceof MouseEvent) || event.button === 0;
};

function listen(element: HTMLElement, behaviour: ZoomBehavior<HTMLElement, unknown>): () => void {
  const selection = select<HTMLElement, unknown>(element);
  selection.call(behaviour);
  const sideways = (event: WheelEvent) => {
    if (Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
    event.preventDefault();
    behaviour.translateBy(selection, -event.deltaX / zoomTransform(element).k, 0);
  };
  element.addEventListener("wheel", sideways, { passive: false });
  return () => {
    selection.on(".zoom", null);
    element.removeEventListener("wheel", sideways);
  };
}

interface Shown extends TimeWindow {
  scale: number;
}

function behaviourOf(element: HTMLElement, width: number, most: number) {
  return zoom<HTMLElement, unknown>()
    .extent([
      [0, 0],
      [width, 1],
    ])
    .translateExtent([
      [0, 0],
      [width, 1],
    ])
    .scaleExtent([1, Math.max(1, most)])
    .clickDistance(5)
    .filter((event: Event) => zooms(event, element));
}

/** `whole` is the widest window, `first` the one to begin with. */
export function useZoom(
  surface: RefObject<HTMLElement | null>,
  width: number,
  whole: TimeWindow,
  first: TimeWindow,
): Zoomed {
  const span = whole.to - whole.from;
  const base = width / span;
  const [shown, setShown] = useState<Shown>({ ...first, scale: width / (first.to - first.from) });
  const control = useRef<ZoomBehavior<HTMLElement, unknown> | null>(null);
  const show = useCallback(
    (to: TimeWindow) => {
      const element = surface.current;
      if (!element || !control.current) return;
      const kept = within(whole, to);
      const scale = span / (kept.to - kept.from);
      const x = -(kept.from - whole.from) * base * scale;
      const transform = zoomIdentity.translate(x, 0).scale(scale);
      control.current.transform(select<HTMLElement, unknown>(element), transform);
    },
    [surface, whole, span, base],
  );
  const showAgain = useEffectEvent(() => show(shown));
  useEffect(() => {
    const element = surface.current;
    if (!element || width === 0) return;
    const behaviour = behaviourOf(element, width, span / LEAST_MS);
    behaviour.on("zoom", ({ transform }: D3ZoomEvent<HTMLElement, unknown>) => {
      const at = (x: number) => whole.from + transform.invertX(x) / base;
      setShown({ from: at(0), to: at(width), scale: base * transform.k });
    });
    control.current = behaviour;
    const stop = listen(element, behaviour);
    showAgain();
    return () => {
      stop();
      control.current = null;
    };
  }, [surface, width, whole, span, base]);
  return useMemo(() => {
    const { from, to, scale } = shown;
    return {
      window: { from, to },
      axis: (ms) => (ms - from) * scale,
      scale,
      zoomBy: (factor) => {
        const half = (to - from) / factor / 2;
        const middle = (from + to) / 2;
        show({ from: middle - half, to: middle + half });
      },
      moveBy: (share) => {
        const by = (to - from) * share;
        show({ from: from + by, to: to + by });
      },
      show,
      showAll: () => show(whole),
    };
  }, [shown, show, whole]);
}
