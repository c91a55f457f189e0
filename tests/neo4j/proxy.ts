/** A line to the server that can lose what the server answers, and be cut. */
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Neo4jServer } from "./connection.ts";
import { freePort } from "./own-server.ts";

/** COMMIT in Bolt: a structure without fields, and its signature. */
const COMMIT = Buffer.from([0xb0, 0x12]);
const SERVER_MS = 800;

export interface Line {
  server: Neo4jServer;
  /**
   * The commit that follows a statement with these words reaches the server; its answer is lost,
   * and the line is dead for a while (ms).
   */
  loseCommitAfter(words: string, deadMs: number): void;
  close(): void;
}

export async function lineTo(server: Neo4jServer): Promise<Line> {
  const { hostname, port } = new URL(server.uri);
  const sockets = new Set<Socket>();
  let awaited: { words: string; deadMs: number } | undefined;
  let committing: { deadMs: number } | undefined;
  let state: "up" | "losing" | "dead" = "up";

  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const lose = async (deadMs: number): Promise<void> => {
    state = "losing";
    await wait(SERVER_MS);
    state = "dead";
    cut();
    await wait(deadMs);
    state = "up";
  };
  const hear = (sent: Buffer): void => {
    if (awaited && sent.includes(awaited.words)) {
      committing = awaited;
      awaited = undefined;
    } else if (committing && sent.includes(COMMIT)) {
      void lose(committing.deadMs);
      committing = undefined;
    }
  };
  const proxy = createServer((client) => {
    if (state === "dead") {
      client.destroy();
      return;
    }
    const upstream = connect(Number(port || 7687), hostname);
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", end);
      socket.on("close", end);
    }
    client.on("data", (sent: Buffer) => {
      hear(sent);
      if (!upstream.destroyed) upstream.write(sent);
    });
    upstream.on("data", (answer: Buffer) => {
      if (state === "up" && !client.destroyed) client.write(answer);
    });
  });
  const own = await freePort();
  await new Promise<void>((listening) => proxy.listen(own, "127.0.0.1", listening));
  return {
    server: { ...server, uri: `bolt://127.0.0.1:${own}` },
    loseCommitAfter: (words, deadMs) => {
      awaited = { words, deadMs };
    },
    close: () => {
      cut();
      proxy.close();
    },
  };
}
