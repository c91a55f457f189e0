/** The page: one document for all its addresses, which asks the API for the rest. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import express, { Router } from "express";
import { pageAt } from "../../model/pages.ts";
import { onlyBy } from "../register.ts";

/** Where `npm run build:web` puts it: as far from here in a checkout as in the package. */
export const WEB = join(import.meta.dirname, "../../../dist/web");

const DOCUMENT = "index.html";

export const isBuilt = (folder: string): boolean => existsSync(join(folder, DOCUMENT));

/** Scripts and styles, which hold nothing of anyone's. Their names change with what they hold. */
export function builtRouter(folder: string): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use(
    "/assets",
    express.static(join(folder, "assets"), {
      immutable: true,
      maxAge: "1y",
      index: false,
      redirect: false,
    }),
  );
  return router;
}

export function pageRouter(folder: string): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const onlyRead = onlyBy(["get"]);
  router.use((request, response, next) => {
    if (pageAt(request.path) === undefined) {
      next();
    } else if (request.method !== "GET" && request.method !== "HEAD") {
      onlyRead(request, response, next);
    } else {
      response.set("Cache-Control", "private, no-cache");
      response.sendFile(DOCUMENT, { root: folder, cacheControl: false });
    }
  });
  return router;
}
