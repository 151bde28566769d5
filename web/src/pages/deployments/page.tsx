import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";

import { deploymentsQuery } from "../../api/deployments.ts";
import { usePage } from "../../app/page.ts";
import { CursorPagination, usePaging } from "../../components/cursor-paging.tsx";
import { Empty } from "../../components/empty.tsx";
import { Failure } from "../../components/failure.tsx";
import { PageActions } from "../../components/page-actions.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { columns } from "./columns.tsx";
import { DeployButton } from "./deploy-button.tsx";
import { filterKeys, Filters } from "./filters.tsx";
import { pollFor } from "./live.ts";
import { VerbMenu } from "./verb-menu.tsx";

const pageSize = 50;

export default function DeploymentsPage() {
  usePage("AWS-ACM");
  const [address, setAddress] = useSearchParams();
  const paging = usePaging();
  const [selected, setSelected] = useState<string[]>([]);

  const filters = new URLSearchParams(
    [...address].filter(([key, value]) => filterKeys.some((each) => each === key) && value !== ""),
  );
  const list = useQuery({
    ...deploymentsQuery(filters, pageSize, paging.cursor),
    refetchInterval: ({ state }) => pollFor(state.data),
  });
  const change = (next: URLSearchParams) => {
    setSelected([]);
    setAddress(next, { replace: true });
  };
  const filter = (key: string, value: string) => {
    const next = new URLSearchParams(filters);
    next.delete(key);
    if (value !== "") next.set(key, value);
    change(next);
  };

  if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data?.items ?? [];
  // As they stand now, not as they stood when they were selected.
  const chosen = items.filter(({ id }) => selected.includes(id));
  return (
    <StackedTable
      header={
        <Header
          variant="h1"
          description="Which certificates of the repository Certwright keeps in AWS Certificate Manager and IAM, and where."
          counter={chosen.length > 0 ? `(${chosen.length} selected)` : ""}
          actions={
            <PageActions query={list}>
              <VerbMenu
                deployments={chosen}
                disabled={chosen.length === 0}
                disabledReason="Select deployments first."
              >
                Actions
              </VerbMenu>
              <DeployButton certificates={filters.getAll("certificate")} variant="primary" />
            </PageActions>
          }
        >
          Deployments to AWS-ACM
        </Header>
      }
      filter={<Filters filters={filters} onChange={filter} />}
      pagination={
        <CursorPagination
          paging={paging}
          pageSize={pageSize}
          shown={items.length}
          total={list.data?.total ?? null}
          nextCursor={list.data?.next_cursor ?? null}
          disabled={list.isPlaceholderData}
        />
      }
      ariaLabels={{
        tableLabel: "Deployments",
        selectionGroupLabel: "Deployments to act on",
        allItemsSelectionLabel: () => "Select all deployments",
        itemSelectionLabel: (_, { certificate, region }) => `Select ${certificate.name} in ${region}`,
      }}
      items={items}
      trackBy="id"
      selectionType="multi"
      selectedItems={chosen}
      onSelectionChange={({ detail }) => setSelected(detail.selectedItems.map(({ id }) => id))}
      loading={list.isPending}
      loadingText="Loading deployments"
      wrapLines
      columnDefinitions={columns}
      empty={
        filters.size > 0 ? (
          <Empty
            title="No matches"
            action={<Button onClick={() => change(new URLSearchParams())}>Clear filter</Button>}
          >
            No deployment matches the filter.
          </Empty>
        ) : (
          <Empty title="Nothing is deployed yet" action={<DeployButton variant="primary" />}>
            Deploy certificates of the repository to ACM, in as many regions as need them. Certwright then
            compares what AWS serves with what you hold, and can follow every renewal.
          </Empty>
        )
      }
    />
  );
}
