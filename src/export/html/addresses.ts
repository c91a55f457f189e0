/** Where the pages are, for what the server says itself. */
import { address } from "./html.ts";

export const HOME = address("/");
export const FIRST = address("/first");
export const SEARCH = address("/search");
export const EVIDENCE = address("/evidence");
export const API_DOCS = address("/api/docs");
export const ICON = address("/favicon.svg");
export const STYLESHEET = address("/page.css");
