/** `headwater serve` and the demo's page, as processes of their own. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { headwater, makeFolder, removeFolder } from "./run.ts";

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

let folder: string;
let store: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await makeFolder();
  store = join(folder, "store.db");
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await removeFolder(folder);
});

interface Serving {
  url: string;
  out: () => string;
  err: () => string;
  end: (signal: "SIGINT" | "SIGTERM" | "SIGKILL") => Promise<number | null>;
}

/** Starts, and waits for the address that it prints. */
function serving(args: readonly string[], env: Record<string, string> = {}): Promise<Serving> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => {
    out += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.stderr.on("data", (chunk) => {
      err += String(chunk);
      const url = /(?:Headwater at|The page:) (\S+)/.exec(err)?.[1];
      if (url === undefined) return;
      const end = (signal: "SIGINT" | "SIGTERM" | "SIGKILL") => {
        child.kill(signal);
        return ended;
      };
      resolve({ url, out: () => out, err: () => err, end });
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${err}`)));
  });
}

describe("serve", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("answers until %s, then ends with 0", async (signal) => {
    const { url, out, end } = await serving(["serve", "--port", "0", "--store", store]);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect((await fetch(new URL("/api/health", url))).status).toBe(200);
    expect((await fetch(new URL("/api/coverage", url))).status).toBe(200);
    expect((await fetch(url)).headers.get("content-type")).toContain("text/html");
    expect(await end(signal)).toBe(0);
    expect(out()).toBe("");
  });

  it("clears away what was uploaded to a server that was killed, and says so", async () => {
    const uploads = join(`${store}.evidence`, "uploads");
    const killed = await serving(["serve", "--port", "0", "--store", store]);
    const stream = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode("words")),
    });
    const sent = fetch(new URL("/api/evidence?name=a.txt&as=file", killed.url), {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream" },
      body: stream,
      duplex: "half",
    });
    sent.catch(() => undefined);
    await expect.poll(() => readdir(uploads)).toHaveLength(1);
    await killed.end("SIGKILL");
    await expect(sent).rejects.toThrow();
    const [name] = await readdir(uploads);
    const { err, end } = await serving(["serve", "--port", "0", "--store", store]);
    expect(await readdir(uploads)).toEqual([]);
    expect(err()).toContain("a former server left");
    expect(err()).toContain(name);
    await end("SIGTERM");
  });

  it("names a port that is in use", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const address = taken.address();
    const port = address !== null && typeof address === "object" ? `${address.port}` : "";
    const { code, err } = await headwater(["serve", "--port", port, "--store", store]);
    taken.close();
    expect(code).toBe(2);
    expect(err).toContain(`127.0.0.1:${port}: the port is in use`);
  });

  it("listens beyond this machine only with a token", async () => {
    const args = ["serve", "--host", "0.0.0.0", "--port", "0", "--store", store];
    const refused = await headwater(args);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("HEADWATER_TOKEN");
    await expect(serving(args, { HEADWATER_TOKEN: "short" })).rejects.toThrow("16 characters");
    const { url, end } = await serving(args, { HEADWATER_TOKEN: "0123456789abcdef" });
    const { port } = new URL(url);
    const local = `http://127.0.0.1:${port}/api/coverage`;
    expect((await fetch(local)).status).toBe(401);
    const headers = { Authorization: "Bearer 0123456789abcdef" };
    expect((await fetch(local, { headers })).status).toBe(200);
    await end("SIGTERM");
  });

  it.each([
    ["--port", "eighty"],
    ["--port", "70000"],
    ["--max-upload", "-1"],
    ["--host", "192.0.2.1.example"],
  ])("refuses %s %s", async (option, value) => {
    const { code, err } = await headwater(["serve", option, value, "--store", store]);
    expect(code).toBe(2);
    expect(err).toContain(option);
  });
});

describe("demo", () => {
  it("prints the answer, then serves the page on the same store", async () => {
    const { url, out, end } = await serving(["demo", "--port", "0", "--store", store]);
    expect(out()).toContain("Order certain, basis reported, disputed.");
    const asked = new URL("/api/trace?from=case:macronleaks/emleaks&to=twitter:@wikileaks", url);
    expect(await (await fetch(asked)).json()).toMatchObject({ order: "certain" });
    expect(await end("SIGINT")).toBe(0);
  });

  it("leaves a store alone that a server is at work on", async () => {
    const { url, end } = await serving(["demo", "--port", "0", "--store", store]);
    const refused = await headwater(["demo", "--once", "--store", store]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("in use");
    expect((await fetch(new URL("/api/coverage", url))).status).toBe(200);
    await end("SIGINT");
    expect((await headwater(["demo", "--once", "--store", store])).code).toBe(0);
  });
});
