import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { runsQuery } from "../../api/discovery.ts";
import { type Run } from "../../api/types.ts";
import { usePage } from "../../app/page.ts";
import { Actor } from "../../components/actor.tsx";
import { CursorPagination, usePaging } from "../../components/cursor-paging.tsx";
import { DiscoverModal } from "../../components/discover-modal.tsx";
import { Empty } from "../../components/empty.tsx";
import { Failure } from "../../components/failure.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { State } from "../../components/state.tsx";
import { count, dateTime, duration, number } from "../../format/dates.ts";
import { runState } from "../../format/states.ts";

const pageSize = 25;

/** "37 new, 2 missing": what the run saw that was not so before. */
function newsOf(run: Run): string {
  const news = [
    [run.new, "new"],
    [run.changed, "changed"],
    [run.missing, "missing"],
  ] as const;
  const told = news.filter(([amount]) => amount > 0).map(([amount, what]) => `${number(amount)} ${what}`);
  return told.join(", ") || "None";
}

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
      <StackedTable
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
            minWidth: 195,
          },
          {
            id: "state",
            header: "State",
            cell: (run) => (
              <>
                <State words={runState(run.state)} />
                {run.errors_count > 0 && (
                  <Box fontSize="body-s" color="text-body-secondary">
                    {count(run.errors_count, "listing")} had errors
                  </Box>
                )}
              </>
            ),
            minWidth: 190,
          },
          {
            id: "scope",
            header: "Accounts",
            cell: (run) => run.accounts.map(({ name }) => name).join(", ") + (run.full ? " (full)" : ""),
            minWidth: 120,
          },
          { id: "found", header: "Found", cell: (run) => number(run.found), minWidth: 70 },
          { id: "news", header: "News", cell: newsOf, minWidth: 120 },
          { id: "calls", header: "AWS calls", cell: (run) => number(run.calls_total), minWidth: 80 },
          {
            id: "duration",
            header: "Duration",
            cell: (run) => duration(run.duration_seconds),
            minWidth: 90,
          },
          {
            id: "by",
            header: "Requested by",
            cell: (run) => <Actor actor={run.requested_by} />,
            minWidth: 130,
          },
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
