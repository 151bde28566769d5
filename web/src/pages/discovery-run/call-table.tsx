import Header from "@cloudscape-design/components/header";

import { type Calls } from "../../api/types.ts";
import { StackedTable } from "../../components/stacked-table.tsx";
import { number } from "../../format/dates.ts";

export function CallTable({ calls }: { calls: Calls }) {
  const items = Object.entries(calls)
    .map(([operation, numbers]) => ({ operation, ...numbers }))
    .toSorted((a, b) => b.calls - a.calls);
  return (
    <StackedTable
      header={
        <Header variant="h2" counter={`(${items.length})`}>
          Calls by operation
        </Header>
      }
      ariaLabels={{ tableLabel: "Calls by operation" }}
      items={items}
      trackBy="operation"
      contentDensity="compact"
      columnDefinitions={[
        {
          id: "operation",
          header: "Operation",
          cell: ({ operation }) => <span className="mono">{operation}</span>,
          isRowHeader: true,
        },
        { id: "calls", header: "Calls", cell: (each) => number(each.calls) },
        { id: "retries", header: "Retries", cell: (each) => number(each.retries) },
        { id: "throttles", header: "Throttles", cell: (each) => number(each.throttles) },
        { id: "failures", header: "Failures", cell: (each) => number(each.failures) },
      ]}
      empty="No calls yet"
    />
  );
}
