/** The command line: data on standard output, all else on standard error. Runs when it is loaded. */
import { Command, CommanderError } from "commander";
import { HeadwaterError } from "../model/errors.ts";
import { adoptionCommand } from "./adoption.ts";
import { crossingsCommand } from "./crossings.ts";
import { demoCommand } from "./demo.ts";
import { evidenceCommand } from "./evidence.ts";
import { firstCommand } from "./first.ts";
import { importCommand } from "./import.ts";
import { importersCommand } from "./importers.ts";
import { latencyCommand } from "./latency.ts";
import { neo4jCommand } from "./neo4j.ts";
import { noteCommand } from "./note.ts";
import { complain, EXIT, SOFTWARE } from "./program.ts";
import { reachCommand } from "./reach.ts";
import { searchCommand } from "./search.ts";
import { serveCommand } from "./serve.ts";
import { showCommand } from "./show.ts";
import { traceCommand } from "./trace.ts";
import { whatIfCommand } from "./what-if.ts";

const program = new Command("headwater")
  .description(
    "How did this thing get from the fringe to the mainstream? Headwater says which way it went, when, how surely, and on which words of which file.",
  )
  .version(SOFTWARE)
  .showHelpAfterError("(add --help for more)");

for (const make of [
  importCommand,
  noteCommand,
  traceCommand,
  firstCommand,
  crossingsCommand,
  latencyCommand,
  adoptionCommand,
  reachCommand,
  whatIfCommand,
  showCommand,
  searchCommand,
  evidenceCommand,
  importersCommand,
  neo4jCommand,
  serveCommand,
  demoCommand,
]) {
  program.addCommand(make());
}

/** A usage error must end with 2, whichever command finds it. */
function endByException(command: Command): void {
  command.exitOverride();
  for (const below of command.commands) endByException(below);
}
endByException(program);

function exitOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.answered : EXIT.badInput;
  if (error instanceof HeadwaterError) {
    const where = error.where === undefined ? "" : `${error.where}: `;
    complain(`headwater: ${where}${error.message}`);
    return EXIT.badInput;
  }
  complain(
    `headwater: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return EXIT.internal;
}

// A reader that stops early (`| head`) is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.answered);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitOf(error);
}
