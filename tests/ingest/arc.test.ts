/** ARC, in which web archives were before WARC: known by its first record, and not read. */
import { expect, it } from "vitest";
import { gz, zip } from "./packed.ts";
import { inSite, load } from "./sites.ts";

const HEADER = "1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n\n";
const PAGE = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>The mill</p></html>";
const ARC = [
  `filedesc://IA-001102.arc.gz 0.0.0.0 19960923142103 text/plain ${HEADER.length}`,
  HEADER,
  `https://news.example/mill 192.0.2.1 19961104142103 text/html ${PAGE.length}`,
  `${PAGE}\n`,
].join("\n");

it.each([
  ["as it is", ARC],
  ["packed", gz(ARC)],
])("is refused with what to do: %s", async (_, bytes) => {
  await inSite(async (site) => {
    await expect(load(site, bytes)).rejects.toThrow(/ARC.*warcio recompress/);
  });
});

it("counts as failed in a container, where other files are read", async () => {
  await inSite(async (site) => {
    const page =
      '<!doctype html><link rel="canonical" href="https://mill.example/a"><p>Closed.</p>';
    const { report } = await load(
      site,
      zip([
        { name: "old.arc", text: ARC },
        { name: "a.html", text: page },
      ]),
    );
    expect(report).toMatchObject({ imported: 1, failed: 1 });
    expect(report?.diagnostics.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/warcio recompress/),
    );
  });
});
