/** WACZ files: their WARC files are read, and what they say of themselves is held against what they hold. */
import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { manifestSchema } from "../../src/model/evidence.ts";
import { utf8 } from "../importers/chunks.ts";
import { response, sha256, THREAD_URL, thread, warc } from "./made-warc.ts";
import { bytesOfText, gz, type Packed, zip } from "./packed.ts";
import { inSite, load, quotesOf, tweets } from "./sites.ts";

const WARC: Packed = {
  name: "archive/data.warc.gz",
  text: gz(warc(response(THREAD_URL, "application/json", thread(2)))),
};
const INDEX: Packed = { name: "indexes/index.cdx", text: "an index" };

const bytesOf = ({ text }: Packed): Uint8Array => bytesOfText(text);

/** As version 1.1 lists them. */
const listOf = (files: readonly Packed[]): Packed => ({
  name: "datapackage.json",
  text: JSON.stringify({
    profile: "data-package",
    wacz_version: "1.1.1",
    resources: files.map((file) => ({
      name: file.name,
      path: file.name,
      hash: sha256(bytesOf(file)),
      bytes: bytesOf(file).length,
    })),
  }),
});

const digestOf = (list: Packed, signedData?: Record<string, unknown>): Packed => ({
  name: "datapackage-digest.json",
  text: JSON.stringify({
    path: "datapackage.json",
    hash: sha256(bytesOf(list)),
    ...(signedData === undefined ? {} : { signedData }),
  }),
});

async function checksOf(...files: readonly Packed[]) {
  return inSite(async (site) => {
    const { report } = await load(site, zip(files));
    expect(report).toMatchObject({ seen: 2, imported: 2 });
    expect(await quotesOf(site)).toHaveLength(2);
    return report?.checks.filter(({ path }) => path.length === 0) ?? [];
  });
}

const LIST = listOf([WARC, INDEX]);
const LIST_1_0 = JSON.stringify({
  resources: [WARC, INDEX].map((file) => ({
    path: file.name,
    stats: { hash: sha256(bytesOf(file)).slice("sha256:".length), bytes: bytesOf(file).length },
    hashing: "sha256",
  })),
});
const HASH = sha256(bytesOf(LIST));

describe("what a WACZ file says of its files", () => {
  it("is true where they are those that it lists", async () => {
    expect(await checksOf(WARC, INDEX, LIST, digestOf(LIST))).toMatchObject([
      { what: "datapackage.json", state: "matches" },
      { what: "datapackage-digest.json", state: "matches" },
      { what: "signature", state: "not checked", message: "it is not signed" },
    ]);
  });

  it("is true as version 1.0 writes it, which nothing bears out", async () => {
    expect(await checksOf(WARC, INDEX, { ...LIST, text: LIST_1_0 })).toMatchObject([
      { what: "datapackage.json", state: "matches" },
      { what: "datapackage-digest.json", state: "not checked" },
    ]);
  });

  it.each([
    [
      "a file is another one",
      [WARC, { ...INDEX, text: "AN INDEX" }],
      /index\.cdx: its SHA-256 is not/,
    ],
    ["a file is longer", [WARC, { ...INDEX, text: "an index!" }], /index\.cdx: it has 9 bytes/],
    ["a file is gone", [WARC], /index\.cdx: it is listed, but not there/],
  ])("is not true where %s", async (_, files, message) => {
    expect((await checksOf(...files, LIST))[0]).toMatchObject({
      state: "differs",
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ["archive/added.warc", listOf([WARC, INDEX])],
    ["added.txt", listOf([WARC, INDEX])],
    ["pages/pages.jsonl", { ...LIST, text: LIST_1_0 }],
  ])("is not true where %s was added", async (name, list) => {
    const [check] = await checksOf(WARC, INDEX, { name, text: "a" }, list);
    expect(check).toMatchObject({
      state: "differs",
      message: expect.stringContaining(`2 of 2 files are those that it lists; ${name}: it is in`),
    });
  });

  it("is true of a data package that holds more and is no WACZ file", async () => {
    const file: Packed = { name: "data/tweets.jsonl", text: tweets(0, 2) };
    const text = JSON.stringify({
      resources: [{ path: file.name, hash: sha256(bytesOf(file)) }],
    });
    const list: Packed = { name: "datapackage.json", text };
    const [check] = await checksOf(file, { name: "README.md", text: "a" }, list);
    expect(check).toMatchObject({ state: "matches", message: expect.stringMatching(/1 more/) });
  });

  it.each([
    ["no JSON", "{", /not JSON/],
    ["another shape", '{"resources":{}}', /resources/],
    [
      "a hash of another kind",
      '{"resources":[{"path":"indexes/index.cdx","hash":"md5:aa"}]}',
      /md5:aa/,
    ],
  ])("is told where it is %s", async (_, text, message) => {
    expect((await checksOf(WARC, INDEX, { name: "datapackage.json", text }))[0]).toMatchObject({
      state: "differs",
      message: expect.stringMatching(message),
    });
  });

  it("is not true where the list was made anew", async () => {
    const old = listOf([INDEX]);
    expect((await checksOf(WARC, INDEX, LIST, digestOf(old)))[1]).toMatchObject({
      state: "differs",
      message: expect.stringMatching(/not that of datapackage\.json/),
    });
  });

  it("is told where nothing in the file is read", async () => {
    await inSite(async (site) => {
      const bytes = zip([{ name: "archive/a.txt", text: "words" }, LIST]);
      await expect(load(site, bytes)).rejects.toThrow(
        /data\.warc\.gz: it is listed, but not there/,
      );
      const manifest = manifestSchema.parse({ origin: "a colleague" });
      const kept = await load(site, bytes, { manifest });
      expect(kept.report?.checks[0]).toMatchObject({ state: "differs" });
    });
  });
});

/** A certificate for news.example that vouches for itself, and what its key signed: the hash of a list of `INDEX` alone. */
const SELF_MADE = {
  signature:
    "MEUCIH4TtTmfvaj3oYmqN7xWaisS4z7OmrRaCDXJYoO9I6ZrAiEAqGkAzrAtX6o4t4Uw92vFrfl9JL3pVy4MDzL7RSXXLic=",
  cert: `-----BEGIN CERTIFICATE-----
MIIBnjCCAUSgAwIBAgIUHNgwmxsf52BKmxE2aCGZHu8EloIwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMbmV3cy5leGFtcGxlMCAXDTI2MTEyNzAwNTQxOFoYDzIxMjYx
MTAzMDA1NDE4WjAXMRUwEwYDVQQDDAxuZXdzLmV4YW1wbGUwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAATajPhw67hD2br3RqnQ+UOCVSXtFpmI6z4iq0t7u0YC0gXl
fip+SGMpGRXg2susCwA5UbCCV+B+ZtVJw9WPfgp5o2wwajAdBgNVHQ4EFgQURW5Z
c5N/Mh4JXU6Wu37IxY4zkRUwHwYDVR0jBBgwFoAURW5Zc5N/Mh4JXU6Wu37IxY4z
kRUwDwYDVR0TAQH/BAUwAwEB/zAXBgNVHREEEDAOggxuZXdzLmV4YW1wbGUwCgYI
KoZIzj0EAwIDSAAwRQIhAOT0yqqBoWoCvvUp23dXS+GXyfUpDLZ4NrEXpBfomFs7
AiAht7IAXAj24DIMLsgv9y21ykkBa2xhNC1d1wU/LkH/Eg==
-----END CERTIFICATE-----`,
};

describe("the signature of a WACZ file", () => {
  const signed = async (signedData: Record<string, unknown>) =>
    (await checksOf(WARC, INDEX, LIST, digestOf(LIST, signedData)))[2];

  function keyed(curve: string, dsaEncoding: "der" | "ieee-p1363", hash = HASH) {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: curve });
    const spki = publicKey.export({ format: "der", type: "spki" }).toString("base64");
    const signature = sign("sha256", utf8(hash), { key: privateKey, dsaEncoding });
    return { publicKey: spki, signature: signature.toString("base64"), hash };
  }
  const made = { created: "2021-09-02T18:38:27Z", software: "a program" };

  it("is verified by the key that it holds, which names nobody", async () => {
    for (const one of [keyed("secp384r1", "ieee-p1363"), keyed("prime256v1", "der")]) {
      expect(await signed({ ...one, ...made })).toMatchObject({
        state: "matches",
        message: expect.stringMatching(/names nobody.*a program at 2021/),
      });
    }
  });

  it.each([
    [
      "it is another key's",
      () => ({ ...keyed("secp384r1", "der"), publicKey: keyed("secp384r1", "der").publicKey }),
      /none of the key/,
    ],
    [
      "something else was signed",
      () => keyed("secp384r1", "der", `sha256:${"0".repeat(64)}`),
      /not the hash/,
    ],
    [
      "its key is none",
      () => ({ ...keyed("secp384r1", "der"), publicKey: "AAAA" }),
      /cannot be read/,
    ],
    [
      "it is no signature",
      () => ({ ...keyed("secp384r1", "der"), signature: "???" }),
      /none of the key/,
    ],
  ])("is not true where %s", async (_, make, message) => {
    expect(await signed(make())).toMatchObject({
      state: "differs",
      message: expect.stringMatching(message),
    });
  });

  it("of a domain is not taken for true without a certificate that can be followed", async () => {
    const one = { ...keyed("prime256v1", "der"), publicKey: undefined, domain: "news.example" };
    for (const domainCert of [undefined, "none", SELF_MADE.cert]) {
      const check = await signed({ ...one, domainCert });
      expect(check?.state).not.toBe("matches");
      expect(check?.message).toContain("news.example");
    }
  });

  it("of a domain is not taken for true where anybody can have made its certificate", async () => {
    const list = listOf([INDEX]);
    const own = {
      hash: sha256(bytesOf(list)),
      signature: SELF_MADE.signature,
      domain: "news.example",
      domainCert: SELF_MADE.cert,
    };
    const signed = async (data: Record<string, unknown>) =>
      (await checksOf(WARC, INDEX, list, digestOf(list, data)))[2];
    expect(await signed(own)).toMatchObject({
      state: "not checked",
      message: expect.stringMatching(/news\.example that leads to no root/),
    });
    expect(await signed({ ...own, domain: "other.example" })).toMatchObject({
      state: "differs",
      message: expect.stringMatching(/not of other\.example/),
    });
  });
});
