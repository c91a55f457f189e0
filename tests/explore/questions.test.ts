import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EXPLORE, QUESTIONS } from "./questions.ts";

const guide = readFileSync(new URL("../../docs/neo4j-browser.md", import.meta.url), "utf8");
const style = readFileSync(new URL("headwater.grass", EXPLORE), "utf8");

describe.each(QUESTIONS)("the question $name", ({ name, title, parameters, text }) => {
  const query = text.replaceAll(/^\/\/.*\n/gm, "");
  const used = [...query.matchAll(/\$(\w+)/g)].map(([, parameter]) => parameter);

  it("has a title of its own on its first line, and the guide names its file", () => {
    expect(text.startsWith(`// ${title}\n`)).toBe(true);
    expect(QUESTIONS.filter((one) => one.title === title)).toHaveLength(1);
    expect(guide).toContain(`${name}.cypher`);
  });

  it("says what it answers, what it cannot tell, and sets each parameter that it uses", () => {
    expect(text).toMatch(/^\/\/ Answers: /m);
    expect(text).toMatch(/^\/\/ Cannot tell: /m);
    const set = [...parameters.matchAll(/(\w+): '/g)].map(([, parameter]) => parameter);
    expect(new Set(set)).toEqual(new Set(used));
    expect(used.length).toBeGreaterThan(0);
  });

  it("only reads, and caps its rows and hops", () => {
    expect(query).not.toMatch(/\b(CREATE|MERGE|DELETE|SET|REMOVE|LOAD)\b/);
    expect(query).toMatch(/LIMIT|limit:/);
    expect(query).not.toMatch(/\)[+*]|->[+*]|\{\d*,\}/);
  });
});

describe("the style", () => {
  it("has nothing that a Browser would take for part of a selector", () => {
    const rules = style.matchAll(/^([\w.]+) \{\n(?: {2}[\w-]+: [^;\n]+;\n)+\}\n/gm);
    expect([...rules].map(([rule]) => rule).join("")).toBe(style);
  });

  it("colours every label of things and claims, or a Browser would give it a colour over the tier's", () => {
    const labels = ["Thing", "Item", "Post", "Document", "Account", "Tag"];
    const tiers = ["Fringe", "Bridge", "Mainstream"];
    const claims = ["Claim", "Join", "Membership", "Remark", "Disputed", "Evidence"];
    const rules = style.split("}\n");
    for (const label of [...labels, ...tiers, ...claims]) {
      const rule = rules.find((one) => one.startsWith(`node.${label} {`));
      expect(rule, label).toMatch(/^ {2}color: #/m);
    }
    // A later rule overrides an earlier one.
    for (const kind of ["Thing", "Item", "Post", "Document"]) {
      for (const tier of tiers) {
        expect(style.indexOf(`node.${kind} `)).toBeLessThan(style.indexOf(`node.${tier} `));
      }
    }
  });
});
