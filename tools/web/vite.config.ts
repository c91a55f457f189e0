/** Builds the page: `npm run build:web`. No script or style stands in the HTML itself, as the server's policy wants it. */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: folder("../../src/web"),
  plugins: [react()],
  publicDir: false,
  build: {
    outDir: folder("../../dist/web"),
    emptyOutDir: true,
    target: "es2023",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // What their authors ask for, beside the code that is theirs.
    license: { fileName: "licenses.md" },
    rolldownOptions: {
      output: {
        // Zod is told to make no code from text before any schema is made, in whichever chunk.
        codeSplitting: { groups: [{ name: "zod", test: /node_modules\/zod\/|without-eval/ }] },
      },
    },
  },
});
