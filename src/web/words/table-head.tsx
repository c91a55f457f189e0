import type { ReactNode } from "react";

/** The row that says what the columns of a table hold. */
export const TableHead = ({ columns }: { columns: readonly ReactNode[] }) => (
  <thead>
    <tr>
      {columns.map((column, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table never change
        <th key={i} scope="col">
          {column}
        </th>
      ))}
    </tr>
  </thead>
);
