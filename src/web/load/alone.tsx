/** What is asked of one file, folded away where it is asked of several together. */
import type { ReactNode } from "react";

interface AloneProps {
  isAskedAbove: boolean;
  children: ReactNode;
}

export const Alone = ({ isAskedAbove, children }: AloneProps) =>
  isAskedAbove ? (
    <details>
      <summary>Answer for this file alone</summary>
      {children}
    </details>
  ) : (
    children
  );
