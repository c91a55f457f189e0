/** A trace as text where there is no path: what it says of ends that are not there, and what it leads on to. */
import { expect, test } from "vitest";
import { tellTrace } from "../../src/export/tell-trace.ts";
import { spokenAbsence } from "../../src/model/plain-text.ts";
import { ask, edge, load, thing } from "../trace/ask.ts";

const [PASTE, TWEET] = ["pastebin:aaaaaaaa", "twitter:status/1"];
const loaded = () => load([thing(PASTE, 0), thing(TWEET, 5), edge(TWEET, "LINKS_TO", PASTE)]);

test("no path leads on to what the ends have to do with others, in one line", async () => {
  const told = tellTrace(await ask(await loaded(), { from: TWEET, to: PASTE }));
  expect(told).toContain(
    "No path in evidence. That is not to say that there was none.\n" +
      `To go on: headwater reach --from ${TWEET} (what did it reach?), headwater show ${PASTE} (what is known of it, and what led there?).\n`,
  );
});

test("but not to what is not in evidence, nor where there is a path", async () => {
  const site = await loaded();
  const absent = tellTrace(await ask(site, { from: "twitter:@nobody", to: PASTE }));
  expect(absent).toContain(
    `\nTo go on: headwater show ${PASTE} (what is known of it, and what led there?).\n`,
  );
  const neither = tellTrace(await ask(site, { from: "twitter:@nobody", to: "twitter:@no_one" }));
  expect(neither).not.toContain("To go on");
  expect(tellTrace(await ask(site, { from: PASTE, to: TWEET }))).not.toContain("To go on");
});

test("of a tier or group that holds nothing it says how a platform is put into it", async () => {
  const told = tellTrace(await ask(await loaded(), { from: PASTE, to: "tier:mainstream" }));
  expect(told).toContain(
    "tier:mainstream is not in evidence. Nothing loaded is in it; to say that a platform is: " +
      "headwater note --kind group --subject tier:mainstream --relation member --object <platform> --source <who says so>\n",
  );
  expect(spokenAbsence("group:mill")).toContain("--subject group:mill ");
  expect(spokenAbsence("twitter:@nobody")).toBe("twitter:@nobody is not in evidence.");
});
