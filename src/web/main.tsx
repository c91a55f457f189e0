// First, for it counts only for schemas that are made after it.
import "./without-eval.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./base.css";
import "./controls.css";
import { App } from "./site/app.tsx";

const root = document.getElementById("page");
if (root === null) throw new Error("the document has no place for the page");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
