/** What pages are made of beside their words: open to all, for the login form needs it too. */
import { Router } from "express";

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#15506b"/><path d="M4 3v4q0 2 4 2t4 2v2M12 3v4q0 2-4 2" fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round"/></svg>
`;

const HEADERS = { "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache" };

/** Serves `/page.css` and `/favicon.svg`. */
export function assetsRouter(): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get("/page.css", (_request, response) => {
    response.set(HEADERS);
    response.sendFile("page.css", { root: import.meta.dirname, cacheControl: false });
  });
  router.get("/favicon.svg", (_request, response) => {
    response.set(HEADERS).type("image/svg+xml").send(ICON);
  });
  return router;
}
