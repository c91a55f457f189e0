/** Waits until a server that was just started answers. */
import type { ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

const START_MS = 180_000;
const POLL_MS = 100;
const REFUSED = "Neo.ClientError.Security.Unauthorized";

/** The port opens seconds before the database does, so only a query's answer counts. */
export async function waitForAnswer(
  { uri, password }: { uri: string; password: string },
  child: ChildProcess,
): Promise<void> {
  // Commands that start no server do without the driver.
  const { default: neo4j, Neo4jError } = await import("neo4j-driver");
  // Its own retries back off for seconds.
  const driver = neo4j.driver(uri, neo4j.auth.basic("neo4j", password), {
    connectionTimeout: 2000,
    maxTransactionRetryTime: 0,
  });
  const end = performance.now() + START_MS;
  try {
    for (;;) {
      const refusal = await driver.executeQuery("RETURN 1", {}, { database: "neo4j" }).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (refusal === undefined) return;
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
      }
      if (refusal instanceof Neo4jError && refusal.code === REFUSED) {
        throw new Error("it does not take the password of this folder");
      }
      if (performance.now() > end) throw new Error(`no answer in ${START_MS / 1000} seconds`);
      await wait(POLL_MS);
    }
  } finally {
    await driver.close();
  }
}
