import { expect, it } from "vitest";
import { keyOfUrl, platformOfKey } from "../../src/model/key.ts";
import { platformFacts } from "../../src/model/platform.ts";
import { canonicalUrl } from "../../src/model/url.ts";

it.each(["constructor", "__proto__", "hasownproperty", "valueof"])(
  "knows nothing of a host called %s",
  (host) => {
    const url = `https://${host}/x`;
    expect(canonicalUrl(url)?.href).toBe(url);
    const key = keyOfUrl(url);
    expect(key).toBe(`web:${url}`);
    expect(platformFacts((key && platformOfKey(key)) ?? "")).toBeUndefined();
    expect(platformFacts(host)).toBeUndefined();
  },
);
