import Header from "@cloudscape-design/components/header";
import Pagination from "@cloudscape-design/components/pagination";
import { type TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";

import { Refusal } from "../../components/refusal.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { byUrgency, isDeployable, type PlannedRow } from "./plan.ts";
import { QuotaUse } from "./quota-use.tsx";
import { Remark } from "./remark.tsx";
import { WhatHappens } from "./what-happens.tsx";

const pageSize = 50;

interface PreflightTableProps {
  rows: PlannedRow[];
  /** Keys of those that are left in. */
  left: ReadonlySet<string>;
  nameOf: (certificate: string) => string;
  /** The row for which AWS is being asked again. */
  asking: string | null;
  onLeft: (left: Set<string>) => void;
  onChoose: (row: PlannedRow, arn: string) => void;
}

/** What would happen, region by region; what is not selected does not happen. */
export function PreflightTable({ rows, left, nameOf, asking, onLeft, onChoose }: PreflightTableProps) {
  const [page, setPage] = useState(1);
  const several = new Set(rows.map(({ certificate }) => certificate)).size > 1;
  const name = ({ certificate, planned: { region } }: PlannedRow) =>
    several ? `${nameOf(certificate)} in ${region}` : region;
  const columns: (TableProps.ColumnDefinition<PlannedRow> & { id: string })[] = [
    {
      id: "certificate",
      header: "Certificate",
      cell: (row) => nameOf(row.certificate),
      isRowHeader: several,
      minWidth: 120,
    },
    {
      id: "region",
      header: "Region",
      cell: ({ planned }) => <span className="nowrap">{planned.region}</span>,
      isRowHeader: !several,
      minWidth: 120,
    },
    {
      id: "action",
      header: "What would happen",
      cell: (row) => (
        <WhatHappens
          row={row}
          name={name(row)}
          busy={asking === row.key}
          onChoose={(arn) => onChoose(row, arn)}
        />
      ),
      minWidth: several ? 210 : 280,
    },
    {
      id: "quota",
      header: "Imported",
      cell: ({ planned: { imported, imported_in_year: inYear } }) => (
        <>
          <QuotaUse use={imported} of="held" />
          <QuotaUse use={inYear} of="in a year" />
        </>
      ),
      minWidth: 130,
    },
    {
      id: "remarks",
      header: "Refusals and advice",
      cell: ({ planned: { refusals, warnings } }) =>
        refusals.length + warnings.length === 0 ? (
          "–"
        ) : (
          <div className="remarks">
            {refusals.map((refusal, index) => (
              <Refusal key={index} refusal={refusal} withRule />
            ))}
            {warnings.map((warning, index) => (
              <Remark key={index} warning={warning} />
            ))}
          </div>
        ),
      minWidth: several ? 240 : 320,
    },
  ];
  return (
    <StackedTable
      header={
        <Header
          variant="h2"
          counter={`(${left.size} of ${rows.length})`}
          description="As AWS stands now; nothing was changed. Regions that are not selected are left out."
        >
          Pre-flight
        </Header>
      }
      ariaLabels={{
        tableLabel: "Pre-flight",
        selectionGroupLabel: "Regions to deploy to",
        allItemsSelectionLabel: () => "Deploy to all that are not refused",
        itemSelectionLabel: (_, row) => `Deploy to ${name(row)}`,
      }}
      items={rows.toSorted(byUrgency).slice((page - 1) * pageSize, page * pageSize)}
      {...(rows.length > pageSize && {
        pagination: (
          <Pagination
            currentPageIndex={page}
            pagesCount={Math.ceil(rows.length / pageSize)}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
            ariaLabels={{
              nextPageLabel: "Next page",
              previousPageLabel: "Previous page",
              pageLabel: (number) => `Page ${number}`,
            }}
          />
        ),
      })}
      trackBy="key"
      selectionType="multi"
      selectedItems={rows.filter(({ key }) => left.has(key))}
      isItemDisabled={(row) => !isDeployable(row)}
      onSelectionChange={({ detail }) => onLeft(new Set(detail.selectedItems.map(({ key }) => key)))}
      wrapLines
      columnDefinitions={several ? columns : columns.slice(1)}
    />
  );
}
