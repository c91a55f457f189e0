import { relative } from "node:path";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

/**
 * Prints what failed, and what passed only when it was run again, a line each, and `N passed, N failed, N skipped` alone on the last line,
 * whatever stands above them: of a long run often only the end is kept.
 */
export default class ClosingLines implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const count = { passed: 0, failed: 0, skipped: 0 };
    const lines: string[] = [];
    const fail = (what: string) => {
      count.failed++;
      lines.push(`FAILED: ${what}`);
    };
    for (const module of modules) {
      const file = relative(process.cwd(), module.moduleId);
      let failedTests = 0;
      for (const test of module.children.allTests()) {
        const { state, errors: reasons } = test.result();
        if (state === "passed" || state === "skipped") {
          count[state]++;
          if (test.diagnostic()?.flaky)
            lines.push(
              `PASSED ONLY WHEN RUN AGAIN: ${file} > ${test.fullName}: ${firstLine(reasons?.[0])}`,
            );
          continue;
        }
        failedTests++;
        // Without a result: its worker ended before it did.
        fail(`${file} > ${test.fullName}: ${firstLine(reasons?.[0]) ?? state}`);
      }
      // A file that cannot be loaded, or whose hooks fail, has no failed test to show for it.
      if (module.state() === "failed" && failedTests === 0)
        fail(`${file}: ${firstLine(module.errors()[0]) ?? "a hook failed"}`);
    }
    // Errors outside any test make the run fail: the line must not look clean then.
    for (const error of errors) fail(`outside any test: ${firstLine(error)}`);
    lines.push(
      `${count.passed} passed, ${count.failed} failed` +
        (count.skipped > 0 ? `, ${count.skipped} skipped` : ""),
    );
    // The default reporter flushes its own lines after this hook; the last word is ours.
    process.once("exit", () => process.stdout.write(`${lines.join("\n")}\n`));
  }
}

function firstLine(error: SerializedError | undefined): string | undefined {
  if (error === undefined) return undefined;
  const cause = error.cause === undefined ? "" : ` (${firstLine(error.cause)})`;
  return `${error.message.split("\n")[0]}${cause}`;
}
