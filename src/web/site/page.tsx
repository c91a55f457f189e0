/** A view's place on the page: its title, its heading, and the focus when one comes to it. */
import { type ReactNode, useEffect } from "react";
import { plain } from "../../model/plain-text.ts";

const TITLE_LENGTH = 100;

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
  }, [whole]);
  return (
    <>
      {heading && <h1 tabIndex={-1}>{cut}</h1>}
      {children}
    </>
  );
}
