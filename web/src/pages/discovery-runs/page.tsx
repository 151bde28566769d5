import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { runsQuery } from "../../api/discovery.ts";
import { usePage } from "../../app/page.ts";
import { CursorPagination, usePaging } from "../../components/cursor-paging.tsx";
import { DiscoverModal } from "../../components/discover-modal.tsx";
import { Empty } from "../../components/empty.tsx";
import { Failure } from "../../components/failure.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { State } from "../../components/state.tsx";
import { dateTime, duration, number } from "../../format/dates.ts";
import { runState } from "../../format/states.ts";

const pageSize = 25;

export default function DiscoveryRunsPage() {
  usePage("Discovery runs");
  const paging = usePaging();
  const [discovering, setDiscovering] = useState(false);
  const runs = useQuery({
    ...runsQuery(pageSize, paging.cursor),
    refetchInterval: ({ state }) =>
      state.data?.items.some((run) => run.state === "running") ? 3_000 : false,
  });

  if (runs.isError) return <Failure error={runs.error} onRetry={() => void runs.refetch()} />;
  const discover = (
    <PermittedButton needs="inventory_scan" variant="primary" onClick={() => setDiscovering(true)}>
      Discover
    </PermittedButton>
  );
  return (
    <>
      <Table
        header={
          <Header
            variant="h1"
            description="Each look into AWS, and what it found. Discovery only reads."
            actions={discover}
          >
            Discovery runs
          </Header>
        }
        ariaLabels={{ tableLabel: "Discovery runs" }}
        items={runs.data?.items ?? []}
        trackBy="id"
        loading={runs.isPending}
        loadingText="Loading runs"
        wrapLines
        pagination={
          <CursorPagination
            paging={paging}
            pageSize={pageSize}
            shown={runs.data?.items.length ?? 0}
            total={runs.data?.total ?? null}
            nextCursor={runs.data?.next_cursor ?? null}
          />
        }
        columnDefinitions={[
          {
            id: "started",
            header: "Started",
            cell: (run) => (
              <span className="nowrap">
                <LinkTo href={`/discovery/${run.id}`}>{dateTime(run.started_at)}</LinkTo>
              </span>
            ),
            isRowHeader: true,
            minWidth: 180,
          },
          {
            id: "state",
            header: "State",
            cell: (run) => <State words={runState(run.state)} />,
            minWidth: 150,
          },
          {
            id: "scope",
            header: "Accounts",
            cell: (run) => run.accounts.map(({ name }) => name).join(", ") + (run.full ? " (full)" : ""),
            minWidth: 140,
          },
          { id: "found", header: "Found", cell: (run) => number(run.found), minWidth: 80 },
          { id: "new", header: "New", cell: (run) => number(run.new), minWidth: 70 },
          { id: "changed", header: "Changed", cell: (run) => number(run.changed), minWidth: 90 },
          { id: "missing", header: "Missing", cell: (run) => number(run.missing), minWidth: 90 },
          { id: "errors", header: "Errors", cell: (run) => number(run.errors_count), minWidth: 80 },
          { id: "calls", header: "AWS calls", cell: (run) => number(run.calls_total), minWidth: 100 },
          {
            id: "duration",
            header: "Duration",
            cell: (run) => duration(run.duration_seconds),
            minWidth: 110,
          },
          { id: "by", header: "Requested by", cell: (run) => run.requested_by, minWidth: 130 },
        ]}
        empty={
          <Empty title="No discovery yet" action={discover}>
            Discovery lists the certificates of every enabled account and region.
          </Empty>
        }
      />
      {discovering && <DiscoverModal onClose={() => setDiscovering(false)} />}
    </>
  );
}
