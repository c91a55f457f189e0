/** Things on a page: each by what is known of it, its key leading to its own page. */
import type { ItemRef } from "../../model/answer.ts";
import { findKey } from "../../model/key.ts";
import { itemAddress, sourceAddress } from "./addresses.ts";
import { type Html, html } from "./html.ts";
import { joined, keyText, words } from "./words.ts";

/** Servers take no longer address; such a key is shown and leads nowhere. */
const MAX_LINKED = 2000;
const KEY_LENGTH = 120;

/** A key, platform or other selector. */
export const keyLink = (key: string): Html =>
  key.length > MAX_LINKED
    ? html`<span class="key">${keyText(key, KEY_LENGTH)}</span>`
    : html`<a class="key" href="${itemAddress(key)}">${keyText(key, KEY_LENGTH)}</a>`;

/** The subject or object of a remark: a key, or only words. */
export const keyOrWords = (text: string): Html =>
  text.length <= MAX_LINKED && findKey(text) !== undefined ? keyLink(text) : words(text);

export const keyPath = (keys: readonly string[]): Html => joined(keys.map(keyLink), " → ");

/** A small mark; its kind chooses the colour. */
export const label = (text: string, kind: string): Html =>
  html`<span class="label ${kind}">${text}</span>`;

export const basisLabel = (basis: string): Html => label(`basis ${basis}`, `basis-${basis}`);

export const cites = (numbers: readonly number[]): Html =>
  numbers.length === 0
    ? html``
    : html`<span class="cites">${numbers.map(
        (n) => html`<a href="${sourceAddress(n)}" aria-label="source ${n}">[${n}]</a>`,
      )}</span>`;

function byAccount({ key, handle, name: called }: NonNullable<ItemRef["account"]>): Html {
  const named = called === null || called.toLowerCase() === handle ? null : called;
  const at = handle === null || key.endsWith(`@${handle}`) ? null : handle;
  return html` by ${named === null ? null : html`${words(named, 60)}, `}${
    at === null ? null : html`@${keyText(at, 60)}, `
  }${keyLink(key)}`;
}

/** `the post by …, on twitter (twitter:status/…)`, with its tier. */
export function itemLink(item: ItemRef, article: "The" | "the" = "the"): Html {
  const { title, account, platform, tier } = item;
  const called = title === null ? null : html` “${words(title, 120)}”`;
  const by = account === null ? null : html`${byAccount(account)}${platform === null ? "" : ","}`;
  const on =
    platform === null
      ? null
      : html` on <a href="${itemAddress(platform)}">${keyText(platform)}</a>`;
  const standing = tier === null ? null : html` ${label(`tier ${tier}`, `tier-${tier}`)}`;
  return html`${article} ${item.type ?? "item"}${called}${by}${on}${standing} (${keyLink(item.key)})`;
}
