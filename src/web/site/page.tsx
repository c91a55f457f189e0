/** A view's place on the page: its title, its heading, and the focus when one comes to it. */
import { type ReactNode, useEffect } from "react";
import { plain } from "../../model/plain-text.ts";
import { hasMoved } from "./router.tsx";

const TITLE_LENGTH = 100;

export function focusHeading(): void {
  const main = document.getElementById("main");
  const heading = main?.querySelector<HTMLElement>("h1");
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
  useEffect(() => {
    document.title = whole;
    // The heading that had the focus gave way to that of the answer.
    if (hasMoved() && document.activeElement === document.body) focusHeading();
  }, [whole]);
  return (
    <>
      {heading && <h1 tabIndex={-1}>{cut}</h1>}
      {children}
    </>
  );
}
