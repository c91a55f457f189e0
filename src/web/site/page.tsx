/** A view's place on the page: its title, its heading, and the focus when one comes to it. */
import { type ReactNode, useEffect } from "react";
import { plain } from "../../model/plain-text.ts";
import { hasMoved } from "./router.tsx";

const TITLE_LENGTH = 100;

export function focusHeading(): void {
  const main = document.getElementById("main");
  // While a view is on its way, that of the one before is still there, and not to be seen.
  const headings = [...(main?.querySelectorAll("h1") ?? [])];
  const heading = headings.find((one) => one.checkVisibility());
  (heading ?? main)?.focus({ preventScroll: true });
}

interface PageProps {
  title: string;
  /** What was asked cannot be answered. */
  failed?: boolean;
  /** False where the content has a first heading of its own. */
  heading?: boolean;
  children: ReactNode;
}

export function Page({ title, failed = false, heading = true, children }: PageProps) {
  const told = plain(title);
  const cut = told.length > TITLE_LENGTH ? `${told.slice(0, TITLE_LENGTH).toWellFormed()}…` : told;
  const whole = `${failed ? "Error: " : ""}${cut} · Headwater`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heading of the answer may be another one under the same title
  useEffect(() => {
    document.title = whole;
    // The heading that had the focus gave way to that of the answer, or was not there yet.
    const at = document.activeElement;
    if (hasMoved() && (at === document.body || at?.id === "main")) focusHeading();
  }, [whole, heading]);
  return (
    <>
      {heading && <h1 tabIndex={-1}>{cut}</h1>}
      {children}
    </>
  );
}
