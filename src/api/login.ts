/** A form by which a browser gives the token, and gets a cookie that scripts cannot read. */
import express, { type Request, Router } from "express";
import { ICON, STYLESHEET } from "../export/html/addresses.ts";
import { type Address, address, type Html, html, markupOf } from "../export/html/html.ts";
import { clientOf } from "./client.ts";
import { ApiError } from "./problems.ts";
import { onlyBy } from "./register.ts";
import { type Gate, localPath, tooMany } from "./security.ts";

const page = (action: Address, said: Html | null): string =>
  markupOf(html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${said === null ? "" : "Error: "}Enter · Headwater</title>
<link rel="icon" href="${ICON}" type="image/svg+xml">
<link rel="stylesheet" href="${STYLESHEET}">
</head>
<body>
<main id="main">
<h1>Headwater</h1>
<form method="post" action="${action}">
<p><label for="token">Token</label> <input type="password" id="token" name="token" required autofocus autocomplete="current-password"${
    said === null ? null : html` aria-invalid="true" aria-describedby="token-problem"`
  }></p>
${said === null ? null : html`<p class="problem" id="token-problem" role="alert">${said}</p>`}
<p><button type="submit">Enter</button></p>
</form>
</main>
</body>
</html>
`);

/** Where the browser goes on to. */
const nextOf = (request: Request): string =>
  localPath(new URL(request.originalUrl, "http://page.invalid").searchParams.get("next") ?? "/");

const actionOf = (next: string): Address => address("/login", next === "/" ? [] : [["next", next]]);

export function loginRouter(gate: Gate): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use("/login", (_request, response, next) => {
    // Without a referrer browsers say of the form only that it comes from "null".
    response.set({ "Cache-Control": "no-store", "Referrer-Policy": "same-origin" });
    next();
  });
  router.get("/login", (request, response) => {
    response.type("html").send(page(actionOf(nextOf(request)), null));
  });
  router.post(
    "/login",
    express.urlencoded({ extended: false, limit: "2kb", parameterLimit: 4, inflate: false }),
    (request, response) => {
      const token: unknown = request.body?.token;
      if (typeof token !== "string") {
        throw new ApiError("bad-body", "send the form, with one token");
      }
      const next = nextOf(request);
      if (gate.opensWith(token)) {
        response.set("Set-Cookie", gate.cookie()).redirect(303, next);
        return;
      }
      if (gate.isGuessing(clientOf(request))) throw tooMany();
      const said = html`That is not the token.`;
      response
        .status(401)
        .type("html")
        .send(page(actionOf(next), said));
    },
  );
  router.all("/login", onlyBy(["get", "post"]));
  return router;
}
