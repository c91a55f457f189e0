import { expect, it } from "vitest";
import { publishedByKey } from "../../src/model/id-time.ts";
import { parseKey } from "../../src/model/key.ts";

it("decodes the time in a tweet's id, where there is one", () => {
  expect(publishedByKey(parseKey("twitter:status/860567142965575681"))).toBe(
    Date.UTC(2017, 4, 5, 18, 49, 30, 104),
  );
  expect(publishedByKey(parseKey("twitter:status/860577607670276096"))).toBe(
    Date.UTC(2017, 4, 5, 19, 31, 5, 84),
  );
  expect(publishedByKey(parseKey("twitter:status/29700859247"))).toBe(1_288_834_981_738);
  expect(publishedByKey(parseKey("twitter:status/29700859246"))).toBeUndefined();
  expect(publishedByKey(parseKey("twitter:user/860567142965575681"))).toBeUndefined();
  expect(publishedByKey(parseKey(`twitter:status/${2n ** 63n}`))).toBeUndefined();
  expect(publishedByKey(parseKey("twitter:status/99999999999999999999"))).toBeUndefined();
});

it("decodes the time in a Discord message's id, where there is one", () => {
  // The example of Discord's API reference.
  expect(publishedByKey(parseKey("discord:1/2/175928847299117063"))).toBe(
    Date.UTC(2016, 3, 30, 11, 18, 25, 796),
  );
  expect(publishedByKey(parseKey("discord:@me/2/1060927462046978058"))).toBe(
    Date.UTC(2023, 0, 6, 14, 26, 58, 31),
  );
  expect(publishedByKey(parseKey("discord:1/2/10000000000000000"))).toBe(1_422_454_585_791);
  expect(publishedByKey(parseKey("discord:1/2/9999999999999999"))).toBeUndefined();
  expect(publishedByKey(parseKey(`discord:1/2/${"9".repeat(21)}`))).toBeUndefined();
  expect(publishedByKey(parseKey("discord:1/2/18446744073709551615"))).toBeUndefined();
  expect(publishedByKey(parseKey(`discord:1/2/${2n ** 63n}`))).toBeUndefined();
  // A thread has the id of the message that it began with, so its id is no time of its own.
  expect(publishedByKey(parseKey("discord:1/1060927462046978058"))).toBeUndefined();
  expect(publishedByKey(parseKey("discord:user/175928847299117063"))).toBeUndefined();
});
