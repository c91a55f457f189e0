/** The page's colours for a canvas, which knows no stylesheet; other ones when the scheme changes. */
import { type RefObject, useEffect, useState } from "react";
import type { Colours } from "./colours.ts";

function coloursOf(style: CSSStyleDeclaration): Colours {
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

/** Those of light paper, for pictures that are handed on; null where the page has no stylesheet. */
export function lightColours(): Colours | null {
  for (const { cssRules } of document.styleSheets) {
    for (const rule of cssRules) {
      const isRoot = rule instanceof CSSStyleRule && rule.selectorText === ":root";
      if (isRoot && rule.style.getPropertyValue("--ink") !== "") return coloursOf(rule.style);
    }
  }
  return null;
}

export function useColours(of: RefObject<Element | null>): Colours | null {
  const [colours, setColours] = useState<Colours | null>(null);
  useEffect(() => {
    const read = () => {
      if (of.current) setColours(coloursOf(getComputedStyle(of.current)));
    };
    read();
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", read);
    return () => dark.removeEventListener("change", read);
  }, [of]);
  return colours;
}
