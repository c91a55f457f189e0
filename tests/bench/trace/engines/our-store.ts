/** `our-store.ts build` or `our-store.ts pair`: what a store of a million edges is asked, as JSON. */
import { setFlagsFromString } from "node:v8";
import { buildOfStore } from "../build.ts";
import { pairOverStore } from "../pair-over-store.ts";

// The claims of a million edges are kept beside the store, to check answers by.
setFlagsFromString("--max-old-space-size=8000");

const figures = process.argv[2] === "build" ? await buildOfStore() : await pairOverStore();
process.stdout.write(`${JSON.stringify(figures)}\n`);
