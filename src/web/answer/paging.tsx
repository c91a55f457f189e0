/** The pages before and after the one that is shown. */
import { Link } from "../site/router.tsx";

interface PagingProps {
  /** What the pages are of. */
  of: string;
  offset: number;
  size: number;
  hasMore: boolean;
  pageFrom: (offset: number) => string;
}

export const Paging = ({ of, offset, size, hasMore, pageFrom }: PagingProps) => (
  <nav className="paging" aria-label={`Pages of ${of}`}>
    {offset > 0 && (
      <Link rel="prev" href={pageFrom(Math.max(0, offset - size))}>
        Previous
      </Link>
    )}
    {hasMore && (
      <Link rel="next" href={pageFrom(offset + size)}>
        Next
      </Link>
    )}
  </nav>
);
