import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { repositoryQuery } from "../../api/repository.ts";
import { type Certificate, type Group } from "../../api/types.ts";
import { CursorPagination, usePaging } from "../../components/cursor-paging.tsx";
import { Empty } from "../../components/empty.tsx";
import { Failure } from "../../components/failure.tsx";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { number } from "../../format/dates.ts";
import { columns } from "../certificates/columns.tsx";
import { useRemoval } from "../groups/use-removal.ts";

const pageSize = 25;
const shown = ["name", "domain_name", "not_after", "key_algorithm", "has_key", "owner"];

interface MembersProps {
  group: Group;
  onAdd: () => void;
}

/** The certificates that are in a group now. */
export function Members({ group, onAdd }: MembersProps) {
  const paging = usePaging();
  const list = useQuery(
    repositoryQuery({
      filters: new URLSearchParams({ group: group.id }),
      sort: "name",
      limit: pageSize,
      cursor: paging.cursor,
    }),
  );
  const [chosen, setChosen] = useState<string[]>([]);
  const removal = useRemoval();
  if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data?.items ?? [];
  const total = list.data?.total ?? null;
  const byHand = group.rule === null;
  // What another page has taken out of sight is not acted on.
  const selected = items.filter(({ id }) => chosen.includes(id));
  return (
    <StackedTable<Certificate>
      header={
        <Header
          variant="h2"
          counter={total === null ? "" : `(${number(total)})`}
          actions={
            byHand && (
              <SpaceBetween direction="horizontal" size="xs">
                <PermittedButton
                  needs="repository_write"
                  disabled={selected.length === 0}
                  loading={removal.isPending}
                  onClick={() =>
                    removal.mutate(
                      { group, certificates: selected.map(({ id }) => id) },
                      { onSuccess: () => setChosen([]) },
                    )
                  }
                >
                  Remove from group
                </PermittedButton>
                <PermittedButton needs="repository_write" onClick={onAdd}>
                  Add certificates
                </PermittedButton>
              </SpaceBetween>
            )
          }
        >
          Certificates
        </Header>
      }
      pagination={
        <CursorPagination
          paging={paging}
          pageSize={pageSize}
          shown={items.length}
          total={total}
          nextCursor={list.data?.next_cursor ?? null}
          disabled={list.isPlaceholderData}
        />
      }
      ariaLabels={{
        tableLabel: "Certificates of the group",
        selectionGroupLabel: "Certificates to remove from the group",
        allItemsSelectionLabel: () => "Select all certificates",
        itemSelectionLabel: (_, { name }) => `Select ${name}`,
      }}
      {...(byHand && {
        selectionType: "multi" as const,
        selectedItems: selected,
        onSelectionChange: ({ detail }: { detail: { selectedItems: Certificate[] } }) =>
          setChosen(detail.selectedItems.map(({ id }) => id)),
      })}
      items={items}
      trackBy="id"
      loading={list.isPending}
      loadingText="Loading certificates"
      wrapLines
      columnDefinitions={columns.filter(({ id }) => shown.includes(id))}
      empty={
        <Empty title="No certificates">
          {byHand ? "None was put into the group yet." : "Its rule finds none at the moment."}
        </Empty>
      }
    />
  );
}
