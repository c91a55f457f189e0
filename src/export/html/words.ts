/** Words of evidence on a page: shown as text, without what leads to a private person, and cut. */
import { plain, redacted } from "../../model/plain-text.ts";
import { type Html, html } from "./html.ts";

function cut(text: string, length: number): Html {
  if (text.length <= length) return html`<bdi>${text}</bdi>`;
  const half = /[\ud800-\udbff]/.test(text[length - 1] ?? "") ? 1 : 0;
  const kept = text.slice(0, length - half);
  const left = (text.length - kept.length).toLocaleString("en");
  return html`<bdi>${kept}</bdi>… <span class="cut">[${left} characters cut]</span>`;
}

/** What evidence says, on one line. */
export const words = (text: string, length = 300): Html => cut(redacted(text), length);

/** A name: of a file, a source, a person. */
export const name = (text: string, length = 160): Html => words(text, length);

/** A key or selector, whole, for it is what is asked with. */
export const keyText = (text: string, length = 160): Html => cut(plain(text), length);

/** A text of several lines. */
export function lines(text: string, length: number): Html {
  const written = text.split(/\r\n?|\n/);
  const shown: Html[] = [];
  let left = length;
  for (const [i, raw] of written.entries()) {
    if (left <= 0 && i > 0) {
      const rest = written.slice(i).reduce((sum, one) => sum + one.length, 0);
      shown.push(
        html`<br>… <span class="cut">[${rest.toLocaleString("en")} characters cut]</span>`,
      );
      break;
    }
    const line = redacted(raw);
    shown.push(html`${i === 0 ? null : html`<br>`}${cut(line, left)}`);
    left -= line.length + 1;
  }
  return html`${shown}`;
}

export function joined(parts: readonly Html[], between: string): Html {
  return html`${parts.map((part, i) => (i === 0 ? part : html`${between}${part}`))}`;
}
