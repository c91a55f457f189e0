/** Words of evidence on a page: shown as text, without what leads to a private person, and cut. */
import { beginningOf } from "../../model/personal.ts";
import { plain, redacted } from "../../model/plain-text.ts";
import { type Html, html } from "./html.ts";

/** Of a text no more than this is read, so that a long one is soon told. */
const READ = 8000;

function cut(text: string, length: number, beyond = 0): Html {
  if (text.length <= length && beyond === 0) return html`<bdi>${text}</bdi>`;
  const half = /[\ud800-\udbff]/.test(text[length - 1] ?? "") ? 1 : 0;
  const kept = text.slice(0, length - half);
  return html`<bdi>${kept}</bdi>… ${cutOff(text.length - kept.length + beyond)}`;
}

const cutOff = (count: number): Html =>
  html`<span class="cut">[${count.toLocaleString("en")} characters cut]</span>`;

/** What evidence says, on one line. */
export function words(whole: string, length = 300): Html {
  const { text, beyond } = beginningOf(whole, READ);
  return cut(redacted(text), length, beyond);
}

/** A name: of a file, a source, a person. */
export const name = (text: string, length = 160): Html => words(text, length);

/** A key or selector, whole, for it is what is asked with. */
export const keyText = (text: string, length = 160): Html => cut(plain(text), length);

/** A text of several lines. */
export function lines(whole: string, length: number): Html {
  const { text, beyond } = beginningOf(whole, READ);
  const written = text.split(/\r\n?|\n/).map(redacted);
  const shown: Html[] = [];
  let left = length;
  for (const [i, line] of written.entries()) {
    const before = i === 0 ? null : html`<br>`;
    if (line.length >= left) {
      const after = written.slice(i + 1).reduce((sum, one) => sum + one.length, beyond);
      return html`${shown}${before}${cut(line, left, after)}`;
    }
    shown.push(html`${before}${cut(line, left)}`);
    left -= line.length + 1;
  }
  return html`${shown}${beyond === 0 ? null : html`<br>… ${cutOff(beyond)}`}`;
}

export function joined(parts: readonly Html[], between: string): Html {
  return html`${parts.map((part, i) => (i === 0 ? part : html`${between}${part}`))}`;
}
