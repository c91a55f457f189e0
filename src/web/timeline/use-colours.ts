/** The page's colours for a canvas, which knows no stylesheet; other ones when the scheme changes. */
import { type RefObject, useEffect, useState } from "react";
import type { Colours } from "./colours.ts";

function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: read("ink"),
    quiet: read("quiet"),
    faint: read("strong-rule"),
    warn: read("warn"),
    accent: read("accent"),
    sheet: read("sheet"),
    fringe: read("fringe"),
    bridge: read("bridge"),
    mainstream: read("mainstream"),
    unknown: read("none"),
  };
}

export function useColours(of: RefObject<Element | null>): Colours | null {
  const [colours, setColours] = useState<Colours | null>(null);
  useEffect(() => {
    const read = () => {
      if (of.current) setColours(coloursOf(of.current));
    };
    read();
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", read);
    return () => dark.removeEventListener("change", read);
  }, [of]);
  return colours;
}
