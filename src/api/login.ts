/** A form by which a browser gives the token, and gets a cookie that scripts cannot read. */
import express, { Router } from "express";
import { type Gate, seldomLogin } from "./security.ts";

const page = (said: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Headwater</title>
</head>
<body>
<h1>Headwater</h1>
<form method="post" action="/login">
<p><label>Token <input type="password" name="token" required autofocus autocomplete="current-password"></label></p>
<p><button>Enter</button></p>
</form>
<p>${said}</p>
</body>
</html>
`;

export function loginRouter(gate: Gate): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get("/login", (_request, response) => {
    response.set("Cache-Control", "no-store").type("html").send(page(""));
  });
  router.post(
    "/login",
    seldomLogin(),
    express.urlencoded({ extended: false, limit: "2kb", parameterLimit: 4 }),
    (request, response) => {
      const token: unknown = request.body?.token;
      response.set("Cache-Control", "no-store");
      if (typeof token === "string" && gate.opensWith(token)) {
        response.set("Set-Cookie", gate.cookie()).redirect(303, "/");
      } else {
        response.status(401).type("html").send(page("That is not the token."));
      }
    },
  );
  return router;
}
