/** What `docker compose up` starts: pinned, with passwords from outside, for this machine only. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { NEO4J_VERSION } from "../../src/store/neo4j-server/jars.ts";

const serviceSchema = z.object({
  image: z.string().optional(),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  ports: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
  mem_limit: z.string(),
  volumes: z.array(z.string()),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
});
const composeSchema = z.object({
  services: z.object({ neo4j: serviceSchema, headwater: serviceSchema }).strict(),
  volumes: z.record(z.string(), z.null()),
});

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const { services, volumes } = composeSchema.parse(parse(read("docker-compose.yml")));
const { neo4j, headwater } = services;
const dockerfile = read("tools/docker/Dockerfile").split("\n");

describe("docker-compose.yml", () => {
  it("runs the Neo4j that the tests run", () => {
    expect(neo4j.image).toBe(`neo4j:${NEO4J_VERSION}-community`);
  });

  it("publishes no port beyond the loopback interface", () => {
    for (const port of [...neo4j.ports, ...headwater.ports]) {
      expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    }
  });

  it("publishes Headwater under the port it knows itself by", () => {
    expect(headwater.ports).toEqual(["127.0.0.1:8080:8080"]);
    expect(dockerfile.at(-2)).toMatch(/serve --host 0\.0\.0\.0 --port 8080"]$/);
  });

  it("takes every secret from the environment and does not start without", () => {
    expect(neo4j.environment["NEO4J_AUTH"]).toMatch(/^neo4j\/\$\{NEO4J_PASSWORD:\?[^}]+\}$/);
    expect(headwater.environment["NEO4J_PASSWORD"]).toMatch(/^\$\{NEO4J_PASSWORD:\?[^}]+\}$/);
    expect(headwater.environment["HEADWATER_TOKEN"]).toMatch(/^\$\{HEADWATER_TOKEN:\?[^}]+\}$/);
  });

  it("waits for Neo4j to answer a query", () => {
    expect(neo4j.healthcheck?.test.at(-1)).toMatch(/cypher-shell .*'RETURN 1'$/);
    expect(headwater.depends_on).toEqual({ neo4j: { condition: "service_healthy" } });
  });

  it("sends no usage reports, and lets Neo4j Browser load from this machine only", () => {
    expect(neo4j.environment).toMatchObject({
      NEO4J_dbms_usage__report_enabled: "false",
      NEO4J_client_allow__telemetry: "false",
      NEO4J_browser_remote__content__hostname__whitelist: "localhost,127.0.0.1",
    });
  });

  it("keeps data and evidence in volumes, not in containers", () => {
    expect([...neo4j.volumes, ...headwater.volumes]).toEqual([
      "neo4j-data:/data",
      "evidence:/evidence",
    ]);
    expect(Object.keys(volumes)).toEqual(["neo4j-data", "evidence"]);
    expect(headwater.environment["HEADWATER_EVIDENCE"]).toBe("/evidence");
  });
});

describe("tools/docker/Dockerfile", () => {
  it("is what docker-compose.yml builds", () => {
    expect(headwater.build).toEqual({ context: ".", dockerfile: "tools/docker/Dockerfile" });
  });

  it("starts from one pinned Node 24, and builds the page with the same", () => {
    const [page, image] = dockerfile.filter((line) => line.startsWith("FROM "));
    expect(image).toMatch(/^FROM node:24\.\d+\.\d+-[a-z]+-slim$/);
    expect(page).toBe(`${image} AS page`);
  });

  it("runs as nobody special from before its command on", () => {
    const users = dockerfile.filter((line) => line.startsWith("USER "));
    expect(users).toEqual(["USER node"]);
    const command = dockerfile.findIndex((line) => line.startsWith("CMD "));
    expect(dockerfile.indexOf("USER node")).toBeLessThan(command);
  });

  it("asks /api/health, which needs no token", () => {
    const line = dockerfile.findIndex((one) => one.startsWith("HEALTHCHECK "));
    expect(dockerfile[line + 1]).toContain("http://127.0.0.1:8080/api/health");
  });

  it("copies in only what its ignore file lets in", () => {
    const [first, ...allowed] = read("tools/docker/Dockerfile.dockerignore")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    expect(first).toBe("*");
    const copied = dockerfile
      .filter((line) => line.startsWith("COPY ") && !line.startsWith("COPY --from="))
      .flatMap((line) => line.split(" ").slice(1, -1));
    expect([...new Set(copied)].map((path) => `!${path}`).sort()).toEqual(allowed.sort());
  });
});
