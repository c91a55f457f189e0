import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findReconstructionMark } from "../../src/model/reconstruction.ts";

const MARK = `headwater-reconstruction source="An invented paper" fields="title date"`;
const MEMBER = `"headwater-reconstruction": {"source": "An {invented} \\"paper\\"", "fields": ["title", "date"]}`;

const fieldsOf = (text: string): string[] | undefined => {
  const mark = findReconstructionMark(text);
  return mark && [...mark.sources.keys()];
};

describe("findReconstructionMark", () => {
  it.each([
    `<?${MARK}?><metadata/>`,
    `\uFEFF<?xml version="1.0"?>\n<!-- an item -->\n<!-- ${MARK} -->\n<metadata/>`,
    `<!DOCTYPE metadata>\n<?${MARK.replaceAll('"', "'")} ?>\n<metadata/>`,
    `{${MEMBER}, "posts": []}`,
    `\uFEFF \n[ { ${MEMBER} }, {"id": 1} ]`,
    `{${MEMBER}}\n{"id": 1}\n`,
  ])("reads the mark at the beginning of %j", (text) => {
    expect(fieldsOf(text)).toEqual(["title", "date"]);
  });

  it.each([
    ["a post", JSON.stringify({ posts: [{ no: 1, com: `<?${MARK}?> <!-- ${MARK} -->` }] })],
    ["a tweet", JSON.stringify([{ id_str: "1", full_text: `{${MEMBER}}` }])],
    ["a tweet of a line", `{"id_str": "1", "full_text": ${JSON.stringify(MARK)}}\n{${MEMBER}}\n`],
    ["a member further on", `{"posts": [], ${MEMBER}}`],
    ["a nested object", `{"tweet": {${MEMBER}}}`],
    ["an inner array", `[[{${MEMBER}}]]`],
    [
      "a description",
      `<?xml version="1.0"?><metadata><description>${MARK}</description></metadata>`,
    ],
    ["a comment in the root", `<metadata><!-- ${MARK} --><?${MARK}?></metadata>`],
    ["a comment about it", `<!-- see <?${MARK}?> --><metadata/>`],
    ["an entity", `<!DOCTYPE m [<!ENTITY e '<?${MARK}?>'>]><metadata/>`],
    ["plain words", `${MARK}\n`],
    ["an incomplete member", `{"headwater-reconstruction": {"source": 1, "fields": []}}`],
    ["a cut member", `{"headwater-reconstruction": {"source": "a", "fie`],
  ])("takes no mark from %s", (_, text) => {
    expect(findReconstructionMark(text)).toBeUndefined();
  });

  it("knows the seed that carries it", () => {
    const seed = "../../seeds/macronleaks/archive-org/Macron_201705_meta.xml";
    const mark = findReconstructionMark(readFileSync(join(import.meta.dirname, seed), "utf8"));
    expect(mark?.sources.get("publicdate")).toContain("serayamaouche");
  });
});
