import Button from "@cloudscape-design/components/button";
import { useLocation, useSearchParams } from "react-router";

import { number } from "../format/dates.ts";

/** Where a list stands. The server pages by cursor: the way back is the stack of cursors we came by. */
export interface Paging {
  page: number;
  cursor: string | null;
  first: () => void;
  previous: () => void;
  next: (cursor: string) => void;
}

interface PagingState {
  cursors?: (string | null)[];
}

/**
 * Page and cursor live in the address, so a page can be shared and survives a reload. The stack lives in the
 * history entry; without it (a shared link) "previous" leads to the first page.
 */
export function usePaging(): Paging {
  const [parameters, setParameters] = useSearchParams();
  const { cursors = [] } = (useLocation().state as PagingState | null) ?? {};
  const cursor = parameters.get("cursor");
  const page = cursor === null ? 1 : Math.max(2, Number(parameters.get("page") ?? 2));

  const go = (target: number, to: string | null, stack: (string | null)[]) => {
    setParameters(
      (old) => {
        const fresh = new URLSearchParams(old);
        fresh.delete("cursor");
        fresh.delete("page");
        if (to !== null) {
          fresh.set("cursor", to);
          fresh.set("page", String(target));
        }
        return fresh;
      },
      { state: { cursors: stack } satisfies PagingState },
    );
  };

  return {
    page,
    cursor,
    first: () => go(1, null, []),
    previous: () => {
      const back = cursors.at(-1) ?? null;
      go(back === null ? 1 : page - 1, back, cursors.slice(0, -1));
    },
    next: (to) => go(page + 1, to, [...cursors, cursor]),
  };
}

interface CursorPaginationProps {
  paging: Paging;
  pageSize: number;
  shown: number;
  total: number | null;
  nextCursor: string | null;
  disabled?: boolean;
}

export function CursorPagination(props: CursorPaginationProps) {
  const { paging, pageSize, shown, total, nextCursor, disabled = false } = props;
  const start = (paging.page - 1) * pageSize;
  const range = shown === 0 ? "0" : `${number(start + 1)}–${number(start + shown)}`;
  return (
    <nav className="pagination" aria-label="Pages">
      <span className="pagination-range" aria-live="polite">
        {range}
        {total !== null && ` of ${number(total)}`}
      </span>
      <Button
        variant="icon"
        iconName="angle-left-double"
        ariaLabel="First page"
        disabled={disabled || paging.page === 1}
        onClick={paging.first}
      />
      <Button
        variant="icon"
        iconName="angle-left"
        ariaLabel="Previous page"
        disabled={disabled || paging.page === 1}
        onClick={paging.previous}
      />
      <span className="pagination-page">{number(paging.page)}</span>
      <Button
        variant="icon"
        iconName="angle-right"
        ariaLabel="Next page"
        disabled={disabled || nextCursor === null}
        onClick={() => nextCursor !== null && paging.next(nextCursor)}
      />
    </nav>
  );
}
