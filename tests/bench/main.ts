/** `npm run bench`: figures, each printed only after the answer was checked. */
import { cpus, totalmem } from "node:os";
import { benchDemo, benchWarmTrace } from "./case.ts";

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

print(
  `node ${process.versions.node}, SQLite ${process.versions["sqlite"]}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
);
await benchDemo(print);
await benchWarmTrace(print);
