import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";

import { auditQuery, verifyAudit } from "../../api/operations.ts";
import { type AuditEvent, type AuditVerification } from "../../api/types.ts";
import { usePage } from "../../app/page.ts";
import { Actor } from "../../components/actor.tsx";
import { CursorPagination, usePaging } from "../../components/cursor-paging.tsx";
import { Empty } from "../../components/empty.tsx";
import { Failure } from "../../components/failure.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { useMutation } from "../../components/mutation.ts";
import { StackedTable } from "../../components/stacked-table.tsx";
import { count, dateTime, number } from "../../format/dates.ts";
import { explain, sentence } from "../../format/faults.ts";
import { humanize } from "../../format/states.ts";
import { valueText } from "../../format/values.ts";

const pageSize = 50;
const fields = [
  { key: "actor", label: "Actor" },
  { key: "action", label: "Action" },
  { key: "subject", label: "Subject" },
] as const;

function Verification({ result }: { result: AuditVerification }) {
  if (result.broken_at === null) {
    return (
      <Alert type="success" header="The chain is whole">
        {count(result.events, "event")} verified: each carries the hash of the one before. None was changed or
        removed.
      </Alert>
    );
  }
  return (
    <Alert type="error" header={`The chain is broken at event ${number(result.broken_at)}`}>
      {sentence(result.problem ?? "the hash does not match")} Events before it are intact. Compare with a
      backup and find out who could write to the database.
    </Alert>
  );
}

function Details({ event }: { event: AuditEvent }) {
  const entries = Object.entries(event.details);
  if (entries.length === 0 && event.request_id === null) return <>–</>;
  return (
    <ExpandableSection
      variant="inline"
      headerText={
        <Box variant="span" fontSize="body-s" fontWeight="normal">
          {entries
            .slice(0, 2)
            .map(([key, value]) => `${humanize(key)}: ${valueText(value)}`)
            .join(", ") || "Details"}
        </Box>
      }
    >
      <KeyValuePairs
        columns={1}
        items={[
          ...entries.map(([key, value]) => ({ label: humanize(key), value: valueText(value) })),
          {
            label: "Actor",
            value: (
              <>
                <span className="mono">{event.actor}</span>{" "}
                <LinkTo href={`/audit?${new URLSearchParams({ actor: event.actor }).toString()}`}>
                  Only this actor
                </LinkTo>
              </>
            ),
          },
          { label: "Request", value: event.request_id ?? "–" },
          { label: "Hash", value: <span className="mono">{event.hash}</span> },
        ]}
      />
    </ExpandableSection>
  );
}

export default function AuditPage() {
  usePage("Audit log");
  const [address, setAddress] = useSearchParams();
  const paging = usePaging();
  const filters = Object.fromEntries(fields.map(({ key }) => [key, address.get(key) ?? ""]));
  const events = useQuery(auditQuery({ ...filters, limit: pageSize, cursor: paging.cursor }));
  const verify = useMutation({ mutationFn: verifyAudit });

  const filter = (key: string, value: string) => {
    const next = new URLSearchParams(address);
    next.delete("cursor");
    next.delete("page");
    if (value === "") next.delete(key);
    else next.set(key, value);
    setAddress(next, { replace: true });
  };

  if (events.isError) return <Failure error={events.error} onRetry={() => void events.refetch()} />;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description="Who did what, newest first. Events are only ever added, and each is chained to the one before."
        actions={
          <Button loading={verify.isPending} onClick={() => verify.mutate()}>
            Verify
          </Button>
        }
      >
        Audit log
      </Header>
      {verify.data && <Verification result={verify.data} />}
      {verify.isError && (
        <Alert type="error" header="The audit log could not be verified">
          {explain(verify.error).detail}
        </Alert>
      )}
      <StackedTable
        header={<Header variant="h2">Events</Header>}
        filter={
          <div className="filters">
            {fields.map(({ key, label }) => (
              <Input
                key={key}
                type="search"
                ariaLabel={label}
                placeholder={`Any ${label.toLowerCase()}`}
                value={filters[key] ?? ""}
                onChange={({ detail }) => filter(key, detail.value)}
              />
            ))}
          </div>
        }
        pagination={
          <CursorPagination
            paging={paging}
            pageSize={pageSize}
            shown={events.data?.items.length ?? 0}
            total={events.data?.total ?? null}
            nextCursor={events.data?.next_cursor ?? null}
          />
        }
        ariaLabels={{ tableLabel: "Audit events" }}
        items={events.data?.items ?? []}
        trackBy={(event) => String(event.sequence)}
        loading={events.isPending}
        loadingText="Loading events"
        wrapLines
        contentDensity="compact"
        columnDefinitions={[
          { id: "sequence", header: "No.", cell: (event) => number(event.sequence), minWidth: 60 },
          {
            id: "at",
            header: "Time",
            cell: (event) => <span className="nowrap">{dateTime(event.at)}</span>,
            minWidth: 190,
          },
          { id: "actor", header: "Actor", cell: (event) => <Actor actor={event.actor} />, minWidth: 160 },
          { id: "action", header: "Action", cell: (event) => event.action, isRowHeader: true, minWidth: 160 },
          {
            id: "subject",
            header: "Subject",
            cell: (event) => <span className="mono">{event.subject || "–"}</span>,
            minWidth: 150,
          },
          { id: "details", header: "Details", cell: (event) => <Details event={event} />, minWidth: 240 },
        ]}
        empty={
          <Empty title="No events">
            Nothing matches the filter. It compares whole values, as the details of an event show them.
          </Empty>
        }
      />
    </SpaceBetween>
  );
}
