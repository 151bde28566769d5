import Table, { type TableProps } from "@cloudscape-design/components/table";

import { useNarrow } from "./narrow.ts";

type Columns<T> = readonly TableProps.ColumnDefinition<T>[];

/** All columns in the first, each value with its header; those named in `beside` stay columns. */
function stacked<T>(columns: Columns<T>, beside: string[]): Columns<T> {
  const [first, ...others] = columns;
  if (first === undefined) return columns;
  const stays = ({ id = "" }: TableProps.ColumnDefinition<T>) => beside.includes(id);
  const below = others.filter((column) => !stays(column));
  const stack: TableProps.ColumnDefinition<T> = {
    id: "stack",
    header: first.header,
    cell: (item) => (
      <div className="stacked">
        <div>{first.cell(item)}</div>
        <dl>
          {below.map((column) => (
            <div key={column.id}>
              <dt>{column.header}</dt>
              <dd>{column.cell(item)}</dd>
            </div>
          ))}
        </dl>
      </div>
    ),
  };
  return [stack, ...others.filter(stays).map((column) => ({ ...column, minWidth: undefined }))];
}

/** A table whose cells stand below each other on a narrow screen, where they have no room side by side. */
export function StackedTable<T>({ beside = [], ...table }: TableProps<T> & { beside?: string[] }) {
  const { columnDefinitions } = table;
  const narrow = useNarrow();
  return (
    <Table
      // Cloudscape keeps the widths that it measured for columns of the same table.
      key={narrow ? "narrow" : "wide"}
      {...table}
      columnDefinitions={narrow ? stacked(columnDefinitions, beside) : columnDefinitions}
    />
  );
}
