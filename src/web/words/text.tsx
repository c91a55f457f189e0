/**
 * Words of evidence: shown as text, hidden marks written out, without what leads to a private
 * person, and cut with a count. Nothing else puts them on the page.
 */
import { Fragment, type ReactNode } from "react";
import { plain, redacted } from "../../model/plain-text.ts";

const SHORT = 300;
const NAME = 160;

function Cut({ text, length }: { text: string; length: number }) {
  if (text.length <= length) return <bdi>{text}</bdi>;
  const half = /[\ud800-\udbff]/.test(text[length - 1] ?? "") ? 1 : 0;
  const kept = text.slice(0, length - half);
  return (
    <>
      <bdi>{kept}</bdi>…{" "}
      <span className="cut">
        [{(text.length - kept.length).toLocaleString("en")} characters cut]
      </span>
    </>
  );
}

interface TextProps {
  text: string;
  length?: number;
}

/** What evidence says, on one line. */
export const Words = ({ text, length = SHORT }: TextProps) => (
  <Cut text={redacted(text)} length={length} />
);

/** A name: of a file, a source, a person. */
export const Name = ({ text }: { text: string }) => <Words text={text} length={NAME} />;

/** A key or selector, whole up to its length, for it is what is asked with. */
export const KeyText = ({ text, length = NAME }: TextProps) => (
  <Cut text={plain(text)} length={length} />
);

/** A text of several lines. */
export function Lines({ text, length }: { text: string; length: number }) {
  const written = text.split(/\r\n?|\n/);
  const shown: ReactNode[] = [];
  let left = length;
  for (const [i, raw] of written.entries()) {
    const line = redacted(raw);
    if (left <= 0 && i > 0) {
      const rest = written.slice(i).reduce((sum, one) => sum + one.length, 0);
      shown.push(
        <Fragment key={i}>
          <br />… <span className="cut">[{rest.toLocaleString("en")} characters cut]</span>
        </Fragment>,
      );
      break;
    }
    shown.push(
      <Fragment key={i}>
        {i > 0 && <br />}
        <Cut text={line} length={left} />
      </Fragment>,
    );
    left -= line.length + 1;
  }
  return shown;
}

/** Parts with a text between them. */
export function Joined({ parts, between }: { parts: readonly ReactNode[]; between: string }) {
  return parts.map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts have nothing else to be told apart by
    <Fragment key={i}>
      {i > 0 && between}
      {part}
    </Fragment>
  ));
}
