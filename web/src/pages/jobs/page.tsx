import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import Token from "@cloudscape-design/components/token";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";

import { jobsQuery } from "../../api/operations.ts";
import { usePage } from "../../app/page.ts";
import { Actor } from "../../components/actor.tsx";
import { CursorPagination, usePaging } from "../../components/cursor-paging.tsx";
import { Empty } from "../../components/empty.tsx";
import { Failure } from "../../components/failure.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { Moment } from "../../components/moment.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { State } from "../../components/state.tsx";
import { duration, secondsBetween } from "../../format/dates.ts";
import { jobState } from "../../format/states.ts";

const pageSize = 25;
const states = [
  { value: "", label: "Any state" },
  ...["available", "running", "completed", "failed", "cancelled"].map((value) => ({
    value,
    label: jobState(value).text,
  })),
];

export default function JobsPage() {
  usePage("Jobs");
  const [address, setAddress] = useSearchParams();
  const paging = usePaging();
  const state = address.get("state") ?? "";
  const kind = address.get("kind") ?? "";
  const group = address.get("group") ?? "";
  const jobs = useQuery({
    ...jobsQuery({ state, kind, group, limit: pageSize, cursor: paging.cursor }),
    refetchInterval: 10_000,
  });

  const filter = (key: string, value: string) => {
    const next = new URLSearchParams(address);
    next.delete("cursor");
    next.delete("page");
    if (value === "") next.delete(key);
    else next.set(key, value);
    setAddress(next, { replace: true });
  };

  if (jobs.isError) return <Failure error={jobs.error} onRetry={() => void jobs.refetch()} />;
  return (
    <StackedTable
      header={
        <Header
          variant="h1"
          description="Work in the background. It survives restarts: a job whose server stopped is taken over by another."
        >
          Jobs
        </Header>
      }
      filter={
        <div className="filters">
          <Select
            ariaLabel="State"
            selectedOption={states.find(({ value }) => value === state) ?? null}
            options={states}
            onChange={({ detail }) => filter("state", detail.selectedOption.value ?? "")}
          />
          <Input
            type="search"
            ariaLabel="Kind"
            placeholder="Any kind"
            value={kind}
            onChange={({ detail }) => filter("kind", detail.value)}
          />
          {group !== "" && (
            <Token label={`Of ${group}`} dismissLabel="Show all jobs" onDismiss={() => filter("group", "")} />
          )}
        </div>
      }
      pagination={
        <CursorPagination
          paging={paging}
          pageSize={pageSize}
          shown={jobs.data?.items.length ?? 0}
          total={jobs.data?.total ?? null}
          nextCursor={jobs.data?.next_cursor ?? null}
        />
      }
      ariaLabels={{ tableLabel: "Jobs" }}
      items={jobs.data?.items ?? []}
      trackBy="id"
      loading={jobs.isPending}
      loadingText="Loading jobs"
      wrapLines
      columnDefinitions={[
        {
          id: "kind",
          header: "Kind",
          cell: (job) => <LinkTo href={`/jobs/${job.id}`}>{job.kind}</LinkTo>,
          isRowHeader: true,
          minWidth: 160,
        },
        { id: "state", header: "State", cell: (job) => <State words={jobState(job.state)} />, minWidth: 120 },
        { id: "created", header: "Created", cell: (job) => <Moment time={job.created_at} />, minWidth: 120 },
        {
          id: "duration",
          header: "Duration",
          cell: (job) => duration(secondsBetween(job.started_at, job.finished_at)),
          minWidth: 100,
        },
        {
          id: "attempt",
          header: "Attempt",
          cell: (job) => `${job.attempt} of ${job.max_attempts}`,
          minWidth: 90,
        },
        {
          id: "by",
          header: "Requested by",
          cell: (job) => <Actor actor={job.requested_by} />,
          minWidth: 130,
        },
        {
          id: "result",
          header: "Result",
          cell: (job) => job.last_error ?? job.outcome ?? "–",
          minWidth: 220,
        },
      ]}
      empty={
        <Empty title={state === "" && kind === "" && group === "" ? "No jobs yet" : "No matches"}>
          Jobs appear when something is done in the background, for example a discovery.
        </Empty>
      }
    />
  );
}
