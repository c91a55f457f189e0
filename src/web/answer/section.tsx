import type { ReactNode } from "react";

interface SectionProps {
  id: string;
  title: ReactNode;
  children: ReactNode;
}

export const Section = ({ id, title, children }: SectionProps) => (
  <section id={id} aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{title}</h2>
    {children}
  </section>
);

interface ListedProps {
  id: string;
  title: ReactNode;
  of: readonly ReactNode[];
  /** Things of which only the count is told. */
  more?: number;
}

/** A section that is a list; nothing for an empty one. */
export const Listed = ({ id, title, of, more = 0 }: ListedProps) =>
  of.length + more === 0 ? null : (
    <Section id={id} title={title}>
      <ul>
        {of.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer's list never changes
          <li key={i}>{one}</li>
        ))}
        {more > 0 && <li className="more">and {more.toLocaleString("en")} more</li>}
      </ul>
    </Section>
  );
