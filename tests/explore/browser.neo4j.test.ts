/** Neo4j Browser itself, in a headless Chromium: connected, styled by a dropped file, and asked two of the questions. */
import { readFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { executable, LACKING } from "../chromium.ts";
import { describeNeo4j, type Neo4jServer, neo4jServer } from "../neo4j/connection.ts";
import { type LoadedCase, loadCase } from "./case.ts";
import { EXPLORE, questionNamed } from "./questions.ts";

const WAIT_MS = 30_000;

const style = readFileSync(new URL("headwater.grass", EXPLORE), "utf8");
const ruleOf = (selector: string): string =>
  style.split("}\n").find((rule) => rule.startsWith(`${selector} {`)) ?? "";
const colourOf = (selector: string, property = "color"): string =>
  new RegExp(`^ {2}${property}: (#\\w+);`, "m").exec(ruleOf(selector))?.[1] ?? "none";

/** The Browser cuts a caption that is too wide for its circle, which depends on the fonts there are. */
const captioned = (text: string) =>
  expect.stringMatching(new RegExp(`^${text.slice(0, 6)}(?:${text.slice(6)}$|.*\u2026$)`));

interface Drawn {
  caption: string;
  fill: string;
  border: string;
}

async function connect(page: Page, { uri, user, password, httpUrl }: Neo4jServer): Promise<void> {
  const dbms = `bolt://${user}@${new URL(uri).host}`;
  await page.goto(`${httpUrl}/browser/?dbms=${encodeURIComponent(dbms)}`);
  await page.getByTestId("password").fill(password);
  await page.getByTestId("connect").click();
  await page.getByText("You are connected as user").waitFor({ timeout: WAIT_MS });
}

async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const dropped = await page.evaluateHandle(
    `(() => { const dropped = new DataTransfer();
      dropped.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}));
      return dropped; })()`,
  );
  for (const event of ["dragenter", "dragover", "drop"]) {
    await page.dispatchEvent('[data-testid="main"]', event, { dataTransfer: dropped });
  }
}

async function enter(page: Page, command: string): Promise<void> {
  await page.locator(".monaco-editor").first().click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(command);
  await page.keyboard.press("Control+Enter");
}

/** Nodes as the newest frame draws them. */
async function askIn(page: Page, name: string): Promise<Drawn[]> {
  const { parameters, text } = questionNamed(name);
  await enter(page, ":clear");
  await page.getByTestId("frame").waitFor({ state: "detached", timeout: WAIT_MS });
  await enter(page, `:params ${parameters}`);
  await page.getByText("Successfully set your parameters.").waitFor({ timeout: WAIT_MS });
  await enter(page, text);
  await page.locator("svg g.node circle.b-outline").first().waitFor({ timeout: WAIT_MS });
  const drawn: Drawn[] = [];
  for (const node of await page.locator("svg g.node").all()) {
    const circle = node.locator("circle.b-outline");
    drawn.push({
      caption: (await node.locator("text").allTextContents()).join("").trim(),
      fill: (await circle.getAttribute("fill")) ?? "",
      border: (await circle.getAttribute("stroke")) ?? "",
    });
  }
  return drawn;
}

describeNeo4j("Neo4j Browser with the style of cypher/explore", () => {
  let loaded: LoadedCase | undefined;
  let browser: Browser | undefined;
  let page: Page;

  beforeAll(async () => {
    if (executable === undefined) {
      if (process.env["CI"]) throw new Error(`with CI set the Browser must be tried: ${LACKING}`);
      return;
    }
    const server = neo4jServer();
    if (server.httpUrl === null) return;
    loaded = await loadCase(server);
    browser = await chromium.launch({ executablePath: executable });
    page = await browser.newPage();
    await connect(page, server);
    await dropFile(page, "headwater.grass", style);
  });
  afterAll(async () => {
    await browser?.close();
    await loaded?.close();
  });
  beforeEach((context) => {
    if (executable === undefined) context.skip(LACKING);
    if (neo4jServer().httpUrl === null) context.skip("the Neo4j that was given names no Browser");
  });

  it("draws a path in the colours of the tiers", async () => {
    const drawn = await askIn(page, "how-did-it-reach");
    const fringe = {
      fill: colourOf("node.Fringe"),
      border: colourOf("node.Fringe", "border-color"),
    };
    const bridge = {
      fill: colourOf("node.Bridge"),
      border: colourOf("node.Bridge", "border-color"),
    };
    expect(drawn).toHaveLength(4);
    expect(drawn).toEqual(
      expect.arrayContaining([
        { caption: "emleaks", ...fringe },
        { caption: "pol-op", ...fringe },
        { caption: "pol-thread", ...fringe },
        { caption: "twitter 2017-05-05 19:31:05.084 UTC", ...bridge },
      ]),
    );
    const relations = await page.locator("svg g.relationship text").allTextContents();
    expect(relations.map((relation) => relation.trim())).toContain("PART_OF");
    const flows = page.locator(
      `svg g.relationship path.b-outline[fill="${colourOf("relationship.FLOWS_TO")}"]`,
    );
    expect(await flows.count()).toBe(3);
  });

  it("draws accounts and tags as such, with what they carried in the colour of its tier", async () => {
    const drawn = await askIn(page, "tag-first-carriers");
    expect(drawn).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ caption: captioned("#macronleaks"), fill: colourOf("node.Tag") }),
        {
          caption: captioned("JackPosobiec"),
          fill: colourOf("node.Account"),
          border: colourOf("node.Account.Bridge", "border-color"),
        },
        expect.objectContaining({
          caption: captioned("craddick-tweet"),
          fill: colourOf("node.Bridge"),
        }),
      ]),
    );
  });
});
