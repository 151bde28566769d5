import Header from "@cloudscape-design/components/header";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { groupsQuery } from "../../api/groups.ts";
import { usePage } from "../../app/page.ts";
import { CursorPagination, usePaging } from "../../components/cursor-paging.tsx";
import { Empty } from "../../components/empty.tsx";
import { Failure } from "../../components/failure.tsx";
import { PageActions } from "../../components/page-actions.tsx";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { number } from "../../format/dates.ts";
import { columns } from "./columns.tsx";
import { CreateGroup } from "./create-group.tsx";

const pageSize = 25;

export default function GroupsPage() {
  usePage("Groups", [{ text: "Certificates", href: "/certificates" }]);
  const paging = usePaging();
  const list = useQuery(groupsQuery({ limit: pageSize, cursor: paging.cursor }));
  const [creating, setCreating] = useState(false);

  if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data?.items ?? [];
  const total = list.data?.total ?? null;
  return (
    <>
      <StackedTable
        header={
          <Header
            variant="h1"
            counter={total === null ? "" : `(${number(total)})`}
            description="Certificates that belong together: picked by hand, or whatever a rule finds at the moment."
            actions={
              <PageActions query={list}>
                <PermittedButton needs="repository_write" variant="primary" onClick={() => setCreating(true)}>
                  Create group
                </PermittedButton>
              </PageActions>
            }
          >
            Groups
          </Header>
        }
        pagination={
          <CursorPagination
            paging={paging}
            pageSize={pageSize}
            shown={items.length}
            total={total}
            nextCursor={list.data?.next_cursor ?? null}
          />
        }
        ariaLabels={{ tableLabel: "Groups" }}
        items={items}
        trackBy="id"
        loading={list.isPending}
        loadingText="Loading groups"
        wrapLines
        columnDefinitions={columns}
        empty={
          <Empty
            title="No groups yet"
            action={
              <PermittedButton needs="repository_write" onClick={() => setCreating(true)}>
                Create group
              </PermittedButton>
            }
          >
            A group is deployed with one order, and the list of certificates can be filtered by it.
          </Empty>
        }
      />
      {creating && <CreateGroup onClose={() => setCreating(false)} />}
    </>
  );
}
