/** Where the page is: the browser's own address and history, nothing beside them. */
import { type ComponentProps, type MouseEvent, useSyncExternalStore } from "react";

const watchers = new Set<() => void>();

let moves = 0;
/** Whether a person came here from another address of the page. */
export const hasMoved = (): boolean => moves > 0;

function watch(onMove: () => void): () => void {
  watchers.add(onMove);
  window.addEventListener("popstate", onMove);
  return () => {
    watchers.delete(onMove);
    window.removeEventListener("popstate", onMove);
  };
}

const here = (): string => location.pathname + location.search;

export interface Where {
  path: string;
  query: URLSearchParams;
  /** Both, as one text. */
  address: string;
}

export function useWhere(): Where {
  const at = useSyncExternalStore(watch, here);
  const mark = at.indexOf("?");
  return mark === -1
    ? { path: at, query: new URLSearchParams(), address: at }
    : { path: at.slice(0, mark), query: new URLSearchParams(at.slice(mark)), address: at };
}

/** Goes to an address of the page; the one it is at already is asked again, and not remembered twice. */
export function go(to: string): void {
  if (to === here()) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  moves += 1;
  window.scrollTo(0, 0);
  for (const onMove of watchers) onMove();
}

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** A link to an address of the page. */
export function Link({ href, onClick, ...rest }: ComponentProps<"a"> & { href: string }) {
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !isPlainClick(event)) return;
        event.preventDefault();
        go(href);
      }}
    />
  );
}
