/** The command line as a process. Runs when it is loaded. */
import { EXIT } from "./program.ts";
import { run } from "./run.ts";

// A reader that stops early (`| head`) is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.answered);
  throw error;
});

await run(process.argv.slice(2));
