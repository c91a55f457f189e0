/**
 * The signature of a WACZ file, verified without asking anybody: that the hash was signed by the key it
 * names, and for a domain whether the certificate leads to a root that Node knows. When it was signed
 * (RFC 3161) is not checked, nor whether a certificate was revoked.
 */
import { createPublicKey, type KeyObject, verify, X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";
import { z } from "zod";
import type { Check } from "./members.ts";

export const signedDataSchema = z.object({
  hash: z.string(),
  signature: z.string(),
  /** Of an anonymous signature: SPKI in base64. */
  publicKey: z.string().optional(),
  domain: z.string().optional(),
  /** PEM, the domain's own certificate before those that vouch for it. */
  domainCert: z.string().optional(),
  created: z.string().optional(),
  software: z.string().optional(),
});
type SignedData = z.infer<typeof signedDataSchema>;

const WHAT = "signature";
const MAX_CERTIFICATES = 10;
const PEM = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;
const shown = (text: string | undefined): string => (text ?? "nothing").slice(0, 100);

/** Browsers sign as r and s one after the other, servers as DER; by SHA-256, whatever the curve. */
function isSignatureOf(key: KeyObject, hash: string, signature: string): boolean {
  const bytes = Buffer.from(signature, "base64");
  const data = Buffer.from(hash, "utf8");
  return (["ieee-p1363", "der"] as const).some((dsaEncoding) =>
    ["sha256", "sha384"].some((digest) => {
      try {
        return verify(digest, data, { key, dsaEncoding }, bytes);
      } catch {
        return false;
      }
    }),
  );
}

function keyOf(publicKey: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
  } catch {
    return undefined;
  }
}

function certificatesOf(pem: string): X509Certificate[] {
  try {
    return (pem.match(PEM) ?? []).slice(0, MAX_CERTIFICATES).map((one) => new X509Certificate(one));
  } catch {
    return [];
  }
}

const isSignedBy = (one: X509Certificate, by: X509Certificate): boolean =>
  one.issuer === by.subject && one.verify(by.publicKey);

/** Whether each vouches for the one before, up to a root that Node knows. */
function leadsToRoot(chain: readonly X509Certificate[]): boolean {
  const last = chain.at(-1);
  const isChain = chain.every((one, i) => {
    const by = chain[i + 1];
    return by === undefined || (by.ca && isSignedBy(one, by));
  });
  if (last === undefined || !isChain) return false;
  return rootCertificates.some((pem) => {
    const root = new X509Certificate(pem);
    return root.fingerprint256 === last.fingerprint256 || isSignedBy(last, root);
  });
}

const is = (state: Check["state"], message: string): Check => ({
  what: WHAT,
  state,
  message,
  differing: [],
});

const madeBy = ({ software, created }: SignedData): string =>
  `; by its own word made with ${shown(software)} at ${shown(created)}, which is not checked`;

function ofDomain(data: SignedData): Check {
  const domain = shown(data.domain);
  const chain = certificatesOf(data.domainCert ?? "");
  const [own] = chain;
  if (own === undefined) {
    return is("not checked", `signed by ${domain}, but its certificate cannot be read`);
  }
  if (!isSignatureOf(own.publicKey, data.hash, data.signature)) {
    return is("differs", `it is none of the key in the certificate of ${domain}`);
  }
  if (own.checkHost(data.domain ?? "") === undefined) {
    return is("differs", `signed by the key of a certificate that is not of ${domain}`);
  }
  return leadsToRoot(chain)
    ? is(
        "matches",
        `signed by ${domain}, whose certificate leads to a root that is known; whether it was valid when it signed is not checked${madeBy(data)}`,
      )
    : is(
        "not checked",
        `signed by a certificate for ${domain} that leads to no root that is known: anybody can make one${madeBy(data)}`,
      );
}

/** The hash of the list of files is what is to be signed. */
export function checkSignature(data: SignedData | undefined, listHash: string): Check {
  if (data === undefined) return is("not checked", "it is not signed");
  if (data.hash.replace(/^sha-?256:/i, "").toLowerCase() !== listHash) {
    return is("differs", "what was signed is not the hash of datapackage.json");
  }
  if (data.publicKey === undefined) {
    return data.domain === undefined
      ? is("not checked", "it names neither a key nor a domain")
      : ofDomain(data);
  }
  const key = keyOf(data.publicKey);
  if (key === undefined) return is("differs", "the public key that it names cannot be read");
  return isSignatureOf(key, data.hash, data.signature)
    ? is("matches", `signed by the key that it holds itself, which names nobody${madeBy(data)}`)
    : is("differs", "it is none of the key that it names");
}
