/** Forms of keys on image boards. */
import { type KeyForm, on } from "./key-form.ts";
import type { PlatformId } from "./platform.ts";

/**
 * Boards: their threads and posts, and who is known there by a tripcode or by the id that a board
 * gives a poster in one thread.
 * @param start what stands before the board in a key, as it is written, and as a pattern of one group
 */
const boards = (
  label: string,
  [written, pattern]: readonly [string, string],
  platform: (start: string) => PlatformId,
): readonly KeyForm[] => {
  const on = (parts: RegExpExecArray) => `${platform(parts[1] ?? "")}/${parts[2]}`;
  const board = `^${pattern}([a-z0-9_-]+)`;
  return [
    {
      name: `${label} thread`,
      kind: "item",
      pattern: new RegExp(`${board}/thread/(\\d+)$`),
      example: `${written}pol/thread/123`,
      type: "thread",
      platform: on,
    },
    {
      name: `${label} post`,
      kind: "item",
      pattern: new RegExp(`${board}/(\\d+)$`),
      example: `${written}pol/123`,
      type: "post",
      platform: on,
    },
    {
      name: `${label} tripcode`,
      kind: "account",
      pattern: new RegExp(`^${pattern}(!!?[A-Za-z0-9+/.]+)$`),
      example: `${written}!Ep8pui8Vw2`,
      platform: (parts) => platform(parts[1] ?? ""),
    },
    {
      name: `${label} poster id in its thread`,
      kind: "account",
      pattern: new RegExp(`${board}/thread/(\\d+)/id/([A-Za-z0-9+/]+)$`),
      example: `${written}pol/thread/123/id/AbCdEfGh`,
      platform: on,
    },
  ];
};

const boardsOf = (site: PlatformId): readonly KeyForm[] =>
  boards(site, [`${site}:`, `(${site}):`], on(site));

export const BOARD_KEYS: readonly KeyForm[] = [
  ...boardsOf("4chan"),
  ...boardsOf("8kun"),
  ...boardsOf("8chan"),
  ...boards(
    "imageboard",
    ["imageboard:endchan.net/", "imageboard:([a-z0-9-]+(?:\\.[a-z0-9-]+)+)/"],
    (host) => host,
  ),
  {
    // Made on an archive of 4chan, below the post that has the number before.
    name: "ghost post",
    kind: "item",
    pattern: /^foolfuuka:([a-z0-9-]+(?:\.[a-z0-9-]+)+\/[a-z0-9_-]+)\/(\d+)_(\d+)$/,
    example: "foolfuuka:4plebs.org/pol/123_4",
    type: "post",
    platform: (parts) => parts[1] ?? "",
  },
];
