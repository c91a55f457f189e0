/** What the command line does with its arguments: data on standard output, all else on standard error. */
import { Command, CommanderError } from "commander";
import { HeadwaterError } from "../model/errors.ts";
import { complain, EXIT, SOFTWARE } from "./program.ts";

/** By name: loading all of them takes longer than most questions. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  import: async () => (await import("./import.ts")).importCommand(),
  note: async () => (await import("./note.ts")).noteCommand(),
  trace: async () => (await import("./trace.ts")).traceCommand(),
  first: async () => (await import("./first.ts")).firstCommand(),
  crossings: async () => (await import("./crossings.ts")).crossingsCommand(),
  latency: async () => (await import("./latency.ts")).latencyCommand(),
  adoption: async () => (await import("./adoption.ts")).adoptionCommand(),
  reach: async () => (await import("./reach.ts")).reachCommand(),
  "what-if": async () => (await import("./what-if.ts")).whatIfCommand(),
  show: async () => (await import("./show.ts")).showCommand(),
  search: async () => (await import("./search.ts")).searchCommand(),
  evidence: async () => (await import("./evidence.ts")).evidenceCommand(),
  importers: async () => (await import("./importers.ts")).importersCommand(),
  neo4j: async () => (await import("./neo4j.ts")).neo4jCommand(),
  serve: async () => (await import("./serve.ts")).serveCommand(),
  demo: async () => (await import("./demo.ts")).demoCommand(),
};

/** The one that is named; all for help, and where what is named is none. */
function commandsFor(name: string | undefined): Promise<Command[]> {
  const one = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return Promise.all((one ? [one] : Object.values(COMMANDS)).map((load) => load()));
}

/** A usage error must end with 2, whichever command finds it. */
function endByException(command: Command): void {
  command.exitOverride();
  for (const below of command.commands) endByException(below);
}
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

/** Does what the arguments say; `process.exitCode` tells how it ended. */
export async function run(args: readonly string[]): Promise<void> {
  const program = new Command("headwater")
    .description(
      "How did this thing get from the fringe to the mainstream? Headwater says which way it went, when, how surely, and on which words of which file.",
    )
    .version(SOFTWARE)
    .showHelpAfterError("(add --help for more)");
  try {
    for (const command of await commandsFor(args[0])) program.addCommand(command);
    endByException(program);
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = exitOf(error);
  }
}
