/** The description for people: Swagger UI, served from here, without inline script. */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Router } from "express";

const folder = dirname(fileURLToPath(import.meta.resolve("swagger-ui-dist/package.json")));
const FILES = ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"];

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Headwater API</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
});
`;

export function docsRouter(): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get("/api/docs", (_request, response) => {
    response.set("Cache-Control", "private, no-cache").type("html").send(PAGE);
  });
  router.get("/api/docs/start.js", (_request, response) => {
    response.set("Cache-Control", "private, no-cache").type("text/javascript").send(START);
  });
  for (const file of FILES) {
    router.get(`/api/docs/${file}`, (_request, response) => {
      response.sendFile(file, { root: folder, maxAge: "1d" });
    });
  }
  return router;
}
