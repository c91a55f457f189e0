/** Things in a report: each by what is known of it. A report leads nowhere but to its own parts. */
import type { ItemRef } from "../../model/answer.ts";
import { spokenBeside } from "../../model/plain-text.ts";
import { address, type Html, html } from "../html/html.ts";
import { joined, keyText, words } from "../html/words.ts";

/** A key, platform or other selector. */
export const keyOf = (key: string): Html => html`<span class="key">${keyText(key, 300)}</span>`;

export const keysOf = (keys: readonly string[]): Html => joined(keys.map(keyOf), ", ");

/** Keys, with what accounts are called that are among them. */
export const keysCalled = (
  keys: readonly string[],
  called: readonly NonNullable<ItemRef["account"]>[],
): Html =>
  joined(
    keys.map((key) => html`${keyOf(key)}<bdi>${spokenBeside(key, called)}</bdi>`),
    ", ",
  );

export const keyPath = (keys: readonly string[]): Html => joined(keys.map(keyOf), " → ");

/** A small mark; its kind chooses the colour. */
export const label = (text: string, kind: string): Html =>
  html`<span class="label ${kind}">${text}</span>`;

export const orderLabel = (order: string): Html => label(`order ${order}`, `order-${order}`);
export const basisLabel = (basis: string): Html => label(`basis ${basis}`, `basis-${basis}`);

/** Numbers of sources; nothing for none. */
export const cites = (numbers: readonly number[]): Html =>
  numbers.length === 0
    ? html``
    : html`<span class="cites">${numbers.map(
        (n) => html`<a href="${address(`#source-${n}`)}" aria-label="source ${n}">[${n}]</a>`,
      )}</span>`;

export function accountOf({ key, handle, name }: NonNullable<ItemRef["account"]>): Html {
  const named = name === null || name.toLowerCase() === handle ? null : name;
  const at = handle === null || key.endsWith(`@${handle}`) ? null : handle;
  return html`${named === null ? null : html`${words(named, 60)}, `}${
    at === null ? null : html`@${keyText(at, 60)}, `
  }${keyOf(key)}`;
}

const ONLY_BY_REFERENCE = "known only by reference";

/** `the post by …, on twitter (twitter:status/…)`, with its tier; `marked` where its marks stand beside it. */
export function itemOf(item: ItemRef, article: "The" | "the" = "the", marked = false): Html {
  const { title, account, platform, tier } = item;
  const called = title === null ? null : html` “${words(title, 120)}”`;
  const by =
    account === null ? null : html` by ${accountOf(account)}${platform === null ? "" : ","}`;
  const on = platform === null ? null : html` on ${keyText(platform)}`;
  const standing = tier === null ? null : html` ${label(`tier ${tier}`, `tier-${tier}`)}`;
  const seen = item.attested || marked ? null : html` ${label(ONLY_BY_REFERENCE, "warn")}`;
  return html`${article} ${item.type ?? "item"}${called}${by}${on}${standing}${seen} (${keyOf(item.key)})`;
}
