import type { Reporter, SerializedError, TestModule } from "vitest/node";

/** Prints `N passed, N failed, N skipped` alone on the last line, whatever stands above it. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const count = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      let failedTests = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "pending") count.failed++;
        else count[state]++;
        if (state === "failed" || state === "pending") failedTests++;
      }
      // A file that cannot be loaded, or whose hooks fail, has no failed test to show for it.
      if (module.state() === "failed" && failedTests === 0) count.failed++;
    }
    // Errors outside any test make the run fail: the line must not look clean then.
    count.failed += errors.length;
    const line =
      `${count.passed} passed, ${count.failed} failed` +
      (count.skipped > 0 ? `, ${count.skipped} skipped` : "");
    // The default reporter flushes its own lines after this hook; the last word is ours.
    process.once("exit", () => process.stdout.write(`${line}\n`));
  }
}
