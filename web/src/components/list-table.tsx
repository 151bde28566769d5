import Header from "@cloudscape-design/components/header";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { type UseQueryResult } from "@tanstack/react-query";

import { type Page } from "../api/types.ts";
import { number } from "../format/dates.ts";
import { CursorPagination } from "./cursor-paging.tsx";
import { Failure } from "./failure.tsx";
import { type Choosable, ListPreferences } from "./list-preferences.tsx";
import { useNarrow } from "./narrow.ts";
import { type List } from "./use-list.ts";

type Column<T> = TableProps.ColumnDefinition<T> & Choosable;

interface ListTableProps<T> extends Pick<
  TableProps<T>,
  "filter" | "empty" | "selectionType" | "selectedItems" | "onSelectionChange"
> {
  title: string;
  list: List;
  answer: UseQueryResult<Page<T>>;
  columns: Column<T>[];
  /** Those of a narrow screen, and which of them. */
  narrowColumns: Column<T>[];
  narrowDisplay: TableProps<T>["columnDisplay"];
  /** The column that names a row. */
  naming: string;
  ariaLabels: TableProps.AriaLabels<T>;
  onRetry: () => unknown;
}

/** A long list of certificates: paged and sorted by the server, with columns that are chosen and sized. */
export function ListTable<T>(props: ListTableProps<T>) {
  const { title, list, answer, columns, narrowColumns, narrowDisplay, naming, ariaLabels, onRetry, ...rest } =
    props;
  const { paging, preferences, request } = list;
  const narrow = useNarrow();
  if (answer.isError) return <Failure error={answer.error} onRetry={() => void onRetry()} />;
  const items = answer.data?.items ?? [];
  const total = answer.data?.total ?? null;
  return (
    <Table
      {...rest}
      // Cloudscape keeps the widths that it measured for columns of the same table.
      key={narrow ? "narrow" : "wide"}
      items={items}
      trackBy="id"
      columnDefinitions={narrow ? narrowColumns : columns}
      columnDisplay={narrow ? narrowDisplay : preferences.contentDisplay}
      loading={answer.isPending}
      loadingText="Loading certificates"
      resizableColumns={!narrow}
      stickyHeader
      stickyColumns={{ first: narrow ? 0 : 1 }}
      wrapLines={preferences.wrapLines}
      stripedRows={preferences.stripedRows}
      sortingColumn={{ sortingField: request.sort.replace(/^-/, "") }}
      sortingDescending={request.sort.startsWith("-")}
      onSortingChange={({ detail: { sortingColumn, isDescending } }) => {
        const { sortingField } = sortingColumn;
        if (sortingField !== undefined)
          list.setSort(isDescending === true ? `-${sortingField}` : sortingField);
      }}
      ariaLabels={{ resizerRoleDescription: "Resize button", ...ariaLabels }}
      header={
        <Header
          variant="h2"
          counter={total === null ? "" : `(${number(total)})`}
          {...(answer.isPlaceholderData && { info: "Updating…" })}
        >
          {title}
        </Header>
      }
      pagination={
        <CursorPagination
          paging={paging}
          pageSize={preferences.pageSize}
          shown={items.length}
          total={total}
          nextCursor={answer.data?.next_cursor ?? null}
          disabled={answer.isPlaceholderData}
        />
      }
      preferences={
        <ListPreferences
          columns={columns}
          always={naming}
          value={preferences}
          onChange={list.setPreferences}
        />
      }
    />
  );
}
